from collections.abc import Callable
from math import exp, inf, log, nan
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moorings.measures.survival import (
    Family,
    Fit,
    Spell,
    fit,
    hazard_ratio,
    median,
)

#: Minutes to calm: some between two ratings, two not over when last looked at.
GOLDEN = tuple(
    Spell(low, high)
    for low, high in (
        (0, 5),
        (5, 10),
        (5, 15),
        (10, 20),
        (10, 20),
        (15, 30),
        (20, 30),
        (20, 45),
        (30, 45),
        (30, 60),
        (45, None),
        (60, None),
    )
)
#: Edmonson et al. 1979, as `ovarian` in R's package survival: days, death, treatment,
#: ECOG performance status.
OVARIAN = (
    *((59, 1, 1, 1), (115, 1, 1, 1), (156, 1, 1, 2), (421, 0, 2, 1), (431, 1, 1, 1)),
    *((448, 0, 1, 2), (464, 1, 2, 2), (475, 1, 2, 2), (477, 0, 1, 1), (563, 1, 2, 2)),
    *((638, 1, 1, 2), (744, 0, 2, 1), (769, 0, 2, 2), (770, 0, 2, 1), (803, 0, 1, 1)),
    *((855, 0, 1, 2), (1040, 0, 1, 2), (1106, 0, 1, 1), (1129, 0, 2, 1)),
    *((1206, 0, 2, 1), (1227, 0, 2, 2), (268, 1, 1, 2), (329, 1, 1, 1)),
    *((353, 1, 2, 2), (365, 1, 2, 1), (377, 0, 2, 1)),
)
DEATHS = tuple(Spell(days, days if died else None) for days, died, *_ in OVARIAN)
FAMILIES = tuple(Family)
LONG = 60 * 24 * 365 * 10.0


def fitted(spells: tuple[Spell, ...] | list[Spell], family: Family) -> Fit:
    found = fit(spells, family)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("family", "location", "scale", "middle", "log_likelihood"),
    [
        (Family.EXPONENTIAL, 3.43741, 1, 21.56, -20.01172),
        (Family.WEIBULL, 3.45468, 0.81689, 23.46, -19.77527),
        (Family.LOG_NORMAL, 3.05588, 0.97731, 21.24, -19.74695),
    ],
)
def test_stretches_are_fitted_as_survreg_fits_them(
    family: Family, location: float, scale: float, middle: float, log_likelihood: float
) -> None:
    # R, survival: survreg(Surv(low, high, type = "interval2") ~ 1, dist = ...)
    found = fitted(GOLDEN, family)
    assert found.location == pytest.approx(location, abs=5e-6)
    assert found.scale == pytest.approx(scale, abs=5e-6)
    assert found.median().value == pytest.approx(middle, abs=5e-3)
    assert found.log_likelihood == pytest.approx(log_likelihood, abs=1e-5)


def test_who_leaves_out_what_did_not_end_is_a_third_too_quick() -> None:
    middles = [(s.low + s.high) / 2 for s in GOLDEN if s.high is not None]
    naive, mean = sum(middles) / len(middles), exp(3.43741)
    assert naive == 21.25
    assert exp(fitted(GOLDEN, Family.EXPONENTIAL).location) == pytest.approx(mean, 1e-5)
    assert naive / mean == pytest.approx(2 / 3, abs=0.02)


def test_exact_times_are_fitted_by_their_density() -> None:
    # survreg(Surv(futime, fustat) ~ 1, ovarian, dist = "exponential")
    found = fitted(DEATHS, Family.EXPONENTIAL)
    assert sum(days for days, *_ in OVARIAN) == 15588
    assert found.location == pytest.approx(log(15588 / 12), abs=1e-12)
    assert found.location == pytest.approx(7.16935, abs=1e-5)
    assert found.log_likelihood == pytest.approx(-98.0322, abs=1e-4)


def test_covariates_are_fitted_as_survreg_fits_them() -> None:
    rows = [(float(ecog), float(rx)) for _, _, rx, ecog in OVARIAN]
    # survreg(Surv(futime, fustat) ~ ecog.ps + rx, ovarian, dist = "weibull", scale = 1)
    found = fit(DEATHS, Family.EXPONENTIAL, rows)
    assert found is not None
    told = found.top.estimate[1:]
    assert told == pytest.approx((6.9618376, -0.4331347, 0.5815027), abs=5e-7)
    assert found.top.covariance[2][2] ** 0.5 == pytest.approx(0.587, abs=5e-4)
    assert found.log_likelihood == pytest.approx(-97.2, abs=0.05)
    # the same without scale = 1
    found = fit(DEATHS, Family.WEIBULL, rows)
    assert found is not None
    told = tuple(number * found.scale for number in found.top.estimate[1:])
    assert told == pytest.approx((6.897, -0.385, 0.529), abs=5e-4)
    assert found.scale == pytest.approx(0.884, abs=5e-4)


