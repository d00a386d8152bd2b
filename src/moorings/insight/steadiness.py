"""How steady what was given and taken was: its spread, its gaps, and plain counts.

Steady warmth and warmth on and off can have the same middle. What tells them apart is
how wide the moments lie, and how far apart in time. Nobody is weighed, and nothing here
is a score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import floor
from typing import Final

from moorings.journey.activation import Activation
from moorings.journey.records import LedgerEntry, RecordId

#: Fewer rated moments than this, or less time from the first to the last, tell nothing
#: (own).
FEWEST: Final = 8
FEWEST_DAYS: Final = 28
#: So far back it is looked, and so far for the plain counts (own).
SPAN: Final = timedelta(days=365)
LATELY: Final = timedelta(weeks=12)
#: So many moments stand around each place of the band (own): half of them before it.
AROUND: Final = 8
#: Fewer days with a deposit have no gaps that are worth a range (own).
FEWEST_DEPOSITS: Final = 3


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One rated moment: its day, and from -3, a lot taken, to 3, a lot given."""

    day: date
    height: int


@dataclass(frozen=True, slots=True)
class Band:
    """Where the middle half of eight moments lay, from one day to another."""

    first: date
    last: date
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TooFew:
    """It is too early to tell; so many moments were rated, over so many days."""

    rated: int
    days: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The moments, oldest first; where their middle half lay, and the same over time.

    `gaps` are the days from each day with a deposit to the next, in their order.
    """

    moments: tuple[Moment, ...]
    low: float
    high: float
    bands: tuple[Band, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lately:
    """The last twelve weeks with somebody, counted: each from 0 upward."""

    gave: int
    took: int
    hard: int

    @property
    def noted(self) -> int:
        """Count all that was noted."""
        return self.gave + self.took


def spread(
    entries: Iterable[LedgerEntry], person: RecordId, last: date
) -> Spread | TooFew:
    """Spread the rated moments of a year with somebody, up to a last day.

    Heights run from -3 to 3, without 0. `TooFew` below eight rated moments, or below
    four weeks from the first to the last of them.
    """
    found = sorted(
        Moment(each.when.date, each.much if each.side == "deposit" else -each.much)
        for each in entries
        if each.much and person in each.people and last - SPAN < each.when.date <= last
    )
    days = (found[-1].day - found[0].day).days if found else 0
    if len(found) < FEWEST or days < FEWEST_DAYS:
        return TooFew(len(found), days)
    low, _, high = quartiles([each.height for each in found])
    given = sorted({each.day for each in found if each.height > 0})
    gaps = tuple((later - day).days for day, later in pairwise(given))
    return Spread(tuple(found), low, high, tuple(_bands(found)), gaps)


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Give the lower quarter, the middle and the upper quarter, in the values' unit.

    By the linear rule: type 7 of Hyndman and Fan, Sample quantiles in statistical
    packages, The American Statistician 50 (1996). Raises `ValueError` without a value.
    """
    if not values:
        raise ValueError(values)
    ordered = sorted(values)
    return (
        _quantile(ordered, 0.25),
        _quantile(ordered, 0.5),
        _quantile(ordered, 0.75),
    )


def lately(
    entries: Iterable[LedgerEntry],
    activations: Iterable[Activation],
    person: RecordId,
    last: date,
) -> Lately | None:
    """Count what was noted with somebody in twelve weeks, rated or not, and hard times.

    A hard time counts where it names them. None below eight noted moments.
    """
    since = last - LATELY
    sides = [
        each.side
        for each in entries
        if person in each.people and since < each.when.date <= last
    ]
    if len(sides) < FEWEST:
        return None
    hard = [
        each
        for each in activations
        if person in each.people and since < each.began.date <= last
    ]
    return Lately(sides.count("deposit"), sides.count("strain"), len(hard))


def _quantile(ordered: Sequence[float], part: float) -> float:
    place = (len(ordered) - 1) * part
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _bands(found: Sequence[Moment]) -> list[Band]:
    """Give the band between every two moments, from the eight that stand around."""
    bands: list[Band] = []
    for at, (before, after) in enumerate(pairwise(found), 1):
        if before.day == after.day:
            continue
        begins = min(max(at - AROUND // 2, 0), len(found) - AROUND)
        around = found[begins : begins + AROUND]
        low, _, high = quartiles([each.height for each in around])
        if bands and (bands[-1].low, bands[-1].high) == (low, high):
            bands[-1] = Band(bands[-1].first, after.day, low, high)
        else:
            bands.append(Band(before.day, after.day, low, high))
    return bands
