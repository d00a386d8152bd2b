from dataclasses import replace
from datetime import date, timedelta
from math import sqrt
from statistics import NormalDist

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.measures.instrument import ScaleFigures
from moorings.measures.reliable_change import (
    Category,
    Change,
    Side,
    cut_offs,
    expected_retest,
    judge,
    reliable_change_index,
    smallest_detectable_change,
    spearman_brown,
    standard_error,
    standard_error_of_difference,
)

FIGURES = ScaleFigures(mean=3.56, standard_deviation=1.12, retest=0.80)
MIRRORED = ScaleFigures(mean=0.0, standard_deviation=1.12, retest=0.80)
MEANLESS = msgspec.structs.replace(FIGURES, mean=None)
SPRING, SUMMER = date(2026, 3, 2), date(2026, 6, 1)
OPPOSITE = {Category.TOWARD: Category.AWAY, Category.AWAY: Category.TOWARD}


def side(mean: float, first: date, sittings: int = 3) -> Side:
    return Side(mean, sittings, first, first + timedelta(days=8))


def told(first: float, second: float, figures: ScaleFigures = FIGURES) -> Change:
    return judge(side(first, SPRING), side(second, SUMMER), figures, "lower")


def test_the_figures_jacobson_and_truax_work_out_by_hand_come_out_again() -> None:
    # science.md 4.2: 40/60, s 7.5, r .80, from 32.5 to 47.5
    error = standard_error(7.5, 0.80)
    difference = standard_error_of_difference(error, error)
    assert (error, difference) == pytest.approx((3.354, 4.743), abs=5e-4)
    assert reliable_change_index(32.5, 47.5, difference) == pytest.approx(
        3.162, abs=5e-4
    )
    assert cut_offs(NormalDist(40, 7.5), NormalDist(60, 7.5)) == (55, 45, 50)


def test_cut_offs_lie_the_other_way_round_where_a_high_score_is_the_hard_one() -> None:
    clinical, general = NormalDist(60, 5), NormalDist(40, 10)
    # the narrower population has the nearer cut: (10 · 60 + 5 · 40) / 15
    assert cut_offs(clinical, general) == pytest.approx((50, 60, 160 / 3))


def test_two_different_errors_add_as_squares() -> None:
    assert standard_error_of_difference(3, 4) == 5


@pytest.mark.parametrize(
    ("deviation", "retest", "sdc95", "sdc90", "to"),
    [
        (1.12, 0.90, 0.98, 0.82, 0.005),
        (1.12, 0.80, 1.39, 1.17, 0.005),
        (1.19, 0.90, 1.04, 0.88, 0.005),
        (1.1, 0.82, 1.29, 1.09, 0.005),
        (1.5, 0.65, 2.46, 2.06, 0.005),
        (1.5, 0.80, 1.86, 1.56, 0.005),
        (0.6, 0.86, 0.62, 0.52, 0.005),
        (13, 0.85, 14.0, 11.7, 0.05),
        (20, 0.80, 24.8, 20.8, 0.05),
        (2.1, 0.80, 2.6, 2.2, 0.05),
        (4.5, 0.83, 5.1, 4.3, 0.05),
        (5, 0.85, 5.4, 4.5, 0.05),
    ],
)
def test_the_smallest_detectable_changes_of_the_table_come_out_again(
    deviation: float, retest: float, sdc95: float, sdc90: float, to: float
) -> None:
    error = standard_error(deviation, retest)
    assert smallest_detectable_change(error) == pytest.approx(sdc95, abs=to)
    assert smallest_detectable_change(error, level=0.90) == pytest.approx(sdc90, abs=to)


@pytest.mark.parametrize(("k", "sdc"), [(3, 0.75), (4, 0.65), (6, 0.53), (8, 0.46)])
def test_more_sittings_on_each_side_detect_smaller_changes(k: int, sdc: float) -> None:
    # science.md 1.5, the short form with s 1.1, r .82
    error = standard_error(1.1, 0.82)
    assert smallest_detectable_change(error, (k, k)) == pytest.approx(sdc, abs=0.005)


def test_unequal_sides_detect_what_lies_between() -> None:
    # 1.96 · 0.5 · √(1/2 + 1/3)
    found = smallest_detectable_change(0.5, (2, 3))
    assert found == pytest.approx(1.959964 * 0.5 * sqrt(5 / 6))


