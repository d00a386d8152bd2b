"""Chance: what draws between two practices tell, and how likely each is to come up.

What is drawn is not chosen by how the day is. So a difference between both is one of
the practices, or of chance, and of nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Literal, TypeAlias

from moorings.insight.uses import FEWEST, Tool, Use
from moorings.insight.what_helps import fitted, shrunk
from moorings.journey.records import Draw, PracticeTime, When
from moorings.measures.randomisation import Drawn, randomisation_test

#: A practice belongs to the draw before it if it was noted within this time (own).
WITHIN = timedelta(hours=1)
#: No practice comes up less often than this, of a hundred, nor more often.
RAREST, OFTENEST, EVEN = 10, 90, 50
#: So often, at most, a difference is told where there is none.
BY_LUCK = 0.05

#: It was lower after the first, or the second; or it cannot be told; or there is too
#: little.
Verdict: TypeAlias = Literal["first", "second", "open", "few"]


@dataclass(frozen=True, slots=True)
class Followed:
    """One draw that was followed: which of both it was, and how it was around it."""

    day: date
    first: bool
    probability: float
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the draws between two: how many, and how many of each were followed.

    After the first it was `lower` by so many points than after the second, the level
    before allowed for; None where there is too little. `by_chance` is how often chance
    alone does as much, from 0 to 1; told is no more than is `allowed`.
    """

    drawn: int
    first: int
    second: int
    lower: float | None = None
    by_chance: float = 1.0
    since: date | None = None
    allowed: float = BY_LUCK

    @property
    def verdict(self) -> Verdict:
        """Say what the draws tell."""
        if self.lower is None:
            return "few"
        if self.by_chance > self.allowed:
            return "open"
        return "first" if self.lower > 0 else "second"


def tally(
    options: tuple[str, str],
    draws: Iterable[Draw],
    times: Iterable[PracticeTime],
    shared: int = 1,
) -> Tally:
    """Take the draws between two together, in whatever order both were named.

    Only times of what was drawn count, the first within the hour and before the next
    draw. So many comparisons share what may be said by luck. Source:
    `measures.randomisation`, of what is left after the level before.
    """
    ordered = sorted(draws, key=lambda each: each.when.order)
    these = [each for each in ordered if {*each.options} == {*options}]
    found = _followed(options, ordered, tuple(times))
    first = sum(each.first for each in found)
    counted = (len(these), first, len(found) - first)
    since = these[0].when.date if these else None
    if min(counted[1:]) < FEWEST:
        return Tally(*counted, since=since)
    slope = _slope(found)
    told = randomisation_test(
        [Drawn(e.first, e.probability, e.after - slope * e.before) for e in found]
    )
    lower, allowed = -told.difference, BY_LUCK / shared
    return Tally(*counted, lower, told.by_chance, since, allowed)


def percent_of_first(
    options: tuple[str, str], found: Sequence[Use], today: date
) -> int:
    """Give how often in a hundred the first of two comes up, from 10 to 90.

    That is the probability that it leaves it lower, as far as the times tell: even
    where there are fewer than five of either. Source: Thompson 1933, and the ends from
    trials on telephones, so that both are still learned about.
    """
    tools = (Tool(options[0]), Tool(options[1]))
    counts = [sum(each.tool == tool for each in found) for tool in tools]
    fit = fitted(found, tools, today) if min(counts) >= FEWEST else None
    if fit is None:
        return EVEN
    lower = shrunk(fit, tools).difference(0, 1).below(0.0)
    return min(max(round(100 * lower), RAREST), OFTENEST)


def _followed(
    options: tuple[str, str], draws: Sequence[Draw], times: Sequence[PracticeTime]
) -> list[Followed]:
    """Give the draws of a pair that were followed and rated, of all there are."""
    rated = sorted(times, key=lambda each: each.when.order)
    found = []
    for at, draw in enumerate(draws):
        until = _wall(draw.when) + WITHIN
        if at + 1 < len(draws):
            until = min(until, _wall(draws[at + 1].when))
        told = next((e for e in rated if _is_of(e, draw, until)), None)
        if told is None or {*draw.options} != {*options}:
            continue
        if told.before is not None and told.after is not None:
            chance = draw.percent / 100
            is_first = draw.drawn == options[0]
            found.append(
                Followed(
                    draw.when.date,
                    is_first,
                    chance if is_first else 1 - chance,
                    told.before,
                    told.after,
                )
            )
    return found


def _is_of(time: PracticeTime, draw: Draw, until: datetime) -> bool:
    """Say whether a time followed a draw; clocks on the wall tell whole minutes."""
    return (
        time.practice == draw.drawn
        and time.when.time is not None
        and time.written_at >= draw.written_at
        and _wall(draw.when) <= _wall(time.when) <= until
    )


def _wall(when: When) -> datetime:
    return datetime.combine(*when.order)


def _slope(found: Sequence[Followed]) -> float:
    """Give how much of the level before is left, whichever of both it was."""
    before, after = (fmean(e.before for e in found), fmean(e.after for e in found))
    room = sum((e.before - before) ** 2 for e in found)
    shared = sum((e.before - before) * (e.after - after) for e in found)
    return shared / room if room else 0.0
