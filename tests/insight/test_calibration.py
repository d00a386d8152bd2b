from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.calibration import (
    FEWEST,
    Bin,
    Calibration,
    Closed,
    Happened,
    TooFew,
    calibrate,
)

CLOSED = st.builds(
    Closed, st.integers(0, 100), st.sampled_from(["happened", "partly", "not"])
)


def many(count: int, likelihood: int, happened: Happened) -> list[Closed]:
    return [Closed(likelihood, happened)] * count


def told(*closed: list[Closed]) -> Calibration:
    found = calibrate([each for some in closed for each in some])
    assert isinstance(found, Calibration)
    return found


@pytest.mark.parametrize("count", range(FEWEST))
def test_under_ten_closed_nothing_is_said(count: int) -> None:
    assert calibrate(many(count, 80, "not")) == TooFew(count)


def test_of_forty_one_alarms_three_came_true() -> None:
    found = told(many(3, 80, "happened"), many(38, 75, "not"))
    [full] = [each for each in found.bins if each.count]
    assert (full.first, full.last) == (70, 89)
    assert (full.count, full.happened) == (41, 3)
    assert full.share == pytest.approx(3 / 41)


@pytest.mark.parametrize(
    ("likelihood", "first", "last"),
    [
        (0, 0, 19),
        (19, 0, 19),
        (20, 20, 39),
        (39, 20, 39),
        (40, 40, 69),
        (69, 40, 69),
        (70, 70, 89),
        (89, 70, 89),
        (90, 90, 100),
        (100, 90, 100),
    ],
)
def test_each_degree_of_being_sure_has_its_bin(
    likelihood: int, first: int, last: int
) -> None:
    found = told(many(10, likelihood, "not"))
    [full] = [each for each in found.bins if each.count]
    assert (full.first, full.last) == (first, last)


def test_the_brier_score_is_held_against_the_base_rate() -> None:
    # by hand: 8 · 0.9² + 2 · 0.1² = 6.5 of ten; always 0.2 would give 0.2 · 0.8
    found = told(many(8, 90, "not"), many(2, 90, "happened"))
    assert found.brier == pytest.approx(0.65)
    assert found.base == pytest.approx(0.2)
    assert found.brier_base == pytest.approx(0.16)
    assert found.skill == pytest.approx(1 - 0.65 / 0.16)


def test_how_much_closer_is_said_with_its_doubt() -> None:
    # by hand: each gain is 0.2² - 0.9² (8 of them) or 0.8² - 0.1² (2 of them)
    gains = [-0.77] * 8 + [0.63] * 2
    mean = sum(gains) / 10
    spread = sqrt(sum((gain - mean) ** 2 for gain in gains) / 9)
    low, high = told(many(8, 90, "not"), many(2, 90, "happened")).gain
    assert (low + high) / 2 == pytest.approx(0.16 - 0.65)
    assert high - low == pytest.approx(2 * 1.644854 * spread / sqrt(10), 1e-6)


def test_who_is_always_right_has_all_the_skill_there_is() -> None:
    found = told(many(6, 100, "happened"), many(6, 0, "not"))
    assert (found.brier, found.skill) == (0, 1)


def test_in_part_counts_half() -> None:
    found = told(many(10, 50, "partly"))
    assert found.brier == 0
    assert found.base == 0.5
    assert found.bins[2].partly == 10
    assert found.bins[2].share == 0.5


def test_where_all_went_the_same_way_there_is_no_skill_to_tell() -> None:
    assert told(many(12, 70, "not")).skill is None


def test_an_empty_bin_says_nothing_and_could_be_anything() -> None:
    empty = Bin(0, 19, 0, 0, 0)
    assert empty.share is None
    assert empty.interval == (0, 1)


@given(closed=st.lists(CLOSED, min_size=FEWEST, max_size=40))
def test_every_closed_one_is_in_just_one_bin(closed: list[Closed]) -> None:
    found = told(closed)
    assert found.closed == len(closed)
    assert sum(each.happened for each in found.bins) == sum(
        each.happened == "happened" for each in closed
    )
    assert 0 <= found.brier <= 1
    assert 0 <= found.brier_base <= 0.25 + 1e-12
    for each in found.bins:
        low, high = each.interval
        assert 0 <= low <= high <= 1
        if each.share is not None:
            assert low - 1e-9 <= each.share <= high + 1e-9