def test_a_high_score_is_expected_nearer_to_the_mean_the_next_time() -> None:
    # science.md 4.2: m 3.56, SD 1.12, r .80, first score 5.5
    found = expected_retest(5.5, NormalDist(3.56, 1.12), 0.80)
    assert (found.value, found.standard_error) == pytest.approx(
        (5.112, 0.672), abs=5e-4
    )


def test_a_mean_of_sittings_is_drawn_to_the_middle_as_little_as_it_is_reliable() -> (
    None
):
    people = NormalDist(3.56, 1.12)
    reliability = spearman_brown(0.80, 4)
    assert reliability == pytest.approx(16 / 17)
    found = expected_retest(5.5, people, 0.80, (4, 4))
    assert found.value == pytest.approx(3.56 + 16 / 17 * (5.5 - 3.56))
    # the means themselves differ by s √(r / r_4) between people
    of_means = 1.12 * sqrt(0.80 / reliability)
    assert found.standard_error == pytest.approx(of_means * sqrt(1 - reliability**2))


def test_what_is_expected_of_another_number_of_sittings_is_the_normal_regression() -> (
    None
):
    # the variances of means of two and of four, and their covariance
    before, after, shared = (
        1.12**2 * part for part in (0.80 + 0.10, 0.80 + 0.05, 0.80)
    )
    found = expected_retest(5.5, NormalDist(3.56, 1.12), 0.80, (2, 4))
    assert found.value == pytest.approx(3.56 + shared / before * 1.94)
    assert found.standard_error == pytest.approx(sqrt(after - shared**2 / before))


def test_a_change_carries_everything_it_is_held_against() -> None:
    found = told(5.0, 3.0)
    assert found.category is found.with_practice is Category.TOWARD
    difference = found.difference
    assert difference is not None
    assert difference.expected is not None
    error = standard_error(1.12, 0.80)
    assert difference.value == -2
    assert difference.sdc95 == pytest.approx(1.959964 * error * sqrt(2 / 3))
    assert difference.sdc90 == pytest.approx(1.644854 * error * sqrt(2 / 3))
    assert difference.interval == pytest.approx(
        (-2 - difference.sdc95, -2 + difference.sdc95)
    )
    assert difference.expected.value == pytest.approx(3.56 + 12 / 13 * 1.44)


def test_where_higher_is_easier_the_same_move_leads_the_other_way() -> None:
    moved = judge(side(3, SPRING), side(5, SUMMER), FIGURES, "higher")
    assert moved.category is Category.TOWARD


def test_a_fall_that_regression_explains_is_no_change() -> None:
    # SDC95 of three sittings is 0.80; from 6.3 the next is expected at 6.09 ± 0.83
    high = told(6.3, 5.4)
    assert high.difference is not None
    assert abs(high.difference.value) > high.difference.sdc95
    assert high.category is Category.NO_CLEAR_CHANGE
    assert told(6.3, 5.4, MEANLESS).category is Category.TOWARD
    # and a rise just as little, mirrored about the mean
    assert told(0.82, 1.72).category is Category.NO_CLEAR_CHANGE
    assert told(0.82, 1.72, MEANLESS).category is Category.AWAY
    assert told(3.56, 2.66).category is Category.TOWARD


def test_without_a_mean_nothing_is_said_about_regression_to_it() -> None:
    found = told(5.0, 3.0, MEANLESS)
    assert found.category is Category.TOWARD
    assert found.difference is not None
    assert found.difference.expected is None


def test_a_move_that_repeating_could_explain_is_marked() -> None:
    # SDC95 is 0.80, and practice 0.13 · 1.12 = 0.15 of it
    close = told(3.56, 2.66)
    assert close.category is Category.TOWARD
    assert close.with_practice is Category.NO_CLEAR_CHANGE
    assert told(3.56, 2.56).with_practice is Category.TOWARD


@pytest.mark.parametrize("unknown", ["standard_deviation", "retest"])
def test_without_the_figures_it_stays_too_early_also_where_alpha_is_known(
    unknown: str,
) -> None:
    figures = msgspec.structs.replace(FIGURES, reliability=0.95, **{unknown: None})
    assert told(6.0, 1.0, figures) == Change(
        Category.TOO_EARLY, Category.TOO_EARLY, None
    )


