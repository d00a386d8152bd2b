"""Bursts: a few sittings within two weeks, because a single one can show no change.

A measurement burst design: what a person is like is the mean of the burst, what differs
within it is the day. The rhythm and every number here are our own choice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count

#: A burst lasts from its first day to this much later, and takes in so many sittings.
LENGTH = timedelta(days=14)
MOST_SITTINGS = 4

#: A burst that counts fewer than these cannot be compared, and is offered once more.
FEWEST_COUNTED = 2

#: Days apart that are suggested within a burst, so that the mood of one is not all.
SPACING = timedelta(days=3)

#: When bursts are offered, in weeks after the first one began; then ever so many on.
WEEKS = (12, 24, 52)
WEEKS_BETWEEN_LATER = 26

#: However late the last one was, the next does not begin sooner after it.
REST = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Burst:
    """The days of one burst: what its score is pooled from, and what is left out.

    `dropped` are its first day, on which the questions were new once more, and any
    after the fourth. A lone sitting counts nothing.
    """

    first: date
    counted: tuple[date, ...]
    dropped: tuple[date, ...]

    @property
    def last_day(self) -> date:
        """Give the day after which a sitting no longer belongs to it."""
        return self.first + LENGTH

    @property
    def days(self) -> tuple[date, ...]:
        """Give every day with a sitting, in order."""
        return tuple(sorted(self.counted + self.dropped))

    @property
    def comparable(self) -> bool:
        """Say whether it counts enough to be held against another."""
        return len(self.counted) >= FEWEST_COUNTED


@dataclass(frozen=True, slots=True)
class Offer:
    """Which sitting of a burst may come next, and from which day; it never runs out.

    The first sitting begins a new burst.
    """

    sitting: int
    from_day: date


def bursts(days: Iterable[date]) -> tuple[Burst, ...]:
    """Group the days of sittings with one instrument about one person into bursts.

    Several sittings on a day count as one, whose score is that of the last.
    """
    groups: list[list[date]] = []
    for day in sorted(set(days)):
        if not groups or day > groups[-1][0] + LENGTH:
            groups.append([])
        groups[-1].append(day)
    return tuple(map(_burst, groups))


def next_sitting(so_far: Sequence[Burst], today: date) -> Offer:
    """Say which sitting is offered next, in the burst under way or a new one.

    A new burst begins at the next of the planned weeks, but not sooner than `REST`
    after the last one; one that was left unfinished is simply offered once more.
    Nothing is ever overdue: the day is never one that has passed.
    """
    if not so_far:
        return Offer(1, today)
    last = so_far[-1]
    further = max(today, last.days[-1] + SPACING)
    if further <= last.last_day and len(last.days) < MOST_SITTINGS:
        return Offer(len(last.days) + 1, further)
    over = last.last_day + timedelta(days=1)
    done = [burst.first for burst in so_far if burst.comparable]
    return Offer(1, max(today, over, *_planned(done)))


def _burst(days: Sequence[date]) -> Burst:
    first, *others = days
    counted = others[: MOST_SITTINGS - 1]
    return Burst(first, tuple(counted), (first, *others[MOST_SITTINGS - 1 :]))


def _planned(begun: Sequence[date]) -> Iterator[date]:
    if begun:
        later = count(WEEKS[-1] + WEEKS_BETWEEN_LATER, WEEKS_BETWEEN_LATER)
        planned = (begun[0] + timedelta(weeks=week) for week in chain(WEEKS, later))
        yield next(day for day in planned if day > begun[-1])
        yield begun[-1] + REST
