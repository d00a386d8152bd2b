from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.insight.look_back import Cost, LookBack, Newly, TooFew, look_back
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    ActivationEnd,
    Entry,
    Naming,
    Rating,
    RecordId,
    When,
)

NOW = datetime(2026, 3, 9, 20, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 3), date(2026, 3, 9)


class Moments:
    """Makes hard moments, each with ids of its own."""

    def __init__(self) -> None:
        self.all: list[Activation] = []
        self.made = 0

    def id(self) -> RecordId:
        self.made += 1
        return RecordId(f"{self.made:032x}")

    def add(
        self,
        day: date,
        *,
        peak: int | None = None,
        calm: int | None = None,
        **said: object,
    ) -> Activation:
        """Add one that began at nine; calm came after so many minutes."""
        name, at = self.id(), datetime.combine(day, time(9))
        steps: list[Step] = []
        if said:
            named = Naming(
                id=self.id(),
                written_at=NOW,
                activation=name,
                when=When(day, time(9)),
                **said,  # type: ignore[arg-type]
            )
            steps.append(named)
        else:
            steps.append(self.note(name, day))
        if peak is not None:
            rating = Rating(
                id=self.id(),
                written_at=NOW,
                activation=name,
                when=When(day, time(9, 1)),
                intensity=peak,
            )
            steps.append(rating)
        if calm is not None:
            then = at + timedelta(minutes=calm)
            ended = ActivationEnd(
                id=self.id(),
                written_at=NOW,
                activation=name,
                when=When(then.date(), then.time()),
                how="calm",
            )
            steps.append(ended)
        made = Activation(name, tuple(steps))
        self.all.append(made)
        return made

    def note(self, name: RecordId, day: date) -> Entry:
        return Entry(
            id=self.id(),
            written_at=NOW,
            when=When(day, time(9)),
            text="?",
            activation=name,
        )

    def back(self) -> LookBack:
        return look_back(self.all, FIRST, LAST)


@pytest.fixture
def moments() -> Moments:
    return Moments()


def days(*numbers: int) -> Iterable[date]:
    return (date(2026, 3, number) for number in numbers)


def told(found: object) -> list[tuple[tuple[str, ...], int, int]]:
    """Give the words of each finding, in how many moments, of how many."""
    assert isinstance(found, tuple), found
    return [
        (tuple(word for _, word in each.words), len(each.moments), each.of)
        for each in found
    ]


def test_an_empty_week_has_nothing_to_say(moments: Moments) -> None:
    found = moments.back()
    assert found.moments == ()
    assert found.named == 0
    for each in (found.triggers, found.earliest, found.costliest, found.newly):
        assert each == TooFew(0)


def test_only_the_days_asked_for_are_counted_both_ends_included(
    moments: Moments,
) -> None:
    for day in days(2, 3, 9, 10):
        moments.add(day, trigger="late")
    found = moments.back()
    assert [each.began.date.day for each in found.moments] == [9, 3]


@pytest.mark.parametrize(
    ("triggers", "expected"),
    [
        (["late", "late"], TooFew(2)),
        (["late", "late", "quiet"], [(("late",), 2, 3)]),
        (["late", "quiet", "door"], []),
        (
            ["late", "late", "quiet", "quiet", "quiet", ""],
            [(("quiet",), 3, 5), (("late",), 2, 5)],
        ),
        (
            ["a", "a", "b", "b", "c", "c", "d", "d"],
            [(("a",), 2, 8), (("b",), 2, 8), (("c",), 2, 8)],
        ),
    ],
)
def test_the_commonest_triggers_are_told_from_the_second_time_on(
    moments: Moments, triggers: list[str], expected: object
) -> None:
    for number, trigger in enumerate(triggers):
        moments.add(date(2026, 3, 3 + number % 7), trigger=trigger, fears=("alone",))
    found = moments.back().triggers
    assert (found if isinstance(expected, TooFew) else told(found)) == expected


def test_the_earliest_sign_is_the_one_noted_the_first_time(moments: Moments) -> None:
    for day in days(3, 4, 5):
        made = moments.add(day, body=("tight",))
        later = Naming(
            id=moments.id(),
            written_at=NOW,
            activation=made.id,
            when=When(day, time(10)),
            body=("cold",),
        )
        moments.all[-1] = Activation(made.id, (later, *made.steps))
    assert told(moments.back().earliest) == [(("tight",), 3, 3)]


