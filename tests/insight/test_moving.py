from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import sqrt
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.moving import Course, Movement, course, measurement_error
from moorings.insight.sittings import Sitting
from moorings.library.instruments import read_key
from moorings.measures.bursts import Offer
from moorings.measures.instrument import Figures, Key, ScaleFigures
from moorings.measures.reliable_change import (
    Category,
    smallest_detectable_change,
    standard_error,
)
from moorings.measures.scoring import ScaleScore
from moorings.measures.trend import Point, trend
from tests.insight.conftest import asked_by, sat

SPRING, SUMMER, AUTUMN = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)
TODAY = date(2026, 10, 1)
OPPOSITE = {Category.TOWARD: Category.AWAY, Category.AWAY: Category.TOWARD}
Dated = tuple[date, Sitting]


def key_with(figures: ScaleFigures | None, name: str = "ecr-r") -> Key:
    """Give a key of which the first scale alone is left, with other figures."""
    key = read_key(name)
    scale = key.scales[0]
    known = {scale.id: figures} if figures else {}
    found = Figures(key.lowest, key.highest, "nobody", known)
    return msgspec.structs.replace(key, scales=(scale,), figures=(found,))


KNOWN = read_key("ecr-r").figures[0].scales["anxiety"]
ANXIETY = key_with(KNOWN)
# an error of half a point, and nothing known of other people
HALF = key_with(ScaleFigures(standard_deviation=1.0, retest=0.75))


def scored(
    key: Key, value: float | None, hour: int = 0, answered: float = 1
) -> Sitting:
    """Make up a sitting in which such a share of the questions was answered."""
    scores = {
        scale.id: ScaleScore(value, (4,) * round(len(scale.items) * answered), ())
        for scale in key.scales
    }
    return Sitting(sat(asked_by(key), {}, hour / 24), key, scores)


def burst(first: date, values: Iterable[float | None], key: Key = HALF) -> list[Dated]:
    days = (first + timedelta(days=3 * at) for at in range(9))
    return [(day, scored(key, value)) for day, value in zip(days, values, strict=False)]


def laid_out(*bursts: Sequence[Dated]) -> Course:
    found = course([dated for each in bursts for dated in each], TODAY)
    assert found is not None
    return found


def moved(*bursts: Sequence[Dated]) -> Movement:
    return laid_out(*bursts).movements[0]


def test_without_a_sitting_there_is_nothing_to_lay_out() -> None:
    assert course([], TODAY) is None


def test_two_bursts_are_held_against_each_other_by_the_means_of_what_counts() -> None:
    # by hand: 0.5 / sqrt(3) = 0.288675; 1.959964 · 0.5 · sqrt(2/3) = 0.800152
    found = moved(burst(SPRING, (7, 5, 4, 3)), burst(SUMMER, (1, 3, 3, 3)))
    first, second = found.pooled
    assert (first.mean, second.mean) == (4, 3)
    assert first.error == second.error == pytest.approx(0.288675, abs=1e-6)
    assert (first.first, first.last) == (date(2026, 3, 5), date(2026, 3, 11))
    assert (first.sittings, second.sittings) == (3, 3)
    assert found.compared == (first, second)
    assert found.change is not None
    assert found.change.difference is not None
    assert found.change.difference.value == -1
    assert found.change.difference.sdc95 == pytest.approx(0.800152, abs=1e-6)
    assert found.category is Category.TOWARD
    assert found.can_be_told


def test_less_than_measuring_alone_does_is_no_clear_change() -> None:
    found = moved(burst(SPRING, (4, 4, 4, 4)), burst(SUMMER, (4, 3.3, 3.2, 3.2)))
    assert found.category is Category.NO_CLEAR_CHANGE


def test_what_began_far_from_the_middle_is_expected_to_come_back_a_little() -> None:
    # by hand: an SDC95 of 0.567, but 6.31 is expected still (6.876 - 1.96 · 0.2866)
    before = burst(SPRING, (7, 7, 7, 7), ANXIETY)
    back = moved(before, burst(SUMMER, (7, 6.4, 6.4, 6.4), ANXIETY))
    assert back.category is Category.NO_CLEAR_CHANGE
    further = moved(before, burst(SUMMER, (7, 6.3, 6.3, 6.3), ANXIETY))
    assert further.category is Category.TOWARD


def test_where_a_high_score_is_easier_a_rise_moves_toward_it() -> None:
    key = key_with(ScaleFigures(standard_deviation=20, retest=0.8), "who-5")
    for ends, category in (((40, 60), Category.TOWARD), ((60, 40), Category.AWAY)):
        first, second = ([end] * 4 for end in ends)
        found = moved(burst(SPRING, first, key), burst(SUMMER, second, key))
        assert found.category is category


