"""Growth: how the latest three months stand beside the three before, and how sure.

Shares are of moments. Counts are of days, beside the days that bear a note and beside
the calendar: who writes less in the notebook loses nothing by it, and who writes more
does not, either. Nothing is added up across them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
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
from moorings.measures.shares import newcombe, rate_ratio, wilson
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
class TooEarly:
    """There is too little to say anything; what there is, in either period.

    With `none` there is enough to look at, and nothing of this kind in it.
    """

    before: int
    latest: int
    none: bool = False


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
    """On how many days something was done, and how many times as often as before.

    The ratio goes from 0 upward. Its interval of 95 % holds both ways of counting, by
    day with notes and by the calendar, and so says something only where both do.
    """

    before: Part | None
    latest: Part
    ratio: Estimate | None

    @property
    def direction(self) -> Direction | None:
        """Say which way it went; nowhere where the interval holds 1."""
        return _direction(self.ratio, 1) if self.ratio else None


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
    enough = len(latest) >= FEWEST
    if not enough or not any((*before, *latest)):
        return TooEarly(len(before), len(latest), none=enough)
    now = Part(sum(latest), len(latest))
    if len(before) < FEWEST:
        return Share(None, now, None)
    then = Part(sum(before), len(before))
    found = newcombe((then.many, then.of), (now.many, now.of), LEVEL)
    return Share(then, now, found)


def rate(before: Part, latest: Part, wider: float = 1.0) -> Rate | TooEarly:
    """Say on how many days something was done, of the days with notes.

    `wider` is how many times fewer days are told of, as days hang together. `TooEarly`
    below eight days in all, or below ten with notes in the latest period; with fewer
    than ten in the one before, the latest stands alone.
    """
    if before.many + latest.many < FEWEST or latest.of < FEWEST_DAYS:
        return TooEarly(before.many, latest.many)
    if before.of < FEWEST_DAYS:
        if latest.many < FEWEST:
            return TooEarly(before.many, latest.many)
        return Rate(None, latest, None)
    return Rate(before, latest, _ratio(before, latest, wider))


def _ratio(before: Part, latest: Part, wider: float) -> Estimate:
    """Give the ratio by day with notes, with an interval that holds the calendar's."""
    earlier, later = (int(each.many / wider) for each in (before, latest))
    value = latest.share / before.share if before.many else inf
    if not earlier + later:
        return Estimate(value, 0.0, inf)
    by_notes = rate_ratio((earlier, before.of), (later, latest.of), LEVEL)
    by_calendar = rate_ratio((earlier, PERIOD.days), (later, PERIOD.days), LEVEL)
    return Estimate(
        value,
        min(value, by_notes.low, by_calendar.low),
        max(value, by_notes.high, by_calendar.high),
    )


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
