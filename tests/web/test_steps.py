"""What a form of Help now says, as records."""

from datetime import UTC, date, datetime, timedelta

import pytest
from starlette.datastructures import FormData

from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Entry,
    Forecast,
    HeldText,
    Naming,
    PauseAnswer,
    Rating,
    Response,
    SafetyFlag,
    Word,
)
from moorings.web.forms import Form
from moorings.web.steps import activation_in, steps_of

NOW = datetime(2026, 3, 1, 21, 5, tzinfo=UTC)
WAVE = "f" * 32


def said(*fields: tuple[str, str]) -> tuple[AnyRecord, ...]:
    return steps_of(Form(FormData([("activation", WAVE), *fields])), NOW)


def one(*fields: tuple[str, str]) -> AnyRecord:
    [record] = said(*fields)
    return record


def test_a_rating_says_how_strong_or_how_unreal() -> None:
    strong = one(("step", "rating"), ("intensity", "7"), ("practice", "box"))
    far = one(("step", "rating"), ("intensity", "9"), ("scale", "unreal"))
    assert isinstance(strong, Rating)
    assert isinstance(far, Rating)
    assert (strong.intensity, strong.practice, strong.scale) == (7, "box", "intensity")
    assert (far.intensity, far.scale) == (9, "unreal")
    assert strong.activation == far.activation == WAVE


def test_small_answers_become_the_steps_they_are() -> None:
    kinds = [
        one(("step", "note"), ("text", " too late \n")),
        one(("step", "pause"), ("answer", "both")),
        one(("step", "response"), ("chosen", "nothing")),
        one(("step", "back"), ("text", "")),
        one(("step", "flag"), ("text", "")),
    ]
    assert [type(each) for each in kinds] == [
        Entry,
        PauseAnswer,
        Response,
        ActivationEnd,
        SafetyFlag,
    ]
    assert isinstance(kinds[4], SafetyFlag)
    assert (kinds[4].raised, kinds[4].person) == (True, None)


def test_a_time_out_has_an_hour_of_return() -> None:
    out = one(("step", "response"), ("chosen", "time-out"), ("minutes", "120"))
    assert isinstance(out, Response)
    assert out.until == NOW + timedelta(hours=2)


@pytest.mark.parametrize("minutes", ["", "0", "-5", "1441", "soon", "٣"])
def test_no_hour_is_promised_that_was_not_chosen(minutes: str) -> None:
    out = one(("step", "response"), ("chosen", "time-out"), ("minutes", minutes))
    assert isinstance(out, Response)
    assert out.until is None


def test_a_held_text_waits_as_long_as_was_chosen() -> None:
    held = one(
        ("step", "hold"),
        ("text", "Where are you?\r\nSay something.\n"),
        ("to", "  Zoë "),
        ("minutes", "10"),
        ("unwanted", "yes"),
    )
    assert isinstance(held, HeldText)
    assert held.text == "Where are you?\nSay something."
    assert (held.to, held.unwanted) == ("Zoë", True)
    assert held.until == NOW + timedelta(minutes=10)


def test_a_forecast_says_what_and_how_likely() -> None:
    told = [("step", "forecast"), ("text", "She leaves."), ("due", "2026-03-08")]
    feared = one(*told, ("likelihood", "80"))
    assert isinstance(feared, Forecast)
    assert (feared.text, feared.likelihood) == ("She leaves.", 80)
    assert feared.due == date(2026, 3, 8)
    assert said(*told, ("likelihood", "120")) == said(*told) == ()


def test_naming_takes_every_part_and_makes_a_typed_word_ones_own() -> None:
    word, naming = said(
        ("step", "naming"),
        ("trigger", "no-answer"),
        ("body", "tight-chest"),
        ("feelings", "hurt"),
        ("feelings", "hurt"),
        ("own-feeling", "hollowed  out"),
        ("people", "5" * 32),
        ("people", "no id"),
    )
    assert isinstance(word, Word)
    assert isinstance(naming, Naming)
    assert (word.part, word.text) == ("feeling", "hollowed out")
    assert naming.feelings == ("hurt", word.id)
    assert (naming.trigger, naming.body) == ("no-answer", ("tight-chest",))
    assert naming.people == ("5" * 32,)
    assert activation_in((word, naming)) == WAVE


@pytest.mark.parametrize(
    "fields",
    [
        [],
        [("step", "rating")],
        [("step", "rating"), ("intensity", "11")],
        [("step", "note"), ("text", "  ")],
        [("step", "pause"), ("answer", "maybe")],
        [("step", "response"), ("chosen", "shout")],
        [("step", "hold"), ("text", " ")],
        [("step", "forecast"), ("likelihood", "50")],
        [("step", "naming")],
        [("step", "naming"), ("feelings", ""), ("own-urge", "  ")],
        [("step", "lift")],
    ],
)
def test_a_form_that_says_nothing_becomes_nothing(
    fields: list[tuple[str, str]],
) -> None:
    assert said(*fields) == ()