@pytest.mark.parametrize("first", [1, 4, 7])
def test_the_first_sitting_of_a_burst_is_shown_and_never_counted(first: int) -> None:
    found = moved(burst(SPRING, (first, 4, 4, 4)), burst(SUMMER, (first, 5, 5, 5)))
    assert [each.mean for each in found.pooled] == [4, 5]
    counted = [False, True, True, True]
    assert [each.counted for each in found.singles] == counted * 2
    assert found.singles[0].score == first
    assert found.singles[0].error == 0.5


def test_of_several_on_a_day_the_last_counts_in_whatever_order_they_come() -> None:
    days = burst(SPRING, (4, 4, 4))
    early, late = ((days[1][0], scored(HALF, 6, hour)) for hour in (-1, 1))
    assert [each.mean for each in moved([late, *days]).pooled] == [5]
    assert [each.mean for each in moved([early], days).pooled] == [4]
    assert len(moved([late, early], days).singles) == 3


def test_one_burst_or_two_that_lie_close_are_too_early() -> None:
    one = burst(SPRING, (4, 4, 4, 4))
    assert moved(one).category is Category.TOO_EARLY
    assert moved(one).compared is None
    soon = moved(one, burst(SPRING + timedelta(weeks=7), (1, 1, 1, 1)))
    assert soon.change is not None
    assert (soon.category, soon.change.difference) == (Category.TOO_EARLY, None)


def test_a_burst_that_counts_one_sitting_alone_is_passed_over() -> None:
    first, second = burst(SPRING, (4, 4, 4, 4)), burst(SUMMER, (2, 2, 2, 2))
    found = moved(first, second, burst(AUTUMN, (7, 7)))
    assert [each.sittings for each in found.pooled] == [3, 3, 1]
    assert found.compared == found.pooled[:2]
    assert found.category is Category.TOWARD
    assert moved(first, burst(SUMMER, (7, 7))).category is Category.TOO_EARLY


def test_the_first_burst_is_compared_with_the_last() -> None:
    middle = burst(SUMMER, (7, 7, 7, 7))
    found = moved(burst(SPRING, [4] * 4), middle, burst(AUTUMN, [4] * 4))
    assert found.category is Category.NO_CLEAR_CHANGE


def test_a_sitting_without_a_score_is_none_of_those_that_count() -> None:
    found = moved(
        burst(SPRING, (4, None, 4, 3)),
        burst(SUMMER, (4, None, None)),
        burst(AUTUMN, (None, None, 2, 2)),
    )
    assert [each.sittings for each in found.pooled] == [2, 2]
    assert found.pooled[0].mean == 3.5
    assert found.pooled[0].error == pytest.approx(0.5 / sqrt(2))
    assert found.category is Category.TOWARD


@pytest.mark.parametrize(
    ("figures", "error"),
    [
        (ScaleFigures(3, 1.0, reliability=0.75), 0.5),
        (ScaleFigures(3, retest=0.75), None),
        (ScaleFigures(3, 1.0), None),
        (None, None),
    ],
    ids=["consistency alone", "no spread", "spread alone", "nothing"],
)
def test_without_a_spread_and_a_retest_change_cannot_be_told(
    figures: ScaleFigures | None, error: float | None
) -> None:
    key = key_with(figures)
    found = moved(burst(SPRING, [7] * 4, key), burst(SUMMER, [1] * 4, key))
    assert not found.can_be_told
    assert (found.category, found.trend) == (Category.TOO_EARLY, None)
    assert [each.mean for each in found.pooled] == [7, 1]
    assert {each.error for each in found.singles} == {error}


def test_a_sitting_with_fewer_answers_is_less_sure() -> None:
    half = [(SPRING, scored(HALF, 4, answered=0.5))]
    # nine of eighteen: 0.5 · sqrt(2)
    assert moved(half).singles[0].error == pytest.approx(0.707107, abs=1e-6)


def test_where_nobody_knows_which_end_is_easier_no_direction_is_told() -> None:
    scale = msgspec.structs.replace(HALF.scales[0], better="unknown")
    key = msgspec.structs.replace(HALF, scales=(scale,))
    found = moved(burst(SPRING, [7] * 4, key), burst(SUMMER, [1] * 4, key))
    assert (found.change, found.trend) == (None, None)
    assert [each.mean for each in found.pooled] == [7, 1]


