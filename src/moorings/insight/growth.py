"""Growth: how the latest three months stand beside the three before, and how sure.

Shares are of moments, and counts for each day on which anything was noted at all: who
writes less in the notebook loses nothing by it. Nothing is added up across them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias, TypeVar

from moorings.insight.episodes import Episode
from moorings.insight.recovery import (
    PERIOD,
    Comparison,
    Told,
    TooFew,
    compared,
    settling,
)
from moorings.measures.shares import newcombe, poisson, rate_ratio, wilson
from moorings.measures.survival import Estimate

#: Of fewer moments nothing is said, and of a count fewer in both periods together; nor
#: of a count where fewer days bear any note (own).
FEWEST: Final = 8
FEWEST_DAYS: Final = 10
#: How many of a hundred such intervals hold what they are for.
LEVEL: Final = 0.95

Direction: TypeAlias = Literal["more", "less", "no-clear-difference"]
_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Periods:
    """Two periods of three months that follow one another, up to today."""

    today: date

    @property
    def before(self) -> tuple[date, date]:
        """Give the first and the last day of the earlier one."""
        return self.today - 2 * PERIOD + _DAY, self.today - PERIOD

    @property
    def latest(self) -> tuple[date, date]:
        """Give the first and the last day of the later one."""
        return self.today - PERIOD + _DAY, self.today

    def split(
        self, found: Iterable[_Each], day: Callable[[_Each], date]
    ) -> tuple[list[_Each], list[_Each]]:
        """Sort what was found by the period in which its day lies."""
        both = [(day(each), each) for each in found]
        before, latest = (
            [each for at, each in both if first <= at <= last]
            for first, last in (self.before, self.latest)
        )
        return before, latest


_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many; of none at all there is no share."""

    many: int
    of: int

    @property
    def share(self) -> float:
        """Give the share, from 0 to 1."""
        return self.many / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """Give its interval, of 95 %."""
        return wilson(self.share, self.of, LEVEL)


@dataclass(frozen=True, slots=True)
class Often:
    """So often, on so many days with notes."""

    often: int
    days: int

    @property
    def rate(self) -> float:
        """Say how often on a day with notes, from 0 upward."""
        return self.often / self.days

    @property
    def interval(self) -> tuple[float, float]:
        """Give the interval of the rate, of 95 %."""
        low, high = poisson(self.often, LEVEL)
        return low / self.days, high / self.days


@dataclass(frozen=True, slots=True)
class TooEarly:
    """There is too little to say anything; what there is, in either period."""

    before: int
    latest: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share of moments, and how far it lies from the one before, where that is known.

    The difference goes from -1 to 1, with its interval of 95 %.
    """

    before: Part | None
    latest: Part
    difference: Estimate | None

    @property
    def direction(self) -> Direction | None:
        """Say which way it went; nowhere where the interval holds 0."""
        return _direction(self.difference, 0) if self.difference else None


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was done on days with notes, and how many times as often.

    The ratio goes from 0 upward, with its interval of 95 %.
    """

    before: Often
    latest: Often
    ratio: Estimate

    @property
    def direction(self) -> Direction:
        """Say which way it went; nowhere where the interval holds 1."""
        return _direction(self.ratio, 1)


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took in either period, and both held against one another."""

    before: Told | None
    latest: Told
    comparison: Comparison | None


Finding: TypeAlias = Share | Rate | Times | TooEarly


def share(before: Sequence[bool], latest: Sequence[bool]) -> Share | TooEarly:
    """Say in how many moments something was so, each of them told by yes or no.

    `TooEarly` below eight in the latest period, and where it was so in none of all: a
    row of noughts tells nothing. With fewer than eight before, the latest share stands
    alone.
    """
    if len(latest) < FEWEST or not any((*before, *latest)):
        return TooEarly(len(before), len(latest))
    now = Part(sum(latest), len(latest))
    if len(before) < FEWEST:
        return Share(None, now, None)
    then = Part(sum(before), len(before))
    found = newcombe((then.many, then.of), (now.many, now.of), LEVEL)
    return Share(then, now, found)


def rate(before: Often, latest: Often) -> Rate | TooEarly:
    """Say how often something was done on days with notes.

    `TooEarly` below eight times in all, or below ten such days in either period.
    """
    too_few = before.often + latest.often < FEWEST
    if too_few or min(before.days, latest.days) < FEWEST_DAYS:
        return TooEarly(before.often, latest.often)
    earlier, later = ((each.often, each.days) for each in (before, latest))
    return Rate(before, latest, rate_ratio(earlier, later, LEVEL))


def times(before: Sequence[Episode], latest: Sequence[Episode]) -> Times | TooEarly:
    """Say how long something took, where often only a stretch of time is known.

    `TooEarly` below eight in the latest period. Times are in minutes, and each median
    has an interval of 90 %; the comparison has one of 95 %.
    """
    told = settling(latest) if latest else None
    if told is None or isinstance(told, TooFew):
        return TooEarly(len(before), len(latest))
    earlier = settling(before) if before else None
    known = None if isinstance(earlier, TooFew) else earlier
    return Times(known, told, compared(before, latest))


def _direction(found: Estimate, middle: float) -> Direction:
    if found.low > middle:
        return "more"
    return "less" if found.high < middle else "no-clear-difference"
