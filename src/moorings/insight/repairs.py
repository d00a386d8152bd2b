"""A repair as a thread: which step comes next, when it is asked about, when it is done.

Nobody can hurry it: what was planned is asked about weeks later, and closeness is asked
for, never assumed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from moorings.insight.promises import Told
from moorings.journey.records import (
    HurtBy,
    MendingAnswer,
    MendingPart,
    MendingStep,
    Promise,
)

#: Six steps of whoever hurt somebody, and three of whoever was hurt: what it cost, what
#: they need, what came of it; the last step is the same for both.
StepName: TypeAlias = Literal[
    "own-part",
    "impact",
    "remorse",
    "plan",
    "follow-through",
    "reconnect",
    "cost",
    "need",
    "came",
]
#: The steps of each, in the order in which they are suggested; any other will do.
STEPS: Final[Mapping[HurtBy, tuple[StepName, ...]]] = MappingProxyType(
    {
        "me": ("own-part", "impact", "remorse", "plan", "follow-through", "reconnect"),
        "them": ("cost", "need", "came", "reconnect"),
        "both": (
            *("own-part", "impact", "remorse", "plan", "need"),
            *("follow-through", "came", "reconnect"),
        ),
    }
)
#: As which part of a thread a step is kept; whose it is, its promise says.
PARTS: Final[Mapping[StepName, MendingPart]] = MappingProxyType(
    {
        "own-part": "own-part",
        "impact": "impact",
        "remorse": "remorse",
        "plan": "plan",
        "follow-through": "follow-through",
        "reconnect": "reconnect",
        "cost": "impact",
        "need": "plan",
        "came": "follow-through",
    }
)
#: So long after its day a plan is asked about: what lasts shows in weeks (own).
WEEKS_LATER: Final = timedelta(weeks=3)
#: Whatever was answered, it was asked.
_ASKED: Final[frozenset[MendingAnswer]] = frozenset({"yes", "partly", "no", "not-yet"})
#: What was done reached whoever was hurt.
_REACHED: Final[frozenset[MendingAnswer]] = frozenset({"yes", "partly"})
#: Steps that are asked about on a day; and all that come after the others.
DATED: Final[tuple[StepName, ...]] = ("follow-through", "came")
_LAST: Final[frozenset[StepName]] = frozenset({*DATED, "reconnect"})


@dataclass(frozen=True, slots=True)
class Repair:
    """A thread as far as it bears on its state: who, since when, steps and promises."""

    by: HurtBy
    began: date
    steps: Sequence[MendingStep] = ()
    promises: Sequence[Told] = ()

    def taken(self, name: StepName) -> tuple[MendingStep, ...]:
        """Give what was written at a step, the latest first."""
        if name not in STEPS[self.by]:
            return ()
        mine = name in {"plan", "follow-through"}
        split = PARTS[name] in {"plan", "follow-through"}
        found = [s for s in self.steps if s.part == PARTS[name]]
        kept = (s for s in found if not split or (s.promise is not None) == mine)
        return tuple(reversed(tuple(kept)))


@dataclass(frozen=True, slots=True)
class State:
    """Where a repair is.

    `done` are the steps at which something stands; `next` the one that is suggested, if
    any is; `waits_until` the day on which it is looked at, where that is ahead.
    """

    done: frozenset[StepName]
    next: StepName | None
    waits_until: date | None
    may_be_complete: bool


def state(repair: Repair, today: date) -> State:
    """Say where a repair is.

    It may be complete only where what was planned was told of weeks after its day, or,
    for whoever was hurt, where something had reached them weeks after it began; and
    where closeness was asked for, whatever the answer.
    """
    told, day = _followed(repair), _asked_on(repair)
    asked = any(each.answer in _ASKED for each in repair.taken("reconnect"))
    done = frozenset(n for n in STEPS[repair.by] if _stands(repair, n))
    waits = day is not None and not told and today < day
    return State(
        done,
        _next(repair, today, asked=asked),
        day if waits else None,
        told and asked,
    )


def ask_day(promise: Promise) -> date:
    """Give the day on which a promise of a repair is asked about.

    However its days were changed, that is three weeks after it was made, or later.
    """
    chosen = promise.ask or weeks_after(promise.due)
    return max(chosen, weeks_after(promise.when.date))


def weeks_after(day: date) -> date:
    """Give the day three weeks on; the last of the calendar where there is none."""
    return day + min(WEEKS_LATER, date.max - day)


def was_told(told: Told) -> bool:
    """Say whether a promise was told of on the day it was asked about, or later."""
    promise, outcome = told
    return outcome is not None and outcome.when.date >= ask_day(promise)


def to_ask(promises: Iterable[Told], today: date) -> Promise | None:
    """Give the promise that is asked about now: of several the first to be asked."""
    left = (each[0] for each in promises if not was_told(each))
    come = [promise for promise in left if ask_day(promise) <= today]
    return min(come, key=ask_day, default=None)


def _followed(repair: Repair) -> bool:
    """Say whether it was told, weeks later, what became of it."""
    if repair.by != "them":
        return bool(repair.promises) and all(map(was_told, repair.promises))
    day = weeks_after(repair.began)
    came = (each for each in repair.taken("came") if each.when.date >= day)
    return any(each.answer in _REACHED for each in came)


def _asked_on(repair: Repair) -> date | None:
    """Give the first day on which something is asked about; none without a plan."""
    if repair.by == "them":
        return weeks_after(repair.began)
    left = [ask_day(each[0]) for each in repair.promises if not was_told(each)]
    return min(left, default=None)


def _stands(repair: Repair, name: StepName) -> bool:
    if name == "plan":
        return bool(repair.promises)
    if name == "follow-through":
        return any(was_told(each) for each in repair.promises)
    return bool(repair.taken(name))


def _next(repair: Repair, today: date, *, asked: bool) -> StepName | None:
    """Suggest a step: first one whose day has come, then the first that is empty."""
    order = STEPS[repair.by]
    due = (name for name in DATED if _is_due(repair, name, today))
    empty = (n for n in order if n not in _LAST and not _stands(repair, n))
    closer: StepName | None = "reconnect" if _followed(repair) and not asked else None
    return next(due, next(empty, closer))


def _is_due(repair: Repair, name: StepName, today: date) -> bool:
    """Say whether the day has come on which a step is asked about, and it was not."""
    if name not in STEPS[repair.by]:
        return False
    if name == "follow-through":
        return to_ask(repair.promises, today) is not None
    day = weeks_after(repair.began)
    told = any(each.when.date >= day for each in repair.taken("came"))
    return today >= day and not told
