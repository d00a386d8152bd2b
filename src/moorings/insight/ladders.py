"""Ladders: where a person may go on, how much is enough, and what came of their fears.

All of it is said in words and locks nothing; the bounds are ours where marked (own).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, TypeAlias

from moorings.journey.records import Borne, Happened, RecordId

#: A ladder begins where it is this hard, of 100; drawn both ways it ends sooner.
EASIEST, HARDEST, HARDEST_BOTH_WAYS = 30, 50, 40
#: So many tries of a rung, each a little different, before the one above it.
TRIES = 3
#: So many tries in so many days are plenty, and so many rungs are usual.
PLENTY, WEEK = 3, timedelta(days=7)
FEWEST_RUNGS, MOST_RUNGS = 8, 12
#: Rungs lie about ten apart; from more than this on there is room between (own).
WIDE = 20
#: So many in a row that left it harder let a ladder rest for so long (own).
HEAVY, REST = 3, timedelta(days=7)
#: From so many forecasts on they are counted out (own).
FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One try of a rung: on which day, and what came of it as far as it was said.

    `before` and `after` say how likely the feared thing seemed, from 0 to 100.
    """

    day: date
    told: bool = False
    came: Happened | None = None
    before: int | None = None
    after: int | None = None
    bore: Borne = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: how hard it looks, from 0 to 100, and its tries, the earliest first."""

    id: RecordId
    hard: int
    tries: tuple[Try, ...] = ()

    @property
    def told(self) -> int:
        """Count the tries of which it was told what came of them."""
        return sum(each.told for each in self.tries)


#: What may come next: a first rung, or none is there to begin with; the same again,
#: otherwise; the one above, or there is a wide gap; an easier one, or the top is tried.
What: TypeAlias = Literal["begin", "unfit", "again", "next", "gap", "easier", "top"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may come next, and on which rung.

    `left` counts the tries that may come before the next rung; `between` says how hard
    the rungs are on both sides of a gap, or the easiest and hardest to begin with.
    """

    what: What
    step: RecordId | None = None
    left: int = 0
    between: tuple[int, int] = (0, 0)


def suggest(steps: Sequence[Step], *, both_ways: bool = False) -> Suggestion | None:
    """Say what may come next; nothing where there is no rung, or one is being tried."""
    if not steps or any(not each.told for step in steps for each in step.tries):
        return None
    rising = sorted(steps, key=lambda each: each.hard)
    tried = [step for step in rising if step.tries]
    if not tried:
        return _first(rising, HARDEST_BOTH_WAYS if both_ways else HARDEST)
    last = max(tried, key=lambda each: (each.tries[-1].day, each.hard))
    if _was_too_much(last.tries[-1]):
        easier = [step for step in rising if step.hard < last.hard]
        return Suggestion("easier", easier[-1].id if easier else None)
    if last.told < TRIES:
        return Suggestion("again", last.id, left=TRIES - last.told)
    return _above(rising, last)


def _first(rising: Sequence[Step], hardest: int) -> Suggestion:
    fitting = [step for step in rising if EASIEST <= step.hard <= hardest]
    if fitting:
        return Suggestion("begin", fitting[0].id)
    return Suggestion("unfit", between=(EASIEST, hardest))


def _above(rising: Sequence[Step], last: Step) -> Suggestion:
    harder = [step for step in rising if step.hard > last.hard and step.told < TRIES]
    if not harder:
        return Suggestion("top")
    below = max(step.hard for step in rising if step.hard < harder[0].hard)
    if harder[0].hard - below > WIDE:
        return Suggestion("gap", harder[0].id, between=(below, harder[0].hard))
    return Suggestion("next", harder[0].id)


def _was_too_much(tried: Try) -> bool:
    return tried.came == "happened" and tried.bore == "no"


def gaps(hards: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Give the neighbours between which a rung might be missing, the lowest first."""
    rising = sorted(set(hards))
    return tuple(each for each in pairwise(rising) if each[1] - each[0] > WIDE)


def tries_this_week(days: Iterable[date], today: date) -> int:
    """Count the tries of the seven days that end today; 0 upward."""
    return sum(today - WEEK < day <= today for day in days)


def rests_until(tries: Iterable[Try]) -> date | None:
    """Give the first day after a rest, where the last three tries left it harder.

    One left it harder where it could not be borne, or what is feared seems likelier
    than before. One of which neither was said tells nothing.
    """
    told = [each for each in tries if each.told and _says_how(each)]
    last = sorted(told, key=lambda each: each.day)[-HEAVY:]
    if len(last) < HEAVY or not all(map(_left_it_harder, last)):
        return None
    return last[-1].day + REST


def _says_how(tried: Try) -> bool:
    return bool(tried.bore) or None not in {tried.before, tried.after}


def _left_it_harder(tried: Try) -> bool:
    before, after = tried.before, tried.after
    likelier = before is not None and after is not None and after > before
    return tried.bore == "no" or likelier


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many forecasts were closed, and how many of them came true; 0 upward."""

    closed: int
    happened: int
    partly: int

    @property
    def enough(self) -> bool:
        """Say whether they are enough to be counted out."""
        return self.closed >= FEW


def evidence(came: Iterable[Happened | None]) -> Evidence:
    """Count what came of forecasts; open ones and what nobody can know do not count."""
    known = [each for each in came if each not in {None, "unknown"}]
    return Evidence(len(known), known.count("happened"), known.count("partly"))
