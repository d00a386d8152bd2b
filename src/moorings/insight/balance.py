"""Mine and ours over weeks, and how far lived is what matters: counted, never weighed.

There is no ideal between the two sides, so nothing here compares them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from moorings.journey.records import Belongs, PersonalValue, WeeklyAct

#: From so many weeks on in which something came about there is a picture (own).
FEWEST_WEEKS: Final = 4
#: So many weeks are drawn, the latest last.
MOST_WEEKS: Final = 12
#: From so wide a gap on, of 10, something small for it is asked about (own).
LEAST_GAP: Final = 2
_WEEK: Final = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Came:
    """How many acts of a side came about in a week, and how many partly; 0 upward."""

    wholly: int = 0
    partly: int = 0

    @property
    def both(self) -> int:
        """Count them together."""
        return self.wholly + self.partly


@dataclass(frozen=True, slots=True)
class Week:
    """One week by its Monday, and what came about on either side."""

    first: date
    mine: Came
    ours: Came

    @property
    def told(self) -> bool:
        """Say whether anything came about in it."""
        return bool(self.mine.both or self.ours.both)


@dataclass(frozen=True, slots=True)
class Balance:
    """Weeks in a row without a gap, the first with something in it first."""

    weeks: tuple[Week, ...]

    @property
    def told(self) -> int:
        """Count the weeks in which something came about."""
        return sum(week.told for week in self.weeks)

    def of(self, belongs: Belongs) -> Came:
        """Add up one side."""
        sides = [w.mine if belongs == "mine" else w.ours for w in self.weeks]
        return Came(sum(s.wholly for s in sides), sum(s.partly for s in sides))


def by_week(acts: Iterable[WeeklyAct], last: date) -> Balance | None:
    """Count the acts of the last twelve weeks up to a day.

    None where something came about in fewer than four of them. What did not come about,
    or was not told, counts nowhere.
    """
    newest = last - timedelta(last.weekday())
    firsts = [newest - _WEEK * back for back in range(MOST_WEEKS - 1, -1, -1)]
    counted = Counter(
        (each.when.date - timedelta(each.when.date.weekday()), each.belongs, each.done)
        for each in acts
    )

    def came(first: date, belongs: Belongs) -> Came:
        return Came(*(counted[first, belongs, done] for done in ("yes", "partly")))

    weeks = [Week(first, came(first, "mine"), came(first, "ours")) for first in firsts]
    told = [at for at, week in enumerate(weeks) if week.told]
    if len(told) < FEWEST_WEEKS:
        return None
    return Balance(tuple(weeks[told[0] :]))


def widest_gap(values: Iterable[PersonalValue]) -> PersonalValue | None:
    """Give what is lived least beside how much it matters, from two of ten upward.

    None where there is no such gap. Of two equal ones the one that matters more.
    """
    gaps = [(v.importance - v.lived, v.importance, v) for v in values]
    wide = [each for each in gaps if each[0] >= LEAST_GAP]
    return max(wide, key=lambda each: each[:2])[2] if wide else None


def by_day(versions: Sequence[PersonalValue]) -> tuple[PersonalValue, ...]:
    """Give how it stood over time, oldest first: of each day the last word."""
    found = {each.when.date: each for each in versions}
    return tuple(found[day] for day in sorted(found))
