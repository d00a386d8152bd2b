"""What became of one's own promises: counted, with how many, and never joined up.

A promise counts on the day it was told of, at the latest on the day it was due: what is
told of weeks afterwards still belongs to its own week.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias, get_args

from moorings.journey.records import Keeping, Promise, PromiseOutcome, TrustWay

#: A promise, and what became of it where that was told.
Told: TypeAlias = tuple[Promise, PromiseOutcome | None]
#: The five ways are looked for in so many weeks, this one among them (own).
WEEKS: Final = 12
WAYS: Final[tuple[TrustWay, ...]] = get_args(TrustWay)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many promises came to what; each from 0 upward."""

    kept: int = 0
    said_in_time: int = 0
    mended: int = 0
    missed: int = 0

    @property
    def told(self) -> int:
        """Count all that were told of."""
        return self.kept + self.said_in_time + self.mended + self.missed

    @property
    def held(self) -> int:
        """Count those that were kept; said in time counts as a word kept (own)."""
        return self.kept + self.said_in_time


def counted(hows: Iterable[Keeping]) -> Counts:
    """Count what promises came to."""
    told = Counter(hows)
    return Counts(told["kept"], told["said-in-time"], told["mended"], told["missed"])


def day_of(promise: Promise, outcome: PromiseOutcome) -> date:
    """Give the day on which a promise counts."""
    return min(promise.due, outcome.when.date)


def monday_of(day: date) -> date:
    """Give the first day of a week."""
    return day - timedelta(day.weekday())


def told_of(
    promises: Iterable[Told], first: date, last: date
) -> Iterator[tuple[Promise, PromiseOutcome]]:
    """Give what was told of promises that count on one of these days."""
    for promise, outcome in promises:
        if outcome is not None and first <= day_of(promise, outcome) <= last:
            yield promise, outcome


def this_week(promises: Iterable[Told], today: date) -> tuple[Counts, int]:
    """Count this week: what was told of, and how many are due in it and still open."""
    promises, monday = tuple(promises), monday_of(today)
    sunday = monday + timedelta(6)
    told = counted(o.how for _, o in told_of(promises, monday, sunday))
    due = (p.due for p, outcome in promises if outcome is None)
    return told, sum(monday <= day <= sunday for day in due)


def by_way(promises: Iterable[Told], today: date) -> Mapping[TrustWay, Counts]:
    """Count, for each way it was about or was seen in, the last twelve weeks.

    A way of which nothing was told in them is left out. One promise may count in
    several ways.
    """
    first = monday_of(today) - timedelta(weeks=WEEKS - 1)
    seen: dict[TrustWay, list[Keeping]] = {}
    for promise, outcome in told_of(promises, first, today):
        for way in WAYS:
            if way in {promise.way, *outcome.ways}:
                seen.setdefault(way, []).append(outcome.how)
    return {way: counted(seen[way]) for way in WAYS if way in seen}
