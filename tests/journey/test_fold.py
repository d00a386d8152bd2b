from datetime import UTC, date, datetime
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.journey.fold import fold, step
from moorings.journey.journey import Journey
from moorings.journey.records import (
    Administration,
    AnyRecord,
    Choice,
    Consent,
    Entry,
    Erasure,
    RecordId,
    RecoveryCheck,
    Retraction,
    When,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = When(date(2026, 3, 1))


def name(number: int) -> RecordId:
    return RecordId(f"{number:032x}")


def read_everything(journey: Journey) -> None:
    """Ask for all there is, so that whatever is remembered is remembered now."""
    pages = [*journey.pages(), *journey.taken_back()]
    days = journey.span() or (date.min, date.max)
    assert journey.count() == len(list(journey.pages_on(*days)))
    assert sum(journey.days(*days).values()) == journey.count()
    for page in pages:
        assert journey.versions(page.id)
        journey.retractions_of(page.id)
    journey.people()
    assert all(found.steps for found in journey.activations())
    assert all(
        map(journey.versions, (each.id for each in journey.standing(Administration)))
    )


@settings(max_examples=400)
@given(data=st.data())
def test_a_journey_stepped_while_being_read_equals_one_folded_afresh(
    any_log: SearchStrategy[list[AnyRecord]], data: st.DataObject
) -> None:
    records = data.draw(any_log)
    journey = Journey()
    for number, record in enumerate(records, start=1):
        step(journey, record)
        read_everything(journey)
        assert journey == fold(records[:number])


@settings(max_examples=400)
@given(data=st.data())
def test_the_fold_is_indifferent_to_where_the_log_was_cut(
    any_log: SearchStrategy[list[AnyRecord]], data: st.DataObject
) -> None:
    records = data.draw(any_log)
    cut = data.draw(st.integers(0, len(records)))
    begun = fold(records[:cut])
    read_everything(begun)
    assert reduce(step, records[cut:], begun) == fold(records)


@settings(max_examples=400)
@given(data=st.data())
def test_what_was_erased_is_not_needed_to_tell_the_rest(
    any_log: SearchStrategy[list[AnyRecord]], data: st.DataObject
) -> None:
    told = data.draw(any_log)
    lasting = {r.id for r in told if isinstance(r, LASTING)}
    records = [r for r in told if not _erases(r, lasting)]
    journey = fold(records)
    assert fold(journey.records()) == journey


#: What nobody can erase: there is no way to ask for it.
LASTING = (Choice, Consent, RecoveryCheck, Erasure)


def _erases(record: AnyRecord, lasting: set[RecordId]) -> bool:
    return isinstance(record, Erasure) and not lasting.isdisjoint(record.of)


def test_the_latest_word_on_a_setting_counts() -> None:
    first = Choice(id=name(1), written_at=AT, setting="lock", value="5")
    latest = Choice(id=name(2), written_at=AT, setting="lock", value="15")
    assert fold([first, latest]).choices == {"lock": "15"}


def test_a_consent_is_known_with_the_sentences_it_was_said_to() -> None:
    consent = Consent(id=name(1), written_at=AT, to="a diary", wording="abc")
    assert fold([consent]).consents == {"a diary": "abc"}


def test_the_recovery_code_counts_as_checked_once_it_was() -> None:
    assert not fold([]).recovery_checked
    assert fold([RecoveryCheck(id=name(1), written_at=AT)]).recovery_checked


def test_what_was_erased_stays_erased_when_it_comes_again() -> None:
    entry = Entry(id=name(1), written_at=AT, when=DAY, text="gone", origin="o")
    erasure = Erasure(id=name(2), written_at=AT, of=(name(1),), origins=("o",))
    journey = fold([entry, erasure, entry])
    assert journey.count() == 0
    assert journey.record(name(1)) is None
    assert journey.erased_origins == {"o"}


def test_the_first_record_of_an_id_is_the_one_that_counts() -> None:
    entry = Entry(id=name(1), written_at=AT, when=DAY, text="first")
    again = Choice(id=name(1), written_at=AT, setting="lock", value="5")
    journey = fold([entry, again])
    assert list(journey.records()) == [entry]
    assert journey.choices == {}


@pytest.mark.parametrize("length", [1, 2, 5])
def test_retractions_that_run_in_a_circle_end(length: int) -> None:
    circle = [
        Retraction(id=name(n), written_at=AT, of=name((n + 1) % length))
        for n in range(length)
    ]
    journey = fold(circle)
    assert len(list(journey.records())) == length
    assert list(journey.taken_back()) == []
