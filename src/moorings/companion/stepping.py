"""Stepping along the roadmap: what was done at each step, and what may come next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal, TypeAlias

from moorings.companion.clock import moment
from moorings.companion.following import week_practices
from moorings.companion.opened import Opened
from moorings.companion.pausing import is_paused
from moorings.companion.planning_weeks import fits, plan_of, planned_on, today
from moorings.companion.practising import reasons, resting_worse, times
from moorings.companion.retiring import retired
from moorings.insight.next_step import Known, Next, Shelf, next_step
from moorings.insight.returns import returns
from moorings.journey.records import (
    Arousal,
    Belief,
    BeliefRating,
    HelpRequest,
    KitItem,
    LedgerEntry,
    Mending,
    MendingStep,
    Pattern,
    PersonalValue,
    PersonNote,
    PracticeTime,
    Promise,
    RecordId,
    Rehearsal,
    RungTry,
    Statement,
    WeeklyAct,
    Worksheet,
)
from moorings.library.practices import practices
from moorings.library.roadmap import stages
from moorings.library.shelf import Of
from moorings.library.worksheets import sheets

_Dated: TypeAlias = (
    BeliefRating
    | Arousal
    | LedgerEntry
    | RungTry
    | Statement
    | Promise
    | PersonalValue
    | WeeklyAct
    | HelpRequest
    | PersonNote
    | Rehearsal
)
#: What can be done at a step.
Kind: TypeAlias = Literal[
    "practice",
    "worksheet",
    "rung",
    "belief",
    "moment",
    "kit",
    "window",
    "ledger",
    "pattern",
    "statement",
    "promise",
    "repair",
    "rebuild",
    "both-and",
    "person-note",
    "rehearsal",
]
#: Where what has no steps of its own belongs.
_BELONGS: Mapping[Kind, tuple[Of, ...]] = {
    "rung": ("doses",),
    "belief": ("beliefs",),
    "moment": ("awareness", "naming"),
    "kit": ("regulation",),
    "window": ("regulation",),
    "ledger": ("relationships", "trust"),
    "pattern": ("self-awareness",),
    "statement": ("communication",),
    "promise": ("trust",),
    "repair": ("repair",),
    "rebuild": ("trust",),
    "both-and": ("interdependence",),
    "person-note": ("relationships",),
    "rehearsal": ("communication", "stop"),
}
#: What has a day of its own is a visit on that day.
_DATED: tuple[tuple[Kind, type[_Dated]], ...] = (
    ("belief", BeliefRating),
    ("window", Arousal),
    ("ledger", LedgerEntry),
    ("rung", RungTry),
    ("statement", Statement),
    ("promise", Promise),
    ("both-and", PersonalValue),
    ("both-and", WeeklyAct),
    ("both-and", HelpRequest),
    ("person-note", PersonNote),
    ("rehearsal", Rehearsal),
)
#: The worksheet of a slip, and the step it is a return to.
SLIP, AGAIN = "slip", "recommit"
#: From so many times with both ratings their middle is told (own).
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done: what it was, at which steps it counts, and when.

    `name` is the practice or the worksheet; `record` what was kept of it.
    """

    kind: Kind
    name: str
    of: tuple[Of, ...]
    day: date
    record: RecordId
    rated: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was done of one kind: how often, when last, and between which ratings.

    `before` and `after` are the middle of `rated` times, or None from under three.
    """

    kind: Kind
    name: str
    count: int
    last: date
    record: RecordId
    rated: int = 0
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Visits:
    """On which days something was done at a step, and on which of them again."""

    days: frozenset[date]
    returns: frozenset[date]

    @property
    def last(self) -> date:
        """Give the last of the days."""
        return max(self.days)


def deeds(opened: Opened) -> Iterator[Deed]:
    """Give everything that was done on the way, as far as a record tells."""
    yield from map(_practised, times(opened))
    for sheet in opened.journey.standing(Worksheet):
        of = sheets()[sheet.sheet].of if sheet.sheet in sheets() else ()
        yield Deed("worksheet", sheet.sheet, of, sheet.when.date, sheet.id)
    for each in opened.journey.activations():
        if each.named:
            yield _plain("moment", each.began.date, each.id)
    yield from _kept(opened)


def done_at(opened: Opened, stage: str) -> tuple[Done, ...]:
    """Give what was done at one step, kind by kind, the latest first."""
    groups: dict[tuple[Kind, str], list[Deed]] = {}
    for deed in deeds(opened):
        if stage in deed.of:
            groups.setdefault((deed.kind, deed.name), []).append(deed)
    found = (_done(kind, name, some) for (kind, name), some in groups.items())
    return tuple(sorted(found, key=lambda each: each.last, reverse=True))


def visits(opened: Opened) -> Mapping[str, Visits]:
    """Give when each step was visited, of all that ever were.

    A slip that was looked at is a return to where one begins again, however soon.
    """
    days: dict[str, set[date]] = {}
    slips: set[date] = set()
    for deed in deeds(opened):
        for stage in deed.of:
            days.setdefault(stage, set()).add(deed.day)
        if deed.name == SLIP:
            slips.add(deed.day)
    return {
        stage: Visits(
            frozenset(told), returns(told) | (slips if stage == AGAIN else set())
        )
        for stage, told in days.items()
    }


def next_for(opened: Opened, visited: Mapping[str, Visits] | None = None) -> Next:
    """Give the one thing that may be suggested just now, or why nothing is."""
    if is_paused(opened):
        return Next("nothing")
    day, been = today(opened), visited or visits(opened)
    plan = plan_of(opened, day)
    known = Known(
        today=day,
        tried=_latest(_tried(opened)),
        visited={stage: told.last for stage, told in been.items()},
        reasons=reasons(opened),
        worse=resting_worse(opened) | retired(opened),
        fits=fits(opened),
        planned=planned_on(opened, day),
        off=plan is not None and plan.off,
        week=week_practices(opened),
    )
    return next_step(known, Shelf(stages(), practices()))


def _tried(opened: Opened) -> Iterator[tuple[str, date]]:
    """Give on which day a practice was tried, by itself or in a hard moment."""
    yield from ((each.practice, each.when.date) for each in times(opened))
    for activation in opened.journey.activations():
        for rating in (*activation.ratings, *activation.unreal):
            if rating.practice in practices():
                yield rating.practice, rating.when.date


def _practised(time: PracticeTime) -> Deed:
    of = practices()[time.practice].of if time.practice in practices() else ()
    both = time.before is not None and time.after is not None
    rated = (time.before or 0, time.after or 0) if both else None
    return Deed("practice", time.practice, of, time.when.date, time.id, rated)


def _kept(opened: Opened) -> Iterator[Deed]:
    """Give what was kept in rooms; of what has no day, when it was first written."""
    journey = opened.journey
    for kind, dated in _DATED:
        for told in journey.standing(dated):
            yield _plain(kind, told.when.date, told.id)
    for thread in journey.standing(Mending):
        yield _plain(thread.sort, thread.when.date, thread.id)
    mending = {each.id: each.sort for each in journey.standing(Mending)}
    for step in journey.standing(MendingStep):
        if sort := mending.get(step.of):
            yield _plain(sort, step.when.date, step.id)
    undated: Mapping[Kind, type[Belief | KitItem | Pattern]] = {
        "belief": Belief,
        "kit": KitItem,
        "pattern": Pattern,
    }
    for kind, records in undated.items():
        for record in journey.standing(records):
            first = journey.versions(record.id)[0]
            yield _plain(kind, moment(first.written_at).date, record.id)


def _plain(kind: Kind, day: date, record: RecordId) -> Deed:
    return Deed(kind, "", _BELONGS[kind], day, record)


def _done(kind: Kind, name: str, some: list[Deed]) -> Done:
    last = max(some, key=lambda deed: deed.day)
    rated = [deed.rated for deed in some if deed.rated]
    told = Done(kind, name, len(some), last.day, last.record, len(rated))
    if len(rated) < FEWEST:
        return told
    before, after = (median(each) for each in zip(*rated, strict=True))
    return Done(
        kind, name, told.count, told.last, told.record, told.rated, before, after
    )


def _latest(dated: Iterable[tuple[str, date]]) -> dict[str, date]:
    found: dict[str, date] = {}
    for name, day in dated:
        found[name] = max(day, found.get(name, day))
    return found