def test_signs_that_came_as_often_stand_side_by_side(moments: Moments) -> None:
    for day in days(3, 4, 5):
        moments.add(day, body=("tight", "cold") if day.day < 5 else ("hot",))
    assert told(moments.back().earliest) == [(("cold",), 2, 3), (("tight",), 2, 3)]


def test_the_urge_that_cost_most_is_the_one_that_rose_highest(
    moments: Moments,
) -> None:
    for day, urge, peak in zip(days(3, 4, 5, 6), "wwgg", (5, 6, 9, 8), strict=True):
        moments.add(day, urges=(urge,), peak=peak, calm=10 * peak)
    found = moments.back().costliest
    assert isinstance(found, Cost)
    assert found.fact.words == (("urge", "g"),)
    assert (found.peak, found.rated, found.others) == (8.5, 2, 1)
    assert (found.minutes, found.timed) == (85, 2)
    assert (len(found.fact.moments), found.fact.of) == (2, 4)


def test_of_two_alike_it_is_the_one_after_which_calm_took_longer(
    moments: Moments,
) -> None:
    for day, urge, calm in zip(days(3, 4, 5, 6), "wwgg", (90, 80, 5, 9), strict=True):
        moments.add(day, urges=(urge,), peak=7, calm=calm)
    found = moments.back().costliest
    assert isinstance(found, Cost)
    assert found.fact.words == (("urge", "w"),)


def test_an_urge_without_numbers_or_that_came_once_costs_nothing_known(
    moments: Moments,
) -> None:
    for day in days(3, 4):
        moments.add(day, urges=("w",))
    assert moments.back().costliest == TooFew(2)
    moments.add(date(2026, 3, 5), urges=("g",), peak=9)
    assert moments.back().costliest is None


def test_the_time_is_left_out_where_calm_was_noted_once(moments: Moments) -> None:
    for day, calm in zip(days(3, 4, 5), (30, None, None), strict=True):
        moments.add(day, urges=("w",), peak=6, calm=calm)
    found = moments.back().costliest
    assert isinstance(found, Cost)
    assert (found.minutes, found.timed) == (None, 1)


def test_what_came_together_a_third_time_shows_only_now(moments: Moments) -> None:
    for day in (date(2026, 1, 7), date(2026, 2, 9), LAST):
        moments.add(day, trigger="late", urges=("write",))
    found = moments.back().newly
    assert isinstance(found, tuple)
    [new] = found
    assert new.fact.words == (("trigger", "late"), ("urge", "write"))
    assert (new.before, new.since, new.fact.of) == (2, date(2026, 1, 7), 3)


@pytest.mark.parametrize("before", [1, 3, 4])
def test_what_was_there_before_or_came_too_seldom_is_not_new(
    moments: Moments, before: int
) -> None:
    for number in range(before):
        moments.add(date(2026, 2, 1 + number), trigger="late", urges=("write",))
    moments.add(LAST, trigger="late", urges=("write",))
    moments.add(LAST, trigger="door", urges=("hide",))
    assert moments.back().newly == ()


def test_of_one_trigger_one_pair_is_told(moments: Moments) -> None:
    for number in range(3):
        urges = ("write", "ring") if number else ("write",)
        moments.add(
            date(2026, 3, 4 + number), trigger="late", urges=urges, body=("tight",)
        )
    found = moments.back().newly
    assert isinstance(found, tuple)
    assert [each.fact.words[0] for each in found] == [("trigger", "late")]
    assert all(isinstance(each, Newly) for each in found)


def test_words_that_say_the_same_are_one(moments: Moments) -> None:
    for day, word in zip(days(3, 4, 5), ("a1", "a2", "a1"), strict=True):
        moments.add(day, trigger=word, urges=(word,), body=(word,))
    found = look_back(moments.all, FIRST, LAST, {"a2": "a1"})
    assert told(found.triggers) == [(("a1",), 3, 3)]
    assert told(found.earliest) == [(("a1",), 3, 3)]
    assert isinstance(found.newly, tuple)
    assert told(tuple(each.fact for each in found.newly)) == [(("a1", "a1"), 3, 3)]


def test_the_order_in_which_moments_are_given_changes_nothing(
    moments: Moments,
) -> None:
    for number, day in enumerate(days(3, 4, 5, 6, 7)):
        word = "ab"[number % 2]
        moments.add(day, trigger=word, urges=(word,), body=(word,), peak=5, calm=20)
    assert look_back(moments.all, FIRST, LAST) == look_back(
        moments.all[::-1], FIRST, LAST
    )