def test_the_interval_of_a_median_is_that_of_its_deaths() -> None:
    # By hand: the variance of the logarithm of an exponential mean is 1 / 12.
    found = fitted(DEATHS, Family.EXPONENTIAL).median()
    assert found.value == pytest.approx(15588 / 12 * log(2))
    assert found.high / found.value == pytest.approx(exp(1.644854 / 12**0.5), 1e-6)
    assert found.value / found.low == pytest.approx(exp(1.644854 / 12**0.5), 1e-6)


def test_the_simplest_shape_is_chosen_unless_another_fits_better() -> None:
    told = median(GOLDEN)
    assert told is not None
    assert told.family is Family.EXPONENTIAL
    assert told.estimate.value == pytest.approx(21.5613, abs=1e-4)
    steady = [Spell(minutes, minutes + 2) for minutes in (20, 21, 23, 24, 24, 26, 30)]
    told = median(steady)
    assert told is not None
    assert told.family is not Family.EXPONENTIAL
    assert 23 < told.estimate.value < 27


def test_the_interval_holds_those_of_all_shapes_that_fit_nearly_as_well() -> None:
    told = median(GOLDEN)
    each = [fitted(GOLDEN, family) for family in Family]
    aics = [found.aic for found in each]
    assert max(aics) - min(aics) < 2
    assert told is not None
    assert told.estimate.low == min(found.median().low for found in each)
    assert told.estimate.high == max(found.median().high for found in each)


@pytest.mark.parametrize(
    "spells",
    [
        [Spell(minutes, None) for minutes in (5, 20, 60)],
        [Spell(0, minutes) for minutes in (5, 20, 60)],
        [Spell(0, None)] * 8,
        [],
    ],
)
def test_where_nothing_ended_or_nothing_lasted_there_is_no_median(
    spells: list[Spell],
) -> None:
    assert median(spells) is None
    assert hazard_ratio(spells, GOLDEN) is None


def test_a_group_in_which_nothing_ended_has_no_hazard_ratio() -> None:
    never = [Spell(minutes, None) for minutes in range(30, 50)]
    assert hazard_ratio(GOLDEN, never) is None
    assert hazard_ratio(never, GOLDEN) is None


def test_one_end_is_enough_for_a_median_and_shows_how_little_it_is() -> None:
    told = median([Spell(3, 4), *[Spell(10, None)] * 7])
    assert told is not None
    assert told.estimate.high / told.estimate.low > 20


def test_times_that_are_all_the_same_leave_the_exponential_alone() -> None:
    alike = [Spell(30, 30)] * 9
    assert fit(alike, Family.WEIBULL) is None
    assert fit(alike, Family.LOG_NORMAL) is None
    told = median(alike)
    assert told is not None
    assert told.family is Family.EXPONENTIAL
    assert told.estimate.value == pytest.approx(30 * log(2))
    assert fit([Spell(10, 20)] * 9, Family.WEIBULL) is None


@pytest.mark.parametrize("odd", [LONG, 1e300, 1e-300])
def test_one_time_that_is_out_of_all_proportion_is_borne(odd: float) -> None:
    told = median([*GOLDEN, Spell(odd, odd)])
    assert told is not None
    assert 0 < told.estimate.low <= told.estimate.value <= told.estimate.high < inf


@pytest.mark.parametrize(
    ("low", "high"),
    [(-1, 5), (5, 4), (0, 0), (nan, 5), (5, nan), (inf, None), (5, inf)],
)
def test_times_that_cannot_be_are_refused(low: float, high: float | None) -> None:
    with pytest.raises(ValueError, match="Spell"):
        Spell(low, high)


def test_the_hazard_ratio_of_exact_times_is_that_of_their_rates() -> None:
    # By hand: 3 ends in 60 minutes against 3 in 30; its logarithm varies by 1/3 + 1/3.
    slow = [Spell(t, t) for t in (10, 20, 30)]
    quick = [Spell(t, t) for t in (5, 10, 15)]
    pooled = fit([*slow, *quick], Family.EXPONENTIAL, [(0.0,)] * 3 + [(1.0,)] * 3)
    assert pooled is not None
    told = pooled.hazard_ratio(0.95)
    assert told.value == pytest.approx(2)
    margin = exp(1.959964 * (2 / 3) ** 0.5)
    assert (told.low, told.high) == pytest.approx((2 / margin, 2 * margin), 1e-6)
    lognormal = fit([*slow, *quick], Family.LOG_NORMAL, [(0.0,)] * 3 + [(1.0,)] * 3)
    assert lognormal is not None
    with pytest.raises(ValueError, match="log-normal"):
        lognormal.hazard_ratio()


def test_two_groups_alike_have_a_ratio_of_one() -> None:
    told = hazard_ratio(GOLDEN, GOLDEN)
    assert told is not None
    assert told.estimate.value == pytest.approx(1)
    assert told.estimate.low < 1 < told.estimate.high


