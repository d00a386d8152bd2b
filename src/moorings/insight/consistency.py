"""Promises week by week: drawn once there are enough of them, and never as a row kept.

There is no rate here and no run of good weeks: each promise is one mark in its week.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from moorings.insight.promises import Counts, Told, counted, day_of, monday_of, told_of

#: Fewer promises told of than this, or in fewer weeks, are not drawn (own).
FEWEST_TOLD: Final = 8
FEWEST_WEEKS: Final = 4
#: So many weeks are drawn at most: the latest half year.
MOST_WEEKS: Final = 26


@dataclass(frozen=True, slots=True)
class TooFew:
    """It is too early to tell; how many were told of so far, and in how many weeks."""

    told: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks in a row by their Mondays, the last one last, and what each came to."""

    mondays: tuple[date, ...]
    counts: tuple[Counts, ...]

    @property
    def whole(self) -> Counts:
        """Count all of it."""
        return Counts(
            sum(each.kept for each in self.counts),
            sum(each.said_in_time for each in self.counts),
            sum(each.mended for each in self.counts),
            sum(each.missed for each in self.counts),
        )


def by_week(
    promises: Iterable[Told], last: date, most: int = MOST_WEEKS
) -> Weeks | TooFew:
    """Count each of at most so many weeks, up to the one of the last day.

    `TooFew` below eight told of, or below four weeks with any. Only promises told of
    count, and none later than the last day; weeks before the first are left out.
    """
    latest = monday_of(last)
    first = latest - timedelta(weeks=most - 1)
    told = [
        (monday_of(day_of(promise, outcome)), outcome.how)
        for promise, outcome in told_of(promises, first, last)
    ]
    weeks = {monday for monday, _ in told}
    if len(told) < FEWEST_TOLD or len(weeks) < FEWEST_WEEKS:
        return TooFew(len(told), len(weeks))
    begins = min(weeks)
    mondays = tuple(
        begins + timedelta(weeks=number)
        for number in range((latest - begins).days // 7 + 1)
    )
    counts = tuple(counted(how for m, how in told if m == monday) for monday in mondays)
    return Weeks(mondays, counts)
