from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.insight.episodes import episode, minutes_between
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    ActivationEnd,
    Ending,
    Entry,
    Naming,
    Rating,
    RecordId,
    When,
)
from moorings.measures.survival import Spell

DAY = date(2026, 3, 1)
WRITTEN = datetime(2026, 3, 9, 12, tzinfo=UTC)
WAVE = RecordId("f" * 32)
ANNA, BEN = RecordId("a" * 32), RecordId("b" * 32)


def name(number: int) -> RecordId:
    return RecordId(f"{number:032x}")


def at(minute: float, offset: int | None = None, day: date = DAY) -> When:
    """Give a time, in minutes after nine in the evening."""
    then = datetime.combine(day, time(21)) + timedelta(minutes=minute)
    return When(then.date(), then.time(), offset)


def rated(minute: float, intensity: int, scale: str = "intensity") -> Rating:
    return Rating(
        id=name(round(minute * 100) + intensity),
        written_at=WRITTEN,
        activation=WAVE,
        when=at(minute),
        intensity=intensity,
        scale=scale,  # type: ignore[arg-type]
    )


def note(when: When) -> Entry:
    return Entry(
        id=name(8), written_at=WRITTEN, when=when, text="note", activation=WAVE
    )


def ended(when: When, how: Ending = "calm") -> ActivationEnd:
    return ActivationEnd(
        id=name(9), written_at=WRITTEN, activation=WAVE, when=when, how=how
    )


def spell_of(*steps: Step) -> Spell | None:
    found = episode(Activation(WAVE, steps))
    return found.spell if found else None


@pytest.mark.parametrize(
    ("ratings", "low", "high"),
    [
        # back to half of the strongest, between two ratings
        ([(0, 8), (10, 7), (25, 4)], 10, 25),
        ([(0, 8), (10, 5), (25, 4)], 10, 25),
        ([(0, 9), (10, 5), (25, 4)], 10, 25),
        # back to 1, though the strongest was 2
        ([(0, 2), (10, 1)], 0, 10),
        # it came again, so calm was not back before
        ([(0, 8), (10, 3), (20, 7), (30, 2)], 20, 30),
        # it rose first: time runs from when it was first noted
        ([(0, 3), (10, 9), (30, 4)], 10, 30),
        # once calm was back, what follows changes nothing
        ([(0, 8), (10, 2), (20, 3), (30, 0)], 0, 10),
        # still high when last rated
        ([(0, 8), (10, 7)], 10, None),
        ([(0, 8), (10, 2), (20, 6)], 20, None),
        # both in one minute: it took some part of it
        ([(0, 8), (0, 3)], 0, 1),
    ],
)
def test_calm_is_back_between_the_last_high_rating_and_the_next(
    ratings: Sequence[tuple[int, int]], low: float, high: float | None
) -> None:
    assert spell_of(*(rated(*each) for each in ratings)) == Spell(low, high)


@pytest.mark.parametrize(
    ("steps", "low", "high"),
    [
        # said at once: between the last high rating and the word
        ([rated(0, 8), rated(10, 7), ended(at(30))], 10, 30),
        ([rated(0, 8), ended(at(40))], 0, 40),
        # said the day after, with the hour; or without one, which is then
        ([rated(0, 8), rated(5, 6), ended(at(13 * 60))], 5, 13 * 60),
        # a rating came back before the word did
        ([rated(0, 8), rated(20, 3), ended(at(60))], 0, 20),
        # said in the minute of the last high rating: some part of that minute
        ([rated(0, 8), rated(12, 6), ended(at(12))], 12, 13),
        ([rated(0, 8), ended(at(0))], 0, 1),
        # what was rated after the word belongs to something else
        ([rated(0, 8), ended(at(30)), rated(50, 9)], 0, 30),
        # only a line, and the word
        ([note(at(0)), ended(at(30))], 0, 30),
        # let be: known to go on until the last high rating, and no further
        ([rated(0, 8), rated(15, 6), ended(at(90), "left-open")], 15, None),
        ([rated(0, 8), rated(15, 4), ended(at(90), "left-open")], 0, 15),
    ],
)
def test_the_word_that_calm_came_back_ends_it_too(
    steps: Sequence[Step], low: float, high: float | None
) -> None:
    assert spell_of(*steps) == Spell(low, high)


@pytest.mark.parametrize(
    "steps",
    [
        [rated(0, 8)],
        [rated(0, 8), ended(at(90), "left-open")],
        [rated(0, 1), rated(10, 0), ended(at(20))],
        [note(at(0))],
        [note(at(0)), ended(at(0))],
        [ended(at(0))],
        [note(at(30)), ended(at(0))],
        [note(When(DAY)), ended(at(30))],
        [note(at(0)), ended(When(DAY))],
        [rated(0, 8, "unreal"), rated(20, 2, "unreal")],
    ],
)
def test_what_tells_nothing_of_time_is_no_episode(steps: Sequence[Step]) -> None:
    assert spell_of(*steps) is None


def test_an_episode_says_how_strong_it_was_and_what_and_whom_it_is_about() -> None:
    named = Naming(
        id=name(3),
        written_at=WRITTEN,
        activation=WAVE,
        when=at(3),
        trigger="no-answer",
        people=(ANNA, BEN),
    )
    told = episode(Activation(WAVE, (rated(0, 6), rated(5, 9), rated(9, 2), named)))
    assert told is not None
    assert (told.peak, told.trigger, told.people) == (9, "no-answer", (ANNA, BEN))
    assert told.day == DAY
    bare = episode(Activation(WAVE, (note(at(0)), ended(at(5)))))
    assert bare is not None
    assert (bare.peak, bare.trigger, bare.people) == (None, "", ())


def test_clocks_that_are_turned_in_the_night_take_nothing_away() -> None:
    summer, winter = at(0, 7200), at(90, 3600)
    assert minutes_between(summer, winter) == 150
    assert minutes_between(at(0), at(90)) == 90
    assert minutes_between(at(0, 3600), at(90)) == 90
    assert minutes_between(at(90), at(0)) is None
    assert minutes_between(When(DAY), at(0)) is None