def test_two_counted_sittings_on_each_side_are_the_fewest() -> None:
    first, second = side(6, SPRING, 2), side(2, SUMMER, 2)
    assert judge(first, second, FIGURES, "lower").category is Category.TOWARD
    for fewer in (
        (replace(first, sittings=1), second),
        (first, replace(second, sittings=1)),
    ):
        assert judge(*fewer, FIGURES, "lower").category is Category.TOO_EARLY


@pytest.mark.parametrize(
    ("days", "category"),
    [
        (56, Category.TOWARD),
        (55, Category.TOO_EARLY),
        (0, Category.TOO_EARLY),
        (-90, Category.TOO_EARLY),
    ],
)
def test_eight_weeks_between_the_middles_are_the_least(
    days: int, category: Category
) -> None:
    first, second = side(6, SPRING), side(2, SPRING + timedelta(days=days))
    assert judge(first, second, FIGURES, "lower").category is category


@given(
    first=st.floats(-3.5, 3.5),
    second=st.floats(-3.5, 3.5),
    sittings=st.tuples(st.integers(1, 4), st.integers(1, 4)),
)
def test_both_directions_are_judged_alike(
    first: float, second: float, sittings: tuple[int, int]
) -> None:
    def judged(sign: int) -> Change:
        before = side(sign * first, SPRING, sittings[0])
        return judge(
            before, side(sign * second, SUMMER, sittings[1]), MIRRORED, "lower"
        )

    one, other = judged(1), judged(-1)
    for here, there in (
        (one.category, other.category),
        (one.with_practice, other.with_practice),
    ):
        assert there is OPPOSITE.get(here, here)
    assert one.with_practice in {one.category, Category.NO_CLEAR_CHANGE}


def people(
    figures: ScaleFigures, true_change: float = 0, number: int = 10_000
) -> list[tuple[float, float]]:
    """Make up people whose errors are as the figures say, with two sittings each."""
    deviation, retest = figures.standard_deviation or 0, figures.retest or 0
    true = NormalDist(3.56, deviation * sqrt(retest)).samples(number, seed=1)
    errors = NormalDist(0, standard_error(deviation, retest) / sqrt(2))
    rows = zip(
        true,
        errors.samples(number, seed=2),
        errors.samples(number, seed=3),
        strict=True,
    )
    return [(mean + e1, mean + true_change + e2) for mean, e1, e2 in rows]


def share_of(
    category: Category, pairs: list[tuple[float, float]], figures: ScaleFigures
) -> float:
    found = [
        judge(side(a, SPRING, 2), side(b, SUMMER, 2), figures, "lower").category
        for a, b in pairs
    ]
    return found.count(category) / len(found)


@pytest.mark.uncounted
@pytest.mark.parametrize("retest", [0.65, 0.80, 0.90])
def test_of_those_who_did_not_change_at_most_five_in_a_hundred_are_told_so(
    retest: float,
) -> None:
    figures = msgspec.structs.replace(FIGURES, retest=retest)
    unmoved = people(figures)
    assert 1 - share_of(Category.NO_CLEAR_CHANGE, unmoved, figures) <= 0.05


def test_whoever_began_because_the_score_was_high_is_not_told_of_a_fall() -> None:
    figures = msgspec.structs.replace(FIGURES, retest=0.65)
    highest = sorted(people(figures), reverse=True)[:1000]
    assert 1 - share_of(Category.NO_CLEAR_CHANGE, highest, figures) <= 0.05
    without_mean = msgspec.structs.replace(figures, mean=None)
    assert share_of(Category.TOWARD, highest, without_mean) > 0.05


@pytest.mark.uncounted
def test_most_of_those_who_changed_by_twice_what_is_detectable_are_found() -> None:
    sdc = smallest_detectable_change(standard_error(1.12, 0.80), (2, 2))
    for sign, category in ((-1, Category.TOWARD), (1, Category.AWAY)):
        moved = people(FIGURES, sign * 2 * sdc, number=2000)
        assert share_of(category, moved, FIGURES) > 0.80
