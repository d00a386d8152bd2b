"""The bundle for a clinic: what FHIR R4 wants, and nothing that is not a measure."""

import json
import warnings
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moorings.exchange.leaving.clinic import read_bundle, write_bundle
from moorings.exchange.portable import Portable
from moorings.journey.fold import fold
from moorings.journey.records import (
    Administration,
    AnyRecord,
    Arousal,
    Entry,
    Option,
    Person,
    PracticeTime,
    Question,
    Questionnaire,
    Rating,
    RecordId,
    Retraction,
    When,
)
from tests.conftest import IDS, records_with

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fhir.resources.R4B.bundle import Bundle

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASKED = Questionnaire(
    id=RecordId("a" * 32),
    written_at=AT,
    title="Evenings",
    instruction="Think of last week.",
    language="en",
    questions=(Question("1", "I slept.", (Option(0, "no"), Option(1, "yes"))),),
    instrument="evenings",
)
SAT = Administration(
    id=RecordId("b" * 32),
    written_at=AT,
    instrument="evenings",
    version=1,
    wording="w",
    language="en",
    shown=("1",),
    responses={"1": 1},
    started=AT,
    ended=AT,
    questionnaire=ASKED.id,
)
RATED = Rating(
    id=RecordId("c" * 32),
    written_at=AT,
    activation=RecordId("d" * 32),
    when=When(date(2026, 3, 1), time(21, 5), 3600),
    intensity=7,
)
PAGE = Entry(
    id=RecordId("e" * 32), written_at=AT, when=When(date(2026, 3, 1)), text="Marzipan."
)
MIRA = Person(id=RecordId("f" * 32), written_at=AT, name="Mira")


def bundle(*records: AnyRecord) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(write_bundle(Portable(AT, records)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Bundle.model_validate(told)
    return told


def resources(*records: AnyRecord) -> list[dict[str, Any]]:
    return [each["resource"] for each in bundle(*records)["entry"]]


def test_a_questionnaire_and_its_answers_name_each_other() -> None:
    asked, sat = resources(ASKED, SAT)
    assert asked["resourceType"] == "Questionnaire"
    assert asked["item"][0]["answerOption"][1]["valueCoding"] == {
        "code": "1",
        "display": "yes",
    }
    assert sat["questionnaire"] == asked["url"]
    assert sat["item"] == [{"linkId": "1", "answer": [{"valueCoding": {"code": "1"}}]}]


def test_a_rating_is_an_observation_with_its_hour() -> None:
    (seen,) = resources(RATED)
    assert seen["valueInteger"] == 7
    assert seen["effectiveDateTime"] == "2026-03-01T21:05:00+01:00"
    assert seen["code"]["coding"][0]["system"].startswith("urn:moorings:")


def test_no_page_and_no_name_goes_into_it() -> None:
    written = write_bundle(Portable(AT, (PAGE, MIRA, RATED))).decode()
    assert "Marzipan" not in written
    assert "Mira" not in written


def test_with_nothing_measured_it_is_an_empty_bundle() -> None:
    assert "entry" not in bundle(PAGE)


def number(n: int) -> RecordId:
    return RecordId(f"{n:032x}")


def retraction(n: int, of: RecordId) -> Retraction:
    return Retraction(id=number(n), written_at=AT, of=of)


def statuses(*records: AnyRecord) -> list[str]:
    return [each.get("status", "") for each in resources(*records)]


def test_what_was_taken_back_or_corrected_counts_for_nothing() -> None:
    high = Arousal(id=number(1), written_at=AT, when=RATED.when, level=5)
    right = msgspec.structs.replace(high, id=number(2), level=1, replaces=high.id)
    assert statuses(high, right) == ["entered-in-error", "amended"]
    assert statuses(SAT) == ["completed"]
    assert statuses(SAT, retraction(3, SAT.id)) == ["entered-in-error", ""]
    back = (retraction(3, SAT.id), retraction(4, number(3)))
    assert statuses(SAT, *back) == ["completed", "", ""]
    assert statuses(RATED, retraction(3, RATED.id)) == ["entered-in-error", ""]
    assert statuses(ASKED) == ["active"]
    assert statuses(ASKED, retraction(3, ASKED.id)) == ["retired", ""]


def test_what_was_taken_back_is_still_taken_back_when_it_comes_in_again() -> None:
    first = PracticeTime(id=number(1), written_at=AT, practice="box", when=RATED.when)
    rated = msgspec.structs.replace(first, id=number(2), after=3, replaces=first.id)
    only = PracticeTime(id=number(5), written_at=AT, practice="box", when=RATED.when)
    whole = (first, rated, retraction(3, first.id), only, retraction(6, only.id), PAGE)
    back = read_bundle(write_bundle(Portable(AT, whole))).records
    assert back == (first, rated, retraction(3, first.id))
    assert not list(fold(back).standing(PracticeTime))


def test_answers_about_somebody_do_not_look_like_answers_in_general() -> None:
    own = msgspec.structs.replace(SAT, questionnaire=None)
    about = msgspec.structs.replace(own, id=number(1), target=MIRA.id)
    in_general, of_one, brought = resources(
        own, about, msgspec.structs.replace(SAT, id=number(2), target=MIRA.id), MIRA
    )
    assert "subject" not in in_general
    assert in_general["questionnaire"] == "urn:moorings:instrument:evenings|1"
    assert of_one["questionnaire"] == "urn:moorings:instrument:evenings:one-person|1"
    for told in (of_one, brought):
        assert told["subject"]["display"].startswith("The relation to one other person")
        assert "Mira" not in json.dumps(told)


@pytest.mark.uncounted
@settings(max_examples=500, deadline=None)
@given(st.lists(records_with(IDS), max_size=4))
def test_whatever_stands_in_a_notebook_it_is_valid(records: list[AnyRecord]) -> None:
    bundle(*records)