def test_a_ratio_turns_round_with_its_groups() -> None:
    quick = [Spell(s.low / 2, s.high and s.high / 2) for s in GOLDEN]
    there, back = hazard_ratio(GOLDEN, quick), hazard_ratio(quick, GOLDEN)
    assert there is not None
    assert back is not None
    assert there.estimate.value == pytest.approx(1 / back.estimate.value)
    assert there.estimate.low == pytest.approx(1 / back.estimate.high)
    assert there.estimate.value > 1


def test_what_is_due_to_the_peak_is_not_told_of_the_groups() -> None:
    # Twice as high takes twice as long, and the second group has more of the high ones.
    cells = ((2, 54), (8, 6), (2, 6), (8, 54))
    peaks = [peak for peak, many in cells for _ in range(many)]
    shares = [(at + 0.5) / many for _, many in cells for at in range(many)]
    times = [-5 * p * log(s) for p, s in zip(peaks, shares, strict=True)]
    spells = [Spell(time, time) for time in times]
    bare = hazard_ratio(spells[:60], spells[60:])
    told = hazard_ratio(spells[:60], spells[60:], also=peaks)
    assert bare is not None
    assert told is not None
    assert bare.estimate.high < 1
    assert told.estimate.low < 1 < told.estimate.high


def test_something_that_is_the_same_for_all_is_left_out_of_account() -> None:
    quick = [Spell(s.low / 2, s.high and s.high / 2) for s in GOLDEN]
    same = hazard_ratio(GOLDEN, quick, [7] * 24)
    assert same == hazard_ratio(GOLDEN, quick)


def looked_at(time: float, made: Random) -> Spell:
    """Rate every few minutes until it is over; now and then give up before."""
    low = 0.0
    while True:
        high = low + made.choice((5, 10, 15, 20, 25))
        if high >= time:
            return Spell(low, high)
        low = high
        if made.random() < 0.08:
            return Spell(low, None)


TRUE = 25.0
DRAWS: dict[Family, Callable[[Random], float]] = {
    Family.EXPONENTIAL: lambda made: made.expovariate(log(2) / TRUE),
    Family.WEIBULL: lambda made: made.weibullvariate(TRUE / log(2) ** (1 / 1.5), 1.5),
    Family.LOG_NORMAL: lambda made: made.lognormvariate(log(TRUE), 0.9),
}


@pytest.mark.uncounted
@pytest.mark.parametrize("family", FAMILIES)
def test_ninety_of_a_hundred_intervals_hold_the_true_median(family: Family) -> None:
    made = Random(11)  # noqa: S311 - no secret
    runs = 200
    held = 0
    for _ in range(runs):
        spells = [looked_at(DRAWS[family](made), made) for _ in range(20)]
        told = median(spells)
        assert told is not None
        held += told.estimate.low <= TRUE <= told.estimate.high
    assert 0.86 <= held / runs <= 0.94


@pytest.mark.uncounted
def test_hardly_ever_is_a_difference_told_where_there_is_none() -> None:
    made = Random(5)  # noqa: S311 - no secret
    runs = told = 0
    for family in (Family.EXPONENTIAL, Family.WEIBULL):
        for _ in range(100):
            spells = [looked_at(DRAWS[family](made), made) for _ in range(20)]
            found = hazard_ratio(spells[:10], spells[10:])
            assert found is not None
            runs += 1
            told += not found.estimate.low <= 1 <= found.estimate.high
    assert told / runs <= 0.08


MINUTES = st.integers(1, 500)
SPELLS = st.lists(
    st.one_of(
        st.builds(lambda t: Spell(t, None), MINUTES),
        st.builds(lambda a, more: Spell(a, a + more), st.integers(0, 300), MINUTES),
        st.builds(lambda t: Spell(t, t), MINUTES),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(spells=SPELLS, times=st.sampled_from([1 / 60, 24.0]))
def test_another_unit_of_time_tells_the_same(spells: list[Spell], times: float) -> None:
    there = [Spell(s.low * times, s.high and s.high * times) for s in spells]
    for family in Family:
        first, second = fit(spells, family), fit(there, family)
        assert (first is None) == (second is None)
        if first and second:
            assert second.median().value == pytest.approx(
                first.median().value * times, rel=1e-5
            )


@settings(max_examples=60, deadline=None)
@given(spells=SPELLS)
def test_no_other_place_nearby_is_likelier(spells: list[Spell]) -> None:
    found = fit(spells, Family.EXPONENTIAL)
    if found is None:
        return
    mean = exp(found.location)

    def likelihood(mean: float) -> float:
        whole = 0.0
        for spell in spells:
            if spell.high is None:
                whole -= spell.low / mean
            elif spell.high == spell.low:
                whole -= spell.low / mean + log(mean)
            else:
                whole += log(exp(-spell.low / mean) - exp(-spell.high / mean))
        return whole

    best = likelihood(mean)
    assert best == pytest.approx(found.log_likelihood, abs=1e-6)
    for share in (0.9, 0.99, 1.01, 1.1):
        assert likelihood(mean * share) < best
