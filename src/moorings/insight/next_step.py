"""The next step: at most one thing to suggest, by rules that can be read aloud.

`docs/explanation/suggesting.md` tells the same rules as a table, and a test holds the
two equal. Nothing is weighed, nothing is left to chance, and how often somebody comes
here plays no part.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from moorings.insight.fitting import Fit, turns
from moorings.library.practices import Leaning, Practice
from moorings.library.roadmap import Stage
from moorings.library.strategies import STRATEGIES
from moorings.safety.resting import Reason, may_be_suggested

#: Why something is suggested, or why nothing is: the week is off, one thing was done.
Because: TypeAlias = Literal[
    "off",
    "enough",
    "planned",
    "steady",
    "week",
    "first",
    "leaning",
    "untried",
    "longest",
    "nothing",
]
#: Where one of these holds, only what steadies is suggested.
STEADY_FIRST: frozenset[Reason] = frozenset(
    {"unreal", "help", "heavy", "night", "simple"}
)
STEADYING = "regulation"
#: A strategy of one's leaning comes again after so many days without any (own).
DUE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Known:
    """All that the next step is told from.

    `tried` holds the last day of each practice, `visited` that of each step or skill;
    `worse` are practices that were worse three times; `planned` is what stands in the
    plan of today, `week` what stands in this week of the programme.
    """

    today: date
    tried: Mapping[str, date]
    visited: Mapping[str, date]
    reasons: frozenset[Reason] = frozenset()
    worse: frozenset[str] = frozenset()
    fits: tuple[Fit, ...] = ()
    planned: tuple[str, ...] = ()
    off: bool = False
    week: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Next:
    """What is suggested and why; without a practice nothing is.

    `leaning` says for which it is, `last` when its step was visited last.
    """

    because: Because
    stage: str = ""
    practice: str = ""
    leaning: Fit | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The roadmap and the practices it leads to."""

    stages: Mapping[str, Stage]
    practices: Mapping[str, Practice]


def next_step(known: Known, shelf: Shelf) -> Next:
    """Give the one thing to suggest; the first rule that finds something decides."""
    if known.off:
        return Next("off")
    if known.today in known.tried.values():
        return Next("enough")
    rules: tuple[Callable[[Known, Shelf], Next | None], ...] = (
        _planned,
        _steady,
        _week,
        _first,
        _leaning,
        _untried,
        _longest,
    )
    for rule in rules:
        if found := rule(known, shelf):
            return found
    return Next("nothing")


def suits(known: Known, practice: Practice, name: str) -> bool:
    """Say whether a practice may be suggested, for these reasons and at this hour."""
    steady = STEADYING in practice.of or not known.reasons & STEADY_FIRST
    plain = practice.offered == "always" and not practice.length_of
    may = may_be_suggested(practice.asks, known.reasons)
    return steady and plain and may and name not in known.worse


def _planned(known: Known, shelf: Shelf) -> Next | None:
    return _take("planned", known.planned, known, shelf)


def _steady(known: Known, shelf: Shelf) -> Next | None:
    """Where steadying things come first there is nothing else."""
    if not known.reasons & STEADY_FIRST:
        return None
    names = _longest_ago(shelf.stages[STEADYING].start, known.tried)
    return _take("steady", names, known, shelf, STEADYING) or Next("nothing")


def _week(known: Known, shelf: Shelf) -> Next | None:
    return _take("week", _longest_ago(known.week, known.tried), known, shelf)


def _first(known: Known, shelf: Shelf) -> Next | None:
    if known.tried:
        return None
    return _take("first", shelf.stages[STEADYING].start, known, shelf, STEADYING)


def _leaning(known: Known, shelf: Shelf) -> Next | None:
    """Give a strategy of the mix, if none was tried for a week."""
    theirs = {name for fit in known.fits for name in STRATEGIES[fit.leaning]}
    recent = [known.tried[name] for name in theirs & known.tried.keys()]
    if recent and known.today - max(recent) < DUE:
        return None
    for leaning in _in_turn(known.fits, known.tried):
        names = _longest_ago(STRATEGIES[leaning.leaning], known.tried)
        found = _take("leaning", names, known, shelf)
        if found:
            return Next("leaning", found.stage, found.practice, leaning)
    return None


def _untried(known: Known, shelf: Shelf) -> Next | None:
    fresh = (name for name in shelf.stages if name not in known.visited)
    return _of_steps("untried", fresh, known, shelf)


def _longest(known: Known, shelf: Shelf) -> Next | None:
    stages = _longest_ago(tuple(shelf.stages), known.visited)
    return _of_steps("longest", stages, known, shelf)


def _of_steps(
    because: Because, stages: Iterable[str], known: Known, shelf: Shelf
) -> Next | None:
    for stage in stages:
        names = _longest_ago(shelf.stages[stage].start, known.tried)
        if found := _take(because, names, known, shelf, stage):
            return found
    return None


def _take(
    because: Because, names: Iterable[str], known: Known, shelf: Shelf, stage: str = ""
) -> Next | None:
    """Take the first of these that suits."""
    for name in names:
        if name in shelf.practices and suits(known, shelf.practices[name], name):
            step = stage or shelf.practices[name].of[0]
            return Next(because, step, name, last=known.visited.get(step))
    return None


def _longest_ago(names: Sequence[str], days: Mapping[str, date]) -> tuple[str, ...]:
    """Put what was never done first, then what was done longest ago."""
    return tuple(sorted(names, key=lambda name: days.get(name, date.min)))


def _in_turn(fits: Sequence[Fit], tried: Mapping[str, date]) -> list[Fit]:
    """Put the leaning first that has had fewest of its turns.

    Of those with two parts two are tried for one of the others.
    """
    known = {fit.leaning: fit for fit in fits}
    order: Collection[Leaning] = dict.fromkeys(turns(fits))

    def had(leaning: Leaning) -> float:
        done = sum(name in tried for name in STRATEGIES[leaning])
        return done / known[leaning].parts

    return [known[leaning] for leaning in sorted(order, key=had)]
