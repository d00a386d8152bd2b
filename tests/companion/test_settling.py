from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError
from moorings.companion.opened import Opened, new_id
from moorings.companion.opening import open_vault
from moorings.companion.searching import Search, search
from moorings.companion.settling import (
    ASKED_DAYS,
    end_activation,
    note_moment,
    open_activation,
    rate,
)
from moorings.companion.taking_back import erase, take_back
from moorings.companion.writing import Written, edit_page
from moorings.journey.activation import Activation
from moorings.journey.records import (
    ActivationEnd,
    Ending,
    Entry,
    InvalidRecordError,
    Rating,
    RecordId,
    When,
)
from tests.conftest import SetClock

WAVE, OTHER = RecordId(32 * "f"), RecordId(32 * "d")
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHEN = When(date(2026, 3, 1), time(13), 3600, "Europe/Berlin")


def felt(opened: Opened, intensity: int = 7, wave: RecordId = WAVE) -> None:
    rate(opened, new_id(), wave, intensity, moment(opened.now()))


def over(opened: Opened, how: Ending = "calm", wave: RecordId = WAVE) -> None:
    end_activation(opened, new_id(), wave, how, moment(opened.now()))


def noted(opened: Opened, text: str, wave: RecordId = WAVE) -> RecordId:
    record = new_id()
    note_moment(opened, record, wave, text, moment(opened.now()))
    return record


def found_of(opened: Opened, words: str) -> list[RecordId]:
    return [found.page.id for found in search(opened, Search(words), 0, 9)]


def reopened(opened: Opened) -> Opened:
    return open_vault(opened.log, opened.unlocked, opened.clock)


# --- what is kept ---------------------------------------------------------------------


def test_each_step_is_a_record_by_itself_tied_by_the_hard_moment(
    opened: Opened,
) -> None:
    ids = [new_id() for _ in range(3)]
    rate(opened, ids[0], WAVE, 8, WHEN, "belly-breath")
    note_moment(opened, ids[1], WAVE, "no answer since noon", WHEN)
    end_activation(opened, ids[2], WAVE, "calm", WHEN)
    steps = (
        Rating(
            id=ids[0],
            written_at=AT,
            activation=WAVE,
            when=WHEN,
            intensity=8,
            practice="belly-breath",
        ),
        Entry(
            id=ids[1],
            written_at=AT,
            when=WHEN,
            text="no answer since noon",
            activation=WAVE,
        ),
        ActivationEnd(id=ids[2], written_at=AT, activation=WAVE, when=WHEN, how="calm"),
    )
    for journey in (opened.journey, reopened(opened).journey):
        assert list(journey.records()) == list(steps)
        assert list(journey.activations()) == [Activation(WAVE, steps)]


def test_a_step_sent_twice_is_kept_once(opened: Opened) -> None:
    record = new_id()
    for _ in range(2):
        rate(opened, record, WAVE, 8, WHEN)
    assert len(list(opened.journey.records())) == 1


def test_a_line_stands_in_the_diary_and_is_found_there(opened: Opened) -> None:
    record = noted(opened, "the phone stayed silent")
    assert list(opened.journey.page_ids()) == [record]
    assert found_of(opened, "silent") == [record]
    felt(opened)
    over(opened)
    assert found_of(opened, "silent") == [record]


def test_ratings_and_ends_are_no_pages(opened: Opened) -> None:
    felt(opened)
    over(opened)
    assert opened.journey.count() == 0


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_a_line_without_words_is_not_kept(opened: Opened, text: str) -> None:
    with pytest.raises(EmptyPageError):
        noted(opened, text)
    assert list(opened.journey.records()) == []


@pytest.mark.parametrize("intensity", [-1, 11])
def test_a_number_beyond_the_scale_is_not_kept(opened: Opened, intensity: int) -> None:
    with pytest.raises(InvalidRecordError):
        felt(opened, intensity)
    assert list(opened.journey.records()) == []


def test_a_line_that_is_edited_stays_in_its_hard_moment(opened: Opened) -> None:
    record = noted(opened, "before")
    edit_page(opened, new_id(), record, Written("after", WHEN))
    (found,) = opened.journey.activations()
    assert [note.text for note in found.notes] == ["after"]


def test_a_line_that_was_taken_back_or_erased_leaves_the_rest_of_the_hard_moment(
    opened: Opened,
) -> None:
    felt(opened)
    for leave in (take_back, erase):
        leave(opened, noted(opened, "said too soon"))
        (found,) = opened.journey.activations()
        assert [type(step) for step in found.steps] == [Rating]


# --- what is asked about --------------------------------------------------------------


def test_where_nothing_was_noted_nothing_is_asked(opened: Opened) -> None:
    assert open_activation(opened) is None


def test_a_hard_moment_is_open_until_somebody_closes_it(opened: Opened) -> None:
    felt(opened)
    found = open_activation(opened)
    assert found is not None
    assert (found.id, found.end) == (WAVE, None)
    over(opened)
    assert open_activation(opened) is None


def test_what_was_left_open_is_asked_about_no_more_and_is_not_called_calm(
    opened: Opened,
) -> None:
    felt(opened)
    over(opened, "left-open")
    assert open_activation(opened) is None
    (found,) = opened.journey.activations()
    assert found.end is not None
    assert found.end.how == "left-open"


def test_after_three_days_it_rests(opened: Opened, clock: SetClock) -> None:
    felt(opened)
    clock.set_to(AT + timedelta(days=ASKED_DAYS) - timedelta(seconds=1))
    assert open_activation(opened) is not None
    clock.set_to(AT + timedelta(days=ASKED_DAYS))
    assert open_activation(opened) is None


def test_it_rests_three_days_after_the_last_that_was_noted_of_it(
    opened: Opened, clock: SetClock
) -> None:
    felt(opened, 8)
    clock.set_to(AT + timedelta(days=2))
    felt(opened, 5)
    clock.set_to(AT + timedelta(days=4))
    assert open_activation(opened) is not None


def test_only_the_latest_is_asked_about(opened: Opened) -> None:
    felt(opened)
    felt(opened, 4, OTHER)
    found = open_activation(opened)
    assert found is not None
    assert found.id == OTHER
    over(opened, wave=OTHER)
    assert open_activation(opened) is None


def test_of_what_was_taken_back_nobody_is_asked(opened: Opened) -> None:
    take_back(opened, noted(opened, "never mind"))
    assert open_activation(opened) is None
