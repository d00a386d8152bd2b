"""What helps: after which practice it seems lower than after waiting, and how surely.

Everything eases by itself for a while, most of all where it was strong, and the more
the longer it lasts. So a practice is not held against how it was before, but against
waiting about as long, from as strong a start.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import hypot, log2
from typing import Literal, TypeAlias

from moorings.insight.uses import FEWEST, WAITING, Beside, Tool, Use, beside_waiting
from moorings.measures.regression import Adjusted, Observation, adjusted
from moorings.measures.shrinkage import Mixture, Shrunk

#: Nothing is said under this probability that it is lower after it, or higher.
LIKELY = 0.80
#: That alone would say something in many a notebook in which all help alike. With these
#: odds for either way it was at most one of twenty in simulations, with five times of
#: each, and fewer with more; where more stands on one page, they are shared out.
BY_LUCK, ODDS = 0.05, 0.01
#: To name one as the best. At 0.80, one of two that are alike was named one in four.
BEST = 0.90
#: Of a hundred such ranges, ninety hold what they are for.
LEVEL = 0.90
#: A time counts half after so many days (own).
HALF_LIFE = 60
#: Practices differ by no more than about so many points of ten (own).
MOST_APART = 4.0
#: From one length to twice that it falls, or rises, by itself by about so many points
#: of ten at the most; what the times tell of it counts more, the more there are (own).
BY_ITSELF = 1.0


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
    nor waiting, leaves it lower; both from 0 to 1. It is told from so many `waits` that
    were about as long.
    """

    waits: int
    lower: float
    low: float
    high: float
    likely: float
    best: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Helps:
    """All that can be said of what helps; `rated` holds what has too few times.

    `alone` was done often enough, with too little waiting about as long beside it.
    `named` is the one that seems to leave it lowest, if one does so surely enough.
    """

    waiting: Tried | None
    compared: tuple[Compared, ...]
    rated: tuple[Tried, ...]
    named: Tool | None
    alone: tuple[Tried, ...] = ()


def what_helps(found: Sequence[Use], today: date, shared: int = 1) -> Helps:
    """Hold every practice that was done often enough against waiting about as long.

    So many comparisons stand on the same page, this one included, and share what may be
    said by luck. Source: analysis of covariance, then shrinkage over practices.
    """
    told = _counted(found)
    waiting = told.pop(WAITING, None)
    if waiting is None or waiting.count < FEWEST:
        return Helps(waiting, (), _most_first(told.values()), None)
    beside = beside_waiting(found)
    fit = _fitted(beside, today) if beside else None
    compared = _compared(beside, fit, needed(shared)) if fit else ()
    held = {each.tool for each in compared}
    rest = _most_first(each for tool, each in told.items() if tool not in held)
    alone = tuple(
        each for each in rest if each.count >= FEWEST and each.tool not in beside
    )
    rated = tuple(each for each in rest if each not in alone)
    return Helps(waiting, compared, rated, _named(compared), alone)


def fitted(
    found: Iterable[Use], tools: Sequence[Tool], today: date
) -> Adjusted[Tool] | None:
    """Allow for how strong it was before, and how long it took, over some of it.

    What is longer ago counts less. Source: `measures.regression`.
    """
    return adjusted(
        [
            Observation(
                each.tool,
                each.before,
                each.after,
                weight(each.day, today),
                log2(each.length),
            )
            for each in found
            if each.tool in tools
        ],
        steepest=BY_ITSELF,
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


def _fitted(beside: Mapping[Tool, Beside], today: date) -> Adjusted[Tool] | None:
    held = [use for each in beside.values() for use in each.times]
    waits = {id(use): use for each in beside.values() for use in each.waits}
    return fitted([*held, *waits.values()], (*beside, WAITING), today)


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
    beside: Mapping[Tool, Beside], fit: Adjusted[Tool], least: float
) -> tuple[Compared, ...]:
    """Say of each how it compares with waiting, the one that leaves it lowest first."""
    counts = _counted(use for each in beside.values() for use in each.times)
    wait, tools = fit.levels[WAITING], [each for each in beside if each in fit.levels]
    posterior = shrunk(fit, tools)
    unsure = [
        hypot(wait.own, fit.allowance(fit.levels[tool].middle, wait.middle))
        for tool in tools
    ]
    best = posterior.lowest(wait.mean, max(unsure))
    told = (
        _one(
            counts[tool],
            len(beside[tool].waits),
            posterior.contrast(which, wait.mean, unsure[which]),
            best[which],
        )
        for which, tool in enumerate(tools)
    )
    judged = (_judged(each, least) for each in told)
    return tuple(sorted(judged, key=lambda each: -each.lower))


def _one(tried: Tried, waits: int, above: Mixture, best: float) -> Compared:
    tail = (1 - LEVEL) / 2
    return Compared(
        tried.tool,
        tried.count,
        tried.since,
        tried.until,
        waits,
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