def test_a_trend_that_denies_what_the_bursts_show_is_not_told() -> None:
    slow = moved(
        burst(SPRING, (4, 4.2, 3.9, 4), ANXIETY),
        burst(SUMMER, (4, 4.1, 3.9, 4), ANXIETY),
    )
    assert slow.line == slow.trend is not None
    jump = moved(burst(SPRING, [6] * 4, ANXIETY), burst(SUMMER, [2] * 4, ANXIETY))
    assert jump.trend is not None
    assert jump.line is None
    alone = moved(burst(SPRING, [6] * 4, ANXIETY))
    assert alone.line is alone.trend is None


def test_a_single_sitting_is_as_sure_as_a_second_one_makes_it() -> None:
    assert measurement_error(KNOWN) == pytest.approx(0.354175, abs=1e-6)
    # 1.12 · sqrt(.09) where only consistency is known
    alone = msgspec.structs.replace(KNOWN, retest=None)
    assert measurement_error(alone) == pytest.approx(0.336)
    assert measurement_error(None) is None


def test_a_trend_leaves_the_very_first_sitting_out() -> None:
    values = (4, 4.4, 4.2, 4.1), (4, 3.9, 3.7, 3.6)
    days = burst(SPRING, values[0], ANXIETY), burst(SUMMER, values[1], ANXIETY)
    dated = [(day, each.scores["anxiety"].value) for of in days for day, each in of]
    daily, lasting = (standard_error(1.12, known) for known in (0.91, 0.90))
    points = [Point(day, value or 0, daily) for day, value in dated[1:]]
    sdc = smallest_detectable_change(lasting)
    assert moved(*days).trend == trend(points, 1.12, sdc, "lower")
    assert moved(*days).trend is not None
    new = burst(SPRING, (7, *values[0][1:]), ANXIETY)
    assert moved(new, days[1]).trend == moved(*days).trend


def test_every_scale_is_laid_out_for_itself_with_what_is_offered_next() -> None:
    key = read_key("phq-4")
    found = course(burst(SPRING, (4, 4), key), SPRING + timedelta(days=4))
    assert found is not None
    assert found.key == key
    assert [each.scale.id for each in found.movements] == [s.id for s in key.scales]
    assert [each.can_be_told for each in found.movements] == [True, False, False]
    assert [each.days for each in found.bursts] == [(SPRING, date(2026, 3, 5))]
    assert found.offer == Offer(3, date(2026, 3, 8))


@given(points=st.lists(st.integers(4, 28), min_size=8, max_size=8))
def test_mirrored_answers_are_told_of_as_the_opposite(points: list[int]) -> None:
    values = [point / 4 for point in points]
    middle = ScaleFigures(mean=4, standard_deviation=1.12, retest=0.90)
    key = key_with(middle)
    mirror = [8 - value for value in values]
    here, there = (
        moved(burst(SPRING, each[:4], key), burst(SUMMER, each[4:], key)).category
        for each in (values, mirror)
    )
    assert there == OPPOSITE.get(here, here)


def people(seed: int, *, high: bool, move: float) -> Iterable[Category]:
    """Make up 200 people who sit twice four times; `move` is their true change.

    Truth and error are those of the ECR-R's figures. Those who are `high` began because
    the mean of their first sittings was.
    """
    assert (KNOWN.mean, KNOWN.standard_deviation, KNOWN.retest) == (3.56, 1.12, 0.90)
    rng = Random(seed)  # noqa: S311 - people made up
    error, spread = 1.12 * sqrt(0.10), 1.12 * sqrt(0.90)
    told = 0
    while told < 200:
        true = rng.gauss(3.56, spread)
        before, after = (
            [true + shift + rng.gauss(0, error) for _ in range(4)]
            for shift in (0, move)
        )
        if not high or sum(before) / 4 > 3.56 + 1.12:
            told += 1
            bursts = burst(SPRING, before, ANXIETY), burst(SUMMER, after, ANXIETY)
            yield moved(*bursts).category


@pytest.mark.uncounted
# five in a hundred, and two standard errors of a share of 200 (.031)
@pytest.mark.parametrize(("seed", "high"), [(11, False), (12, True)])
def test_who_did_not_change_is_hardly_ever_told_that_they_did(
    seed: int, *, high: bool
) -> None:
    told = list(people(seed, high=high, move=0))
    wrong = len(told) - told.count(Category.NO_CLEAR_CHANGE)
    assert wrong / len(told) <= 0.081


@pytest.mark.uncounted
@pytest.mark.parametrize("sign", [-1, 1])
def test_who_truly_moved_far_enough_is_mostly_told_so(sign: int) -> None:
    sdc = smallest_detectable_change(1.12 * sqrt(0.10), (3, 3))
    told = list(people(13, high=False, move=2 * sign * sdc))
    right = Category.TOWARD if sign < 0 else Category.AWAY
    assert told.count(right) / len(told) >= 0.90
    assert told.count(OPPOSITE[right]) == 0
