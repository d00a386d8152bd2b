"""Promises are drawn by week only from enough of them, and empty weeks stand too."""

from datetime import date, timedelta

import pytest

from moorings.insight.consistency import (
    FEWEST_TOLD,
    FEWEST_WEEKS,
    MOST_WEEKS,
    TooFew,
    Weeks,
    by_week,
)
from moorings.insight.promises import Counts, Told, monday_of
from moorings.journey.records import Keeping
from tests.insight.test_promises import TODAY, told


def weekly(count: int, weeks: int, how: Keeping = "kept") -> list[Told]:
    return [told(TODAY - timedelta(7 * (n % weeks)), how) for n in range(count)]


@pytest.mark.parametrize(
    ("count", "weeks"),
    [(FEWEST_TOLD - 1, FEWEST_WEEKS), (FEWEST_TOLD, FEWEST_WEEKS - 1), (0, 1)],
)
def test_too_few_are_not_drawn(count: int, weeks: int) -> None:
    found = by_week(weekly(count, weeks), TODAY)
    assert found == TooFew(count, min(count, weeks))


def test_open_ones_and_what_is_older_than_half_a_year_or_ahead_do_not_count() -> None:
    old = TODAY - timedelta(weeks=MOST_WEEKS)
    some = [*weekly(FEWEST_TOLD - 1, 7), told(TODAY), told(old, "kept")]
    ahead = TODAY + timedelta(1)
    some.append(told(ahead, "kept", ahead))
    assert by_week(some, TODAY) == TooFew(FEWEST_TOLD - 1, FEWEST_TOLD - 1)


def test_each_week_has_its_own_and_an_empty_one_stands_between() -> None:
    gap = [each for each in weekly(12, 6, "mended") if each[0].due != date(2026, 3, 5)]
    found = by_week(gap, TODAY)
    assert isinstance(found, Weeks)
    assert found.mondays[-1] == monday_of(TODAY)
    assert [each.told for each in found.counts] == [2, 2, 2, 2, 0, 2]
    assert found.whole == Counts(mended=10)
    assert all(
        b - a == timedelta(7)
        for a, b in zip(found.mondays, found.mondays[1:], strict=False)
    )
