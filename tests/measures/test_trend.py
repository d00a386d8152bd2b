from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import sqrt
from statistics import NormalDist, fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moorings.measures.trend import PRIOR, WIDTHS, Point, Trend, trend

START = date(2026, 3, 2)
DEVIATION, ERROR, SDC = 1.12, 0.35, 0.98
HALF_YEAR = 182.625
#: Twenty-four sittings within half a year, with gaps of two days to three weeks.
GAPS = (7, 4, 10, 7, 2, 5, 14, 7, 7, 3, 4, 21, 7, 7, 2, 5, 7, 14, 7, 10, 4, 9, 7)
DAYS = tuple(accumulate(GAPS, initial=0))
SPAN = DAYS[-1]


def points(
    scores: Sequence[float], days: Sequence[int] = DAYS, error: float = ERROR
) -> list[Point]:
    rows = zip(days, scores, strict=True)
    return [Point(START + timedelta(days=day), score, error) for day, score in rows]


def told(given: Sequence[Point]) -> Trend:
    found = trend(given, DEVIATION, SDC, "lower")
    assert found is not None
    return found


def people(number: int, swing: float, half_life: float) -> Iterator[list[float]]:
    """Make up people whose scores swing about a level of 4 and are seen with error."""
    normal = NormalDist()
    kept = [2 ** (-gap / half_life) for gap in GAPS]
    for seed in range(number):
        drawn = normal.samples(2 * len(DAYS), seed=seed)
        pushes, errors = drawn[: len(DAYS)], drawn[len(DAYS) :]
        states = [swing * pushes[0]]
        for share, push in zip(kept, pushes[1:], strict=True):
            states.append(share * states[-1] + swing * sqrt(1 - share**2) * push)
        yield [4 + u + ERROR * e for u, e in zip(states, errors, strict=True)]


def bent(scores: Sequence[float], change: float) -> list[float]:
    rows = zip(scores, DAYS, strict=True)
    return [score + change * day / SPAN for score, day in rows]


def test_six_days_over_eight_weeks_are_the_fewest() -> None:
    days = (0, 10, 20, 30, 40, 56)
    six = points([4.0] * 6, days)
    found = told(six)
    assert (found.points, found.weeks) == (6, 8)
    assert trend(six[:5] + six[4:5], DEVIATION, SDC, "lower") is None
    early = [*six[:5], six[5]._replace(day=START + timedelta(days=55))]
    assert trend(early, DEVIATION, SDC, "lower") is None
    assert trend([], DEVIATION, SDC, "lower") is None


def test_two_sittings_on_a_day_are_both_used_but_make_one_day() -> None:
    days = (0, 10, 20, 30, 40, 40, 56)
    found = told(points([4.0] * 7, days))
    assert found.points == 7
    assert trend(points([4.0] * 7, (0, 0, 20, 30, 40, 40, 56)), 1, 1, "lower") is None


def test_who_never_moves_is_as_likely_to_go_one_way_as_the_other() -> None:
    found = told(points([4.0] * len(DAYS)))
    assert found.change == pytest.approx(0, abs=1e-9)
    assert found.p_toward == pytest.approx(0.5)
    low, high = found.interval80
    assert low == pytest.approx(-high, abs=1e-5)
    assert found.p_beyond < 0.01


def test_with_errors_beyond_all_measure_only_the_prior_is_left() -> None:
    found = told(points(bent([4.0] * len(DAYS), -2), error=1e4))
    scale = PRIOR * DEVIATION * SPAN / HALF_YEAR
    parts = [(weight, NormalDist(0, times * scale)) for times, weight in WIDTHS]
    low, high = found.interval80
    assert sum(weight * part.cdf(low) for weight, part in parts) == pytest.approx(0.1)
    assert sum(weight * part.cdf(high) for weight, part in parts) == pytest.approx(0.9)
    further = 2 * sum(weight * part.cdf(-SDC) for weight, part in parts)
    assert found.p_beyond == pytest.approx(further, abs=1e-4)
    assert found.change == pytest.approx(0, abs=1e-6)


def test_three_tenths_of_a_point_in_half_a_year_are_what_is_expected_of_anyone() -> (
    None
):
    assert pytest.approx(0.30, abs=5e-3) == PRIOR * DEVIATION


def test_a_change_is_drawn_toward_nothing_and_never_beyond_what_was_seen() -> None:
    found = told(points(bent([4.0] * len(DAYS), -1)))
    assert -1 < found.change < 0
    low, high = found.interval80
    assert low < found.change < high


