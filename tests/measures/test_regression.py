"""Analysis of covariance: against the normal equations, and where it refuses."""

from math import sqrt
from random import Random
from statistics import fmean

import pytest

from moorings.measures.regression import LEAST_SPREAD, Observation, adjusted
from moorings.measures.without_numpy import solved

TIMES = [
    Observation(group, before, after, weight)
    for group, before, after, weight in (
        ("a", 8, 4, 1.0),
        ("a", 6, 2, 0.5),
        ("a", 3, 3, 0.25),
        ("a", 7, 2, 1.0),
        ("b", 7, 7, 1.0),
        ("b", 5, 2, 0.5),
        ("b", 9, 8, 1.0),
        ("b", 4, 6, 0.75),
    )
]


def by_equations(times: list[Observation[str]]) -> tuple[float, float, float]:
    """Solve the same by the normal equations: level of a, level of b, and slope."""
    total = sum(each.weight for each in times)
    grand = sum(each.weight * each.before for each in times) / total
    rows = [
        (each.weight, (each.group == "a", each.group == "b", each.before - grand))
        for each in times
    ]
    matrix = [
        [sum(w * r[i] * r[j] for w, r in rows) for j in range(3)] for i in (0, 1, 2)
    ]
    wanted = [
        sum(w * r[i] * each.after for (w, r), each in zip(rows, times, strict=True))
        for i in range(3)
    ]
    first, second, slope = solved(matrix, wanted)
    return first, second, slope


def test_it_solves_the_weighted_normal_equations() -> None:
    found = adjusted(TIMES)
    assert found is not None
    first, second, slope = by_equations(TIMES)
    assert found.slope == pytest.approx(slope)
    assert found.levels["a"].mean == pytest.approx(first)
    assert found.levels["b"].mean == pytest.approx(second)


def test_where_lengths_tell_enough_they_are_allowed_for_whole() -> None:
    chance = Random(2)  # noqa: S311 - made up
    times = [
        Observation(group, x, 0.5 * x - 0.8 * u + high, 1.0, u)
        for group, high, longer in (("short", 3.0, 0.0), ("long", 2.0, 0.7))
        for x, u in (
            (chance.uniform(2, 9), chance.uniform(1, 4) + longer) for _ in range(400)
        )
    ]
    found = adjusted(times, steepest=5.0)
    assert found is not None
    assert found.slope == pytest.approx(0.5, abs=0.01)
    assert found.steepness == pytest.approx(-0.8, abs=0.01)
    lower = found.levels["short"].mean - found.levels["long"].mean
    assert lower == pytest.approx(1.0, abs=0.01)


def test_where_lengths_cannot_be_told_from_groups_all_is_less_sure() -> None:
    """What is known beforehand of the slope stays: as unsure, times how far apart."""
    times = [each._replace(length=float(each.group == "a")) for each in TIMES]
    found, without = adjusted(times, steepest=2.0), adjusted(TIMES)
    assert found is not None
    assert without is not None
    assert found.steepness == pytest.approx(0)
    middles = [found.levels[group].middle for group in ("a", "b")]
    apart, other = (middle[0] for middle in middles)
    widening = found.degrees / (found.degrees - 2)
    more = found.allowance(*middles) ** 2 - found.unsure[0] * (apart - other) ** 2
    assert more == pytest.approx(2.0**2 * widening)
    for group in ("a", "b"):
        assert found.levels[group].mean == pytest.approx(without.levels[group].mean)
        assert found.levels[group].error > without.levels[group].error


def test_two_groups_on_one_line_have_the_same_level_however_strong_each_began() -> None:
    weak = [Observation("weak", x, 0.5 * x + 1) for x in (1, 2, 3, 4)]
    strong = [Observation("strong", x, 0.5 * x + 1) for x in (6, 7, 8, 9)]
    found = adjusted([*weak, *strong])
    assert found is not None
    assert found.slope == pytest.approx(0.5)
    assert found.levels["weak"].mean == pytest.approx(found.levels["strong"].mean)
    assert found.spread == LEAST_SPREAD


def test_errors_are_those_of_plain_means_where_all_began_alike() -> None:
    afters = {"a": (2, 6, 4, 8), "b": (1, 5, 3, 7)}
    found = adjusted(
        [
            Observation(group, 7, after)
            for group, some in afters.items()
            for after in some
        ]
    )
    assert found is not None
    assert found.slope == 0
    assert found.degrees == 6
    scatter = sum((y - fmean(some)) ** 2 for some in afters.values() for y in some) / 6
    assert found.spread == pytest.approx(sqrt(scatter))
    assert found.levels["a"].error == pytest.approx(sqrt(scatter * 6 / 4 / 4))


def test_a_time_that_counts_half_makes_a_level_less_sure() -> None:
    whole = adjusted([each._replace(weight=1.0) for each in TIMES])
    half = adjusted([each._replace(weight=0.5) for each in TIMES])
    assert whole is not None
    assert half is not None
    assert half.levels["a"].mean == pytest.approx(whole.levels["a"].mean)
    assert half.levels["a"].error == pytest.approx(whole.levels["a"].error * sqrt(2))


def test_it_refuses_where_nothing_is_left_over_or_nothing_can_be_allowed_for() -> None:
    assert adjusted([]) is None
    assert adjusted(TIMES[:4]) is None
    apart = [Observation("a", 7, y) for y in (1, 2, 3, 4)]
    apart += [Observation("b", 5, y) for y in (1, 2, 3, 4)]
    assert adjusted(apart) is None
    rounded = [e._replace(weight=0.1 + at / 7) for at, e in enumerate(apart)]
    assert adjusted(rounded) is None
    assert adjusted([each._replace(weight=0.0) for each in TIMES]) is None


def test_a_group_that_counts_nothing_any_more_is_left_out() -> None:
    gone = [Observation("gone", 9, 9, 0.0)]
    found, without = adjusted([*TIMES, *gone]), adjusted(TIMES)
    assert found == without
