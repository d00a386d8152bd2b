"""What helps: after which practice it seems lower than after waiting, and how surely.

Everything eases by itself for a while, most of all where it was strong. So a practice
is not held against how it was before, but against waiting from as strong a start.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from moorings.insight.episodes import minutes_between
from moorings.journey.activation import Activation
from moorings.journey.records import PracticeTime, RecordId
from moorings.journey.stretches import stretches
from moorings.measures.regression import Adjusted, Observation, adjusted
from moorings.measures.shrinkage import Mixture, Shrunk

#: With fewer times of it, or of waiting, nothing is said of a practice.
FEWEST = 5
#: Nor under this probability that it is lower after it, or higher.
LIKELY = 0.80
#: That alone would say something in many a notebook in which all help alike. With these
#: odds for either way it was at most one of twenty in simulations, with five times of
#: each, and fewer with more; where more stands on one page, they are shared out.
BY_LUCK, ODDS = 0.05, 0.01
#: To name one as the best. At 0.80, one of two that are alike was named one in four.
BEST = 0.90
#: Of a hundred such ranges, ninety hold what they are for.
LEVEL = 0.90
#: A time counts half after so many days; after a year it is left out (own).
HALF_LIFE, WINDOW = 60, timedelta(days=365)
#: Practices differ by no more than about so many points of ten (own).
MOST_APART = 4.0
#: Time without a practice counts as waiting if it lasted so many minutes; a stretch
#: with one is no longer, either (own).
SHORTEST_WAIT, LONGEST_WAIT = 2, 120


class Tool(NamedTuple):
    """A practice, by its id; or the thing it was done with, such as one of the kit."""

    practice: str
    about: RecordId | None = None


#: What the others are held against: time that passes, chosen or not.
WAITING = Tool("wait-it-out")


@dataclass(frozen=True, slots=True)
class Use:
    """One time something was done: how strong it was before and after, 0 to 10."""

    tool: Tool
    day: date
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Tried:
    """How often something was done, rated before and after, and from when to when."""

    tool: Tool
    count: int
    since: date
    until: date


#: It seems lower after it than after waiting, or higher, or it cannot be told yet.
Verdict: TypeAlias = Literal["lower", "higher", "open"]


@dataclass(frozen=True, slots=True)
class Compared(Tried):
    """How much lower it is believed to be after a practice than after waiting.

    `lower` and its range, of 90 %, are in points of ten, below 0 where it is higher.
    `likely` is the probability that it is lower at all, `best` that nothing else here,
    nor waiting, leaves it lower; both from 0 to 1.
    """

    lower: float
    low: float
    high: float
    likely: float
    best: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Helps:
    """All that can be said of what helps; `rated` holds what has too few times.

    `named` is the one that seems to leave it lowest, if one does so surely enough.
    """

    waiting: Tried | None
    compared: tuple[Compared, ...]
    rated: tuple[Tried, ...]
    named: Tool | None


def uses(
    times: Iterable[PracticeTime], activations: Iterable[Activation], today: date
) -> tuple[Use, ...]:
    """Give each time something was rated before and after within the year, in order.

    That is a time of practice, or a stretch of a hard moment of two hours at the most.
    A stretch in which nothing was done is waiting, if it lasted long enough.
    """
    found = [
        Use(Tool(each.practice, each.about), each.when.date, each.before, each.after)
        for each in times
        if each.before is not None and each.after is not None
    ]
    for activation in activations:
        for each in stretches(activation.ratings):
            tool = Tool(each.practice) if each.practice else WAITING
            lasted = minutes_between(each.began, each.ended)
            if _lasts(lasted, each.practice):
                found.append(Use(tool, each.began.date, each.before, each.after))
    recent = [each for each in found if today - WINDOW < each.day <= today]
    return tuple(sorted(recent, key=lambda each: each.day))


def what_helps(found: Sequence[Use], today: date, shared: int = 1) -> Helps:
    """Hold every practice that was done often enough against waiting.

    So many comparisons stand on the same page, this one included, and share what may be
    said by luck. Source: analysis of covariance, then shrinkage over practices.
    """
    told = _counted(found)
    waiting = told.pop(WAITING, None)
    enough = [each for each in told.values() if each.count >= FEWEST]
    if waiting is None or waiting.count < FEWEST or not enough:
        return Helps(waiting, (), _most_first(told.values()), None)
    tools = [each.tool for each in enough]
    fit = fitted(found, (*tools, WAITING), today)
    if fit is None:
        return Helps(waiting, (), _most_first(told.values()), None)
    compared = _compared(enough, fit, needed(shared))
    few = (each for each in told.values() if each.count < FEWEST)
    return Helps(waiting, compared, _most_first(few), _named(compared))


def fitted(
    found: Iterable[Use], tools: Sequence[Tool], today: date
) -> Adjusted[Tool] | None:
    """Allow for how strong it was before, over some of what was done.

    What is longer ago counts less. Source: `measures.regression`.
    """
    return adjusted(
        [
            Observation(each.tool, each.before, each.after, weight(each.day, today))
            for each in found
            if each.tool in tools
        ]
    )


def shrunk(fit: Adjusted[Tool], tools: Sequence[Tool]) -> Shrunk:
    """Shrink what was found of some practices towards what they have in common."""
    levels = [fit.levels[tool] for tool in tools]
    return Shrunk(
        tuple(each.mean for each in levels),
        tuple(each.error for each in levels),
        MOST_APART,
    )


def weight(day: date, today: date) -> float:
    """Give how much of a time it still counts: 1 today, half after the half-life."""
    return float(0.5 ** ((today - day).days / HALF_LIFE))


def needed(shared: int) -> float:
    """Give the probability a claim needs, from 0 to 1, where so many share the odds."""
    return max(LIKELY, 1 - ODDS / shared)


def _lasts(minutes: float | None, practice: str) -> bool:
    """Say whether a stretch is no longer than waiting may be, nor waiting shorter."""
    shortest = 0 if practice else SHORTEST_WAIT
    return minutes is not None and shortest <= minutes <= LONGEST_WAIT


def _counted(found: Iterable[Use]) -> dict[Tool, Tried]:
    days: defaultdict[Tool, list[date]] = defaultdict(list)
    for each in found:
        days[each.tool].append(each.day)
    return {
        tool: Tried(tool, len(some), min(some), max(some))
        for tool, some in days.items()
    }


def _most_first(tried: Iterable[Tried]) -> tuple[Tried, ...]:
    return tuple(sorted(tried, key=lambda each: (-each.count, each.tool.practice)))


def _compared(
    enough: Sequence[Tried], fit: Adjusted[Tool], least: float
) -> tuple[Compared, ...]:
    """Say of each how it compares with waiting, the one that leaves it lowest first."""
    posterior = shrunk(fit, [each.tool for each in enough])
    wait = fit.levels[WAITING]
    best = posterior.lowest(wait.mean, wait.error)
    told = (
        _one(each, posterior.contrast(which, wait.mean, wait.error), best[which])
        for which, each in enumerate(enough)
    )
    judged = (_judged(each, least) for each in told)
    return tuple(sorted(judged, key=lambda each: -each.lower))


def _one(tried: Tried, above: Mixture, best: float) -> Compared:
    tail = (1 - LEVEL) / 2
    return Compared(
        tried.tool,
        tried.count,
        tried.since,
        tried.until,
        -above.mean,
        -above.quantile(1 - tail),
        -above.quantile(tail),
        above.below(0.0),
        best,
        "open",
    )


def _judged(told: Compared, least: float) -> Compared:
    if told.likely >= least:
        return replace(told, verdict="lower")
    return replace(told, verdict="higher") if 1 - told.likely >= least else told


def _named(compared: Sequence[Compared]) -> Tool | None:
    """Name the one that leaves it lowest, among several, if that is sure enough."""
    for each in compared:
        if each.verdict == "lower" and each.best >= BEST and len(compared) > 1:
            return each.tool
    return None