@given(scores=st.lists(st.floats(1, 7), min_size=len(DAYS), max_size=len(DAYS)))
@settings(max_examples=25, deadline=None)
def test_turned_round_or_read_backwards_a_trend_goes_the_other_way(
    scores: list[float],
) -> None:
    there = told(points(scores))
    backwards = points(scores[::-1], [SPAN - day for day in reversed(DAYS)])
    for other in (points([8 - score for score in scores]), backwards):
        back = told(other)
        assert back.change == pytest.approx(-there.change, abs=1e-6)
        assert back.p_toward == pytest.approx(1 - there.p_toward, abs=1e-6)
        assert back.p_beyond == pytest.approx(there.p_beyond, abs=1e-6)
        assert back.interval80 == pytest.approx(
            tuple(-end for end in reversed(there.interval80)), abs=1e-4
        )


@given(
    scores=st.lists(st.floats(1, 7), min_size=len(DAYS), max_size=len(DAYS)),
    times=st.floats(0.1, 20),
)
@settings(max_examples=25, deadline=None)
def test_a_scale_of_another_width_gives_the_same_trend_in_its_own_points(
    scores: list[float], times: float
) -> None:
    there = told(points(scores))
    wider = points([times * score for score in scores], error=times * ERROR)
    found = trend(wider, times * DEVIATION, times * SDC, "lower")
    assert found is not None
    assert found.change == pytest.approx(times * there.change, abs=1e-6 * times)
    assert found.p_toward == pytest.approx(there.p_toward, abs=1e-6)
    assert found.p_beyond == pytest.approx(there.p_beyond, abs=1e-6)


@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_the_order_in_which_points_are_told_does_not_matter(
    data: st.DataObject,
) -> None:
    scores = next(people(1, swing=0.3, half_life=5))
    shuffled = data.draw(st.permutations(points(scores)))
    assert told(shuffled) == told(points(scores))


def test_where_higher_is_easier_the_same_line_leads_the_other_way() -> None:
    rising = points(bent([4.0] * len(DAYS), 1))
    higher = trend(rising, DEVIATION, SDC, "higher")
    assert higher is not None
    assert higher.p_toward == pytest.approx(1 - told(rising).p_toward)


@pytest.mark.uncounted
@pytest.mark.parametrize(("swing", "half_life"), [(0.1, 1), (0.35, 5), (0.6, 14)])
def test_those_without_a_trend_are_rarely_thought_sure_of_one(
    swing: float, half_life: float
) -> None:
    found = [told(points(scores)) for scores in people(100, swing, half_life)]
    assert sum(not 0.05 < each.p_toward < 0.95 for each in found) <= 5
    assert sum(each.p_beyond > 0.5 for each in found) <= 5


@pytest.mark.uncounted
def test_a_trend_is_found_in_most_who_have_one() -> None:
    found = [
        told(points(bent(scores, -1.5)))
        for scores in people(60, swing=0.2, half_life=4)
    ]
    assert sum(each.p_toward >= 0.95 for each in found) > 50


@pytest.mark.uncounted
@pytest.mark.parametrize(("swing", "half_life"), [(0.2, 4), (0.35, 7)])
def test_the_larger_the_change_the_more_of_it_is_seen(
    swing: float, half_life: float
) -> None:
    everyone = list(people(20, swing, half_life))

    def seen(change: float) -> float:
        found = (told(points(bent(scores, change))).change for scores in everyone)
        return fmean(found) / change

    shares = [seen(change) for change in (-0.5, -1.0, -2.0, -4.0)]
    assert shares == sorted(shares)
    assert shares[-1] > 0.8


@pytest.mark.uncounted
def test_the_interval_holds_at_least_what_it_says_where_people_change_as_expected() -> (
    None
):
    scale = PRIOR * DEVIATION * SPAN / HALF_YEAR
    changes = NormalDist(0, scale).samples(150, seed=7)
    held = 0
    for scores, change in zip(people(150, 0.35, 5), changes, strict=True):
        low, high = told(points(bent(scores, change))).interval80
        held += low < change < high
    assert 0.78 < held / 150 < 0.95


def test_a_point_that_was_measured_badly_weighs_little() -> None:
    steady = points([4.0] * len(DAYS))
    last = steady[-1]._replace(score=1.0)
    badly = told([*steady[:-1], last._replace(error=10.0)])
    well = told([*steady[:-1], last])
    assert well.change < badly.change < 0
    assert badly.change == pytest.approx(0, abs=0.005)


def test_a_fall_within_two_weeks_is_sooner_a_swing_than_one_over_months() -> None:
    fall = [4 - 0.1 * step for step in range(12)]
    close = told(points(fall, [*range(11), 60]))
    apart = told(points(fall, [7 * step for step in range(12)]))
    assert 0.5 < close.p_toward < 0.7 < apart.p_toward
