from collections.abc import Callable

import pytest

from moorings.insight.fitting import (
    DAYS,
    Fit,
    Shelves,
    day_holds,
    fitted_week,
    mix,
    turns,
)
from moorings.library.practices import Leaning
from moorings.library.strategies import STRATEGIES
from moorings.measures.cloud import Leaning as Lies

STEADY = ("look-round", "breathe", "be-kind")
GENERAL = ("one", "two", "three", "four")


REACHING: frozenset[Leaning] = frozenset({"anxious"})
BOTH: frozenset[Leaning] = frozenset({"disorganised"})


def week(
    *fits: Fit, number: int = 0, open_: Callable[[str], bool] = lambda _: True
) -> tuple[tuple[str, ...], ...]:
    return fitted_week(fits, Shelves(GENERAL, STEADY, open_), number)


@pytest.mark.parametrize(
    ("lies", "parts"),
    [(Lies.HIGHER, 2), (Lies.BETWEEN, 1), (Lies.LOWER, 0), (Lies.UNCLEAR, 0)],
)
def test_a_sketch_counts_by_where_its_cloud_lies(lies: Lies, parts: int) -> None:
    found = mix((), lies, None)
    assert found == ((Fit("anxious", parts, "sketch"),) if parts else ())
    found = mix((), None, lies)
    assert found == ((Fit("avoidant", parts, "sketch"),) if parts else ())


def test_what_was_said_counts_more_than_what_was_sketched() -> None:
    assert mix(REACHING, Lies.LOWER, None) == (Fit("anxious", 2, "own"),)


def test_the_third_kind_is_there_only_for_whoever_says_so() -> None:
    drawn = mix((), Lies.HIGHER, Lies.HIGHER)
    assert "disorganised" not in {fit.leaning for fit in drawn}
    assert mix(BOTH, None, None) == (Fit("disorganised", 2, "own"),)


def test_each_leaning_has_a_turn_before_the_stronger_one_has_its_second() -> None:
    fits = (Fit("anxious", 1, "sketch"), Fit("avoidant", 2, "own"))
    assert turns(fits) == ("anxious", "avoidant", "avoidant")
    assert turns(()) == ()


@pytest.mark.parametrize("number", range(9))
def test_no_day_has_more_than_one_and_nothing_stands_there_twice(number: int) -> None:
    fits = tuple(Fit(leaning, 2, "own") for leaning in STRATEGIES)
    found = week(*fits, number=number)
    assert len(found) == DAYS
    assert [len(day) for day in found] == [1, 1, 1, 0, 1, 1, 0]
    named = [name for day in found for name in day]
    assert len(set(named)) == len(named)


def test_over_some_weeks_all_strategies_of_a_leaning_come_round() -> None:
    for leaning, names in STRATEGIES.items():
        seen = {
            name
            for number in range(5)
            for day in week(Fit(leaning, 2, "own"), number=number)
            for name in day
        }
        assert set(names) <= seen


def test_without_a_mix_the_week_has_what_is_for_everybody() -> None:
    found = week()
    assert {name for day in found for name in day} <= {*GENERAL, *STEADY}


@pytest.mark.parametrize(
    ("minutes", "holds"),
    [
        ([], True),
        ([60], True),
        ([60, 3], True),
        ([60, 3, 1], True),
        ([3, 3, 3], True),
        ([60, 3, 3, 1], False),
        ([3, 3, 3, 3], False),
        ([10, 4], False),
        ([4, 4, 1], False),
    ],
)
def test_a_day_holds_one_main_practice_and_two_short_ones(
    minutes: list[int], *, holds: bool
) -> None:
    assert day_holds(minutes) is holds
    assert day_holds(minutes[::-1]) is holds


def test_what_may_not_be_suggested_is_left_out_and_its_day_may_stay_free() -> None:
    found = week(Fit("avoidant", 2, "own"), open_=lambda name: name in STEADY)
    assert [len(day) for day in found] == [0, 1, 0, 0, 1, 0, 0]
    assert week(open_=lambda _: False) == ((),) * DAYS
