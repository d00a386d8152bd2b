"""Recovery: how long it takes until calm comes back, as far as that was noted.

Nobody rates every minute. So a hard moment gives a stretch in which calm came back, or
only a time at which it had not yet; both are counted as what they are.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median as middle
from typing import Literal, TypeAlias, TypeVar

from moorings.insight.episodes import Episode, episode
from moorings.journey.activation import Activation
from moorings.journey.records import RecordId, WordId
from moorings.measures.survival import Estimate, Family, Spell, hazard_ratio, median
from moorings.measures.survival_curve import kaplan_meier, median_at_most, median_time

#: With fewer, nothing is said of a group, nor of a period.
FEWEST = 8
#: If the long end of an interval is more than so many times the short one, it says
#: nothing; one end seen alone leaves 27 (own).
WIDEST = 30
#: Two periods are compared that last so long each, the later one up to today (own).
PERIOD = timedelta(days=91)
QUARTER = 3

_Key = TypeVar("_Key", bound=Hashable)
Direction: TypeAlias = Literal["sooner", "later", "no-clear-difference"]


@dataclass(frozen=True, slots=True)
class Group:
    """Hard moments taken together; `unfinished` are those not seen to end."""

    episodes: int
    unfinished: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class TooFew(Group):
    """Too few to say anything."""


@dataclass(frozen=True, slots=True)
class NotSeen(Group):
    """Enough, but in none of them was calm seen to come back."""


@dataclass(frozen=True, slots=True)
class TooUnsure(Group):
    """Enough, but what was noted fits times that lie too far apart.

    `noted` is as in `Settling`.
    """

    noted: float | None


@dataclass(frozen=True, slots=True)
class AtMost(Group):
    """In none of them is it known that it took any time, so only that it took no more.

    In half of them calm was back after so many `minutes` at the latest; with 95 %
    half of everything like them is over after `latest`.
    """

    minutes: float
    latest: float


@dataclass(frozen=True, slots=True)
class Settling(Group):
    """The minutes after which calm is back in half of them, and their interval.

    The interval is that of 90 %. `shape` is how times are taken to be spread. `noted`
    is the time by which half were noted as calm, the latest that the notes allow; None
    where so many never were.
    """

    median: Estimate
    shape: Family
    noted: float | None


Told: TypeAlias = TooFew | NotSeen | TooUnsure | AtMost | Settling


@dataclass(frozen=True, slots=True)
class Comparison:
    """A later period held against the one before it.

    Above 1, `ratio` says that calm comes back sooner; its interval is that of 95 %.
    `peaks` says whether it takes into account how strong they were.
    """

    before: Group
    latest: Group
    ratio: Estimate
    peaks: bool

    @property
    def direction(self) -> Direction:
        """Say which way it went; nowhere where the interval holds 1."""
        if self.ratio.low > 1:
            return "sooner"
        return "later" if self.ratio.high < 1 else "no-clear-difference"


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is said of each month, or of each quarter where no month has enough.

    `told` goes by first days; where nothing was noted there is no entry.
    """

    months: int
    told: Mapping[date, Told]


@dataclass(frozen=True, slots=True)
class Recovery:
    """All that can be said of how calm comes back.

    `uncounted` are hard moments of which no time is known that tells anything. There is
    no `whole` where none is known of any.
    """

    whole: Told | None
    triggers: Mapping[WordId, Told]
    people: Mapping[RecordId, Told]
    calendar: Calendar
    comparison: Comparison | None
    uncounted: int


def recovery(activations: Iterable[Activation], today: date) -> Recovery:
    """Say how long it takes until calm comes back: in all, and by what it is about."""
    found = [episode(activation) for activation in activations]
    known = sorted(filter(None, found), key=lambda each: each.day)
    return Recovery(
        settling(known) if known else None,
        _groups((each.trigger, each) for each in known if each.trigger),
        _groups((person, each) for each in known for person in each.people),
        _calendar(known),
        _latest_compared(known, today),
        found.count(None),
    )


def settling(episodes: Sequence[Episode]) -> Told:
    """Say when calm is back in half of some hard moments (one at least)."""
    counted = _counted(episodes)
    if len(episodes) < FEWEST:
        return TooFew(*counted)
    if found := median([each.spell for each in episodes]):
        noted = median_time(kaplan_meier([_noted(each.spell) for each in episodes]))
        told = found.estimate
        if told.high > WIDEST * told.low:
            return TooUnsure(*counted, noted)
        return Settling(*counted, told, found.family, noted)
    ends = [high for each in episodes if (high := each.spell.high) is not None]
    if not ends:
        return NotSeen(*counted)
    return AtMost(*counted, middle(ends), median_at_most(ends))


def compared(before: Sequence[Episode], latest: Sequence[Episode]) -> Comparison | None:
    """Hold a period against the one before; None where there is too little of either.

    How strong they were is taken into account if that is known of each.
    """
    if min(len(before), len(latest)) < FEWEST:
        return None
    peaks = [each.peak for each in (*before, *latest)]
    known = [peak for peak in peaks if peak is not None]
    also = known if len(known) == len(peaks) else []
    first, second = ([each.spell for each in period] for period in (before, latest))
    found = hazard_ratio(first, second, also)
    if found is None:
        return None
    groups = [Group(*_counted(period)) for period in (before, latest)]
    return Comparison(groups[0], groups[1], found.estimate, bool(also))


def _noted(spell: Spell) -> Spell:
    """Give the time of the note that calm was back, as if it had come only then."""
    return spell if spell.high is None else Spell(spell.high, spell.high)


def _counted(episodes: Sequence[Episode]) -> tuple[int, int, date, date]:
    unfinished = sum(not each.spell.finished for each in episodes)
    days = [each.day for each in episodes]
    return len(episodes), unfinished, min(days), max(days)


def _groups(of: Iterable[tuple[_Key, Episode]]) -> dict[_Key, Told]:
    """Say the same of each group, in the order in which they first occurred."""
    groups: defaultdict[_Key, list[Episode]] = defaultdict(list)
    for key, each in of:
        groups[key].append(each)
    return {key: settling(episodes) for key, episodes in groups.items()}


def _calendar(episodes: Sequence[Episode]) -> Calendar:
    """Go by months, or by quarters if only these can be told."""
    months = _by(episodes, 1)
    if _can_be_told(months):
        return months
    quarters = _by(episodes, QUARTER)
    return quarters if _can_be_told(quarters) else months


def _by(episodes: Sequence[Episode], months: int) -> Calendar:
    first = ((_first(each.day, months), each) for each in episodes)
    return Calendar(months, _groups(first))


def _can_be_told(calendar: Calendar) -> bool:
    return any(isinstance(told, Settling) for told in calendar.told.values())


def _first(day: date, months: int) -> date:
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _latest_compared(episodes: Sequence[Episode], today: date) -> Comparison | None:
    """Compare the latest period with the one before it."""
    ends = [today - 2 * PERIOD, today - PERIOD, today]
    before, latest = (
        [each for each in episodes if start < each.day <= end]
        for start, end in pairwise(ends)
    )
    return compared(before, latest)
