"""A hard moment that was named: its parts together, and how far it came."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from moorings.journey.activation import Activation, State
from moorings.journey.fold import fold
from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Forecast,
    ForecastOutcome,
    HeldText,
    HeldTextEnd,
    InvalidRecordError,
    Naming,
    PauseAnswer,
    Rating,
    RecordId,
    Response,
    SafetyFlag,
    When,
    Word,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAIVE = datetime(2026, 3, 1, 12)  # noqa: DTZ001 - what a record must refuse
WAVE, ZOE = RecordId("f" * 32), RecordId("5" * 32)


def shared(number: int, minute: int = 0) -> dict[str, Any]:
    return {
        "id": RecordId(f"{number:032x}"),
        "written_at": AT,
        "when": When(date(2026, 3, 1), time(21, minute)),
    }


def step(number: int, minute: int = 0) -> dict[str, Any]:
    return shared(number, minute) | {"activation": WAVE}


def the_wave(*records: AnyRecord) -> Activation:
    found = fold(records).activation(WAVE)
    assert found is not None
    return found


STARTED = Rating(**step(1), intensity=8)
NAMED = Naming(**step(2, 1), feelings=("hurt",))
CHOSEN = Response(**step(3, 2), chosen="wait")
STATES: list[tuple[tuple[AnyRecord, ...], State]] = [
    ((STARTED,), "started"),
    ((STARTED, PauseAnswer(**step(9), answer="both")), "started"),
    ((STARTED, NAMED), "named"),
    ((STARTED, NAMED, CHOSEN), "chosen"),
    ((STARTED, CHOSEN), "chosen"),
    ((STARTED, NAMED, CHOSEN, ActivationEnd(**step(4), how="calm")), "settled"),
    ((STARTED, ActivationEnd(**step(4), how="calm")), "settled"),
    ((STARTED, NAMED, ActivationEnd(**step(4), how="left-open")), "unfinished"),
]


@pytest.mark.parametrize(("records", "state"), STATES)
def test_a_moment_says_how_far_it_came(
    records: tuple[AnyRecord, ...], state: State
) -> None:
    assert the_wave(*records).state == state


def test_parts_given_one_by_one_stand_together() -> None:
    wave = the_wave(
        Naming(**step(1), body=("tight-chest",)),
        Naming(**step(2), feelings=("hurt", "ashamed"), trigger="no-answer"),
        Naming(**step(3), urges=("write-again",), people=(ZOE,)),
    )
    assert wave.named is not None
    assert wave.named.body == ("tight-chest",)
    assert wave.named.feelings == ("hurt", "ashamed")
    assert wave.named.urges == ("write-again",)
    assert (wave.trigger, wave.people) == ("no-answer", (ZOE,))


def test_a_part_given_again_stands_in_the_place_of_what_was_given_before() -> None:
    wave = the_wave(
        Naming(**step(1), feelings=("angry",), trigger="late"),
        Naming(**step(2), feelings=("lonely",)),
    )
    assert wave.named is not None
    assert (wave.named.feelings, wave.trigger) == (("lonely",), "late")


def test_what_was_not_named_names_nothing() -> None:
    wave = the_wave(STARTED)
    assert (wave.named, wave.trigger, wave.people) == (None, "", ())


def test_how_unreal_it_feels_is_not_how_strong_it_is() -> None:
    wave = the_wave(STARTED, Rating(**step(2, 1), intensity=9, scale="unreal"))
    assert [rating.intensity for rating in wave.ratings] == [8]


def test_a_held_text_is_a_step_of_its_moment_and_a_page_one_can_find() -> None:
    held = HeldText(**step(1), text="Where are you?", until=AT)
    journey = fold([held, CHOSEN])
    assert held in the_wave(held, CHOSEN).steps
    assert [page.newest for page in journey.pages()] == [held]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Naming, {}),
        (PauseAnswer, {"answer": "now"}),
        (Response, {"chosen": "ask"}),
        (HeldText, {"text": "x", "until": AT}),
        (Forecast, {"text": "x", "likelihood": 5}),
    ],
)
def test_a_step_names_its_moment_as_storage_knows_it(
    kind: Callable[..., AnyRecord], fields: dict[str, Any]
) -> None:
    with pytest.raises(InvalidRecordError, match="id"):
        kind(**shared(1), activation="no id", **fields)


@pytest.mark.parametrize("kind", [HeldText, Response])
def test_an_hour_to_come_back_is_a_moment_of_the_world(
    kind: Callable[..., AnyRecord],
) -> None:
    fields: dict[str, Any] = {"text": "x"} if kind is HeldText else {"chosen": "wait"}
    with pytest.raises(InvalidRecordError, match="until"):
        kind(**step(1), until=NAIVE, **fields)


@pytest.mark.parametrize("likelihood", [-1, 101])
def test_nothing_is_less_likely_than_never_or_more_than_sure(likelihood: int) -> None:
    with pytest.raises(InvalidRecordError, match="likelihood"):
        Forecast(**shared(1), text="x", likelihood=likelihood)


def test_words_and_flags_are_asked_for_as_a_whole() -> None:
    word = Word(id=RecordId("1" * 32), written_at=AT, part="feeling", text="hollow")
    flag = SafetyFlag(**shared(2), raised=True, person=ZOE)
    journey = fold([word, flag])
    assert list(journey.standing(Word)) == [word]
    assert list(journey.standing(SafetyFlag)) == [flag]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [(HeldTextEnd, {"how": "sent"}), (ForecastOutcome, {"happened": "not"})],
)
def test_an_outcome_says_of_what_as_storage_knows_it(
    kind: Callable[..., AnyRecord], fields: dict[str, Any]
) -> None:
    with pytest.raises(InvalidRecordError, match="id"):
        kind(**shared(1), of="no id", **fields)


def test_a_text_can_be_held_back_outside_of_any_hard_moment() -> None:
    held = HeldText(**shared(1), text="Later.", until=AT)
    journey = fold([held])
    assert [page.newest for page in journey.pages()] == [held]
    assert list(journey.activations()) == []
