from math import inf, prod, sqrt

import pytest
from hypothesis import given, settings

from moorings.measures.survival import Spell
from moorings.measures.survival_curve import (
    Fall,
    Mass,
    kaplan_meier,
    median_at_most,
    median_interval,
    median_mass,
    median_time,
    turnbull,
)
from tests.measures.test_survival import GOLDEN, SPELLS

#: Miller 1997, as `aml` in R's package survival: weeks to relapse, with treatment kept
#: up and without; in brackets of one: not relapsed when last seen.
KEPT_UP = (9, 13, [13], 18, 23, [28], 31, 34, [45], 48, [161])
NOT_KEPT_UP = (5, 5, 8, 8, 12, [16], 23, 27, 30, 33, 43, 45)


def curve(*weeks: int | list[int]) -> tuple[Fall, ...]:
    return kaplan_meier(
        [Spell(w[0], None) if isinstance(w, list) else Spell(w, w) for w in weeks]
    )


def test_medians_are_those_of_survfit() -> None:
    # survfit(Surv(time, status) ~ x, aml): 31 (18, NA) and 23 (8, NA)
    kept, not_kept = curve(*KEPT_UP), curve(*NOT_KEPT_UP)
    assert median_time(kept) == 31
    assert median_interval(kept) == (18, None)
    assert median_time(not_kept) == 23
    assert median_interval(not_kept) == (8, None)


def test_the_curve_falls_by_the_share_of_those_still_going_on() -> None:
    # by hand: 10/11, of those 9/10 (13 is still there at 13), and so on
    first, second, third = curve(*KEPT_UP)[:3]
    assert (first.time, first.going_on, first.over) == (9, 11, 1)
    assert second.left == pytest.approx(10 / 11 * 9 / 10)
    assert (third.time, third.going_on) == (18, 8)
    assert third.left == pytest.approx(prod((10 / 11, 9 / 10, 7 / 8)))
    greenwood = third.left * sqrt(1 / (11 * 10) + 1 / (10 * 9) + 1 / (8 * 7))
    assert third.error == pytest.approx(greenwood)


def test_a_curve_at_just_one_half_has_its_median_in_the_middle() -> None:
    assert median_time(curve(10, 20, 40, 50)) == 30
    assert median_time(curve(10, 20, [40], [50])) == 20


def test_where_most_never_end_there_is_no_median() -> None:
    assert median_time(curve(10, [20], [40])) is None
    assert median_time(curve([20], [40])) is None
    assert median_interval(curve(10, [20], [40])) == (10, None)
    assert median_mass(turnbull([Spell(20, None)])) is None
    assert median_mass(()) is None


def test_a_stretch_has_no_place_on_a_curve_of_exact_times() -> None:
    with pytest.raises(ValueError, match="Spell"):
        kaplan_meier(GOLDEN)


def test_stretches_have_their_median_where_survfit_has_it() -> None:
    # survfit(Surv(low, high, type = "interval2") ~ 1): 25, the middle of (20, 30]
    found = median_mass(turnbull(GOLDEN))
    assert found is not None
    assert (found.low, found.high) == (20, 30)
    assert found.middle == 25


def test_masses_lie_only_where_a_stretch_begins_and_the_next_thing_is_an_end() -> None:
    found = turnbull([Spell(0, 10), Spell(5, 20), Spell(15, None)])
    assert [(mass.low, mass.high) for mass in found] == [(5, 10), (15, 20)]
    # by hand: the first is in one of them, the third in the other, the second in both
    assert [mass.share for mass in found] == pytest.approx([1 / 2, 1 / 2], abs=1e-3)


def test_an_exact_time_is_a_stretch_without_length_and_holds_its_moment() -> None:
    assert turnbull([Spell(5, 5), Spell(3, 7)]) == (Mass(5, 5, 1),)
    before = turnbull([Spell(5, 5), Spell(5, 7)])
    assert [(mass.low, mass.high) for mass in before] == [(5, 5), (5, 7)]


def test_of_exact_times_both_curves_tell_the_same() -> None:
    weeks = [Spell(t, t) for t in (5, 5, 8, 12, 23)]
    left = 1.0
    for fall, mass in zip(kaplan_meier(weeks), turnbull(weeks), strict=True):
        left -= mass.share
        assert (fall.time, fall.left) == pytest.approx((mass.high, left))


def test_the_latest_median_is_an_order_statistic() -> None:
    # binomial tables, n = 20 and p = 0.5: 14 or fewer in 0.9793, 13 or fewer in 0.9423
    assert median_at_most(range(20)) == 14
    assert median_at_most([30, 10, 20, 50, 40]) == 50
    with pytest.raises(ValueError, match="10"):
        median_at_most([10, 20, 30, 40])


@settings(max_examples=60, deadline=None)
@given(spells=SPELLS)
def test_shares_make_one_and_every_stretch_holds_some(spells: list[Spell]) -> None:
    found = turnbull(spells)
    if not spells:
        assert found == ()
        return
    assert sum(mass.share for mass in found) == pytest.approx(1)
    for spell in spells:
        last = inf if spell.high is None else spell.high
        held = [m for m in found if spell.low <= m.low and m.high <= last]
        assert sum(mass.share for mass in held) > 0
