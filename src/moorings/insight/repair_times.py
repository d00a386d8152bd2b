"""How long repairs took, where those that are not whole count as not over yet.

It is worked out as the time until calm comes back is; here the unit is a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from moorings.insight.recovery import WIDEST
from moorings.measures.survival import Estimate, Spell, median

#: With fewer repairs nothing is said (own).
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class Lasted:
    """One repair: the day it began, and either its end or how long it was looked at."""

    began: date
    until: date
    complete: bool

    @property
    def spell(self) -> Spell:
        """Give its length in days; one that was whole on its first day took one."""
        days = max(0, (self.until - self.began).days)
        return Spell(max(1, days), max(1, days)) if self.complete else Spell(days, None)


@dataclass(frozen=True, slots=True)
class Repairs:
    """Repairs taken together, one at least; `whole` are those that were completed."""

    count: int
    whole: int
    since: date


@dataclass(frozen=True, slots=True)
class TooFew(Repairs):
    """Too few to say anything."""


@dataclass(frozen=True, slots=True)
class Unclear(Repairs):
    """None was completed, or the times fit lengths that lie too far apart."""


@dataclass(frozen=True, slots=True)
class Took(Repairs):
    """The days after which half of them are whole, and the interval of 90 %."""

    days: Estimate


Told: TypeAlias = TooFew | Unclear | Took


def took(lasted: Sequence[Lasted]) -> Told | None:
    """Say how many days repairs took: the median and its interval; None without any.

    One that goes on, or was ended otherwise, was not over when it was last looked at.
    Source of the estimate: `moorings.measures.survival.median`.
    """
    if not lasted:
        return None
    whole = sum(each.complete for each in lasted)
    counted = (len(lasted), whole, min(each.began for each in lasted))
    if len(lasted) < FEWEST:
        return TooFew(*counted)
    found = median([each.spell for each in lasted]) if whole else None
    if found is None or found.estimate.high > WIDEST * found.estimate.low:
        return Unclear(*counted)
    return Took(*counted, found.estimate)
