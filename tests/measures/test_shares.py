"""Shares and counts, against published examples and exact values of scipy 1.17."""

from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.measures.shares import (
    clopper_pearson,
    newcombe,
    rate_ratio,
    wilson,
)


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Brown, Cai & DasGupta 2001, equation (4), worked out for 0 of 10: z² / (n + z²)
    low, high = wilson(0, 10, 0.95)
    assert low == pytest.approx(0, abs=1e-12)
    assert high == pytest.approx(1.959964**2 / (10 + 1.959964**2), 1e-6)
    # at one half it lies evenly about it: z / 2 / sqrt(n + z²) to each side
    low, high = wilson(0.5, 10, 0.95)
    assert high - 0.5 == pytest.approx(1.959964 / 2 / sqrt(10 + 1.959964**2), 1e-6)
    assert 0.5 - low == pytest.approx(high - 0.5)


@pytest.mark.parametrize(
    ("many", "count", "low", "high"),
    [
        # As scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson") gives them.
        (0, 10, 0, 0.277532799862),
        (9, 12, 0.467694665066, 0.911058331606),
        (3, 40, 0.025836025775, 0.198642335243),
        (120, 300, 0.346165190587, 0.456363403659),
    ],
)
def test_wilsons_limits_are_those_of_scipy(
    many: int, count: int, low: float, high: float
) -> None:
    assert wilson(many / count, count, 0.95) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize(
    ("latest", "before", "low", "high"),
    [
        # Newcombe 1998, table II, method 10, all at 95 %
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1),
    ],
)
def test_the_difference_of_two_shares_is_newcombes(
    latest: tuple[int, int], before: tuple[int, int], low: float, high: float
) -> None:
    found = newcombe(before, latest, 0.95)
    assert found.value == pytest.approx(latest[0] / latest[1] - before[0] / before[1])
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize(
    ("many", "count", "low", "high"),
    [
        # As scipy.stats.binomtest(k, n).proportion_ci(0.95, "exact") gives them.
        (0, 10, 0, 0.308497107819),
        (10, 10, 0.691502892181, 1),
        (9, 12, 0.428141538122, 0.945139355472),
        (3, 40, 0.015742179851, 0.203864748733),
        (120, 300, 0.344129035086, 0.457866439566),
    ],
)
def test_exact_limits_of_a_share_are_those_of_scipy(
    many: int, count: int, low: float, high: float
) -> None:
    found = clopper_pearson(many, count, 0.95)
    assert found == pytest.approx((low, high), abs=1e-9)


def test_a_ratio_of_rates_is_exact_given_the_sum_of_both() -> None:
    # 3 in 40 days before, 9 in 40 later: p is 9 of 12, and the ratio p / (1 - p)
    found = rate_ratio((3, 40), (9, 40), 0.95)
    assert found.value == pytest.approx(3)
    low, high = 0.428141538122, 0.945139355472
    assert found.low == pytest.approx(low / (1 - low))
    assert found.high == pytest.approx(high / (1 - high))
    # as often, in half of the days: twice the rate
    assert rate_ratio((5, 40), (5, 20)).value == pytest.approx(2)


def test_where_nothing_came_on_one_side_the_ratio_has_one_end_alone() -> None:
    none_before = rate_ratio((0, 40), (6, 40), 0.95)
    assert (none_before.value, none_before.high) == (inf, inf)
    # with 6 of 6 the lower limit of p is the sixth root of .025
    root = 0.025 ** (1 / 6)
    assert none_before.low == pytest.approx(root / (1 - root))
    none_later = rate_ratio((6, 40), (0, 40), 0.95)
    assert (none_later.value, none_later.low) == (0, 0)
    assert none_later.high == pytest.approx((1 - root) / root)


@given(
    st.integers(0, 60).flatmap(lambda k: st.tuples(st.just(k), st.integers(k, 90))),
    st.integers(0, 60).flatmap(lambda k: st.tuples(st.just(k), st.integers(k, 90))),
)
def test_an_interval_holds_its_value_and_turns_round_with_its_sides(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    if not one[1] or not other[1]:
        return
    there, back = newcombe(one, other), newcombe(other, one)
    assert -1 - 1e-9 <= there.low <= there.value + 1e-9
    assert there.value - 1e-9 <= there.high <= 1 + 1e-9
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    low, high = clopper_pearson(*one)
    narrow, broad = wilson(one[0] / one[1], one[1])
    assert 0 <= low <= one[0] / one[1] <= high <= 1
    assert narrow - 1e-9 <= one[0] / one[1] <= broad + 1e-9


def test_what_is_no_share_and_no_count_is_refused() -> None:
    for wrong in (
        lambda: wilson(0, 0),
        lambda: wilson(1.2, 5),
        lambda: clopper_pearson(6, 5),
        lambda: clopper_pearson(0, 0),
        lambda: rate_ratio((0, 10), (0, 10)),
        lambda: rate_ratio((1, 0), (1, 10)),
    ):
        with pytest.raises(ValueError, match=r".*"):
            wrong()
