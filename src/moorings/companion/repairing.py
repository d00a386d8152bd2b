"""Repairing: steps after a hurt, a plan that is asked about weeks later, and an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from moorings.companion.checking import open_with
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.mending import (
    Taken,
    Thread,
    end_thread,
    take_step,
    thread_of,
    threads,
)
from moorings.companion.opened import Opened
from moorings.companion.promising import (
    Promised,
    keep_outcome,
    keep_promise,
    promise_of,
)
from moorings.companion.rebuilding import promised_in
from moorings.companion.resending import new_in, unused
from moorings.companion.together import RestsError, require_open
from moorings.errors import MooringsError
from moorings.insight.repair_times import Lasted
from moorings.insight.repairs import (
    PARTS,
    STEPS,
    WEEKS_LATER,
    Repair,
    State,
    StepName,
    ask_day,
    state,
    weeks_after,
)
from moorings.journey.records import (
    Keeping,
    MendingAnswer,
    MendingEnding,
    Promise,
    RecordId,
    Retraction,
    When,
)

#: What each answer, weeks later, says of the promise; "not yet" asks again later on.
OUTCOMES: Final[Mapping[MendingAnswer, Keeping]] = MappingProxyType(
    {"yes": "kept", "partly": "mended", "no": "missed"}
)
#: Steps that a bare answer says something of.
_BARE: Final[frozenset[StepName]] = frozenset({"impact", "came", "reconnect"})
#: Steps that are more than words: each has an act of its own.
_OWN_ACT: Final[frozenset[StepName]] = frozenset({"plan", "follow-through"})


class NotYetError(MooringsError):
    """A repair was to be complete that is not."""

    sentence = (
        "It cannot be called complete yet: first comes a word on what was done, some "
        "weeks on, and the question what would bring you closer. You may stop any day."
    )


class TooEarlyError(MooringsError):
    """What was planned is asked about weeks later, and that day has not come."""

    sentence = (
        "The day for looking back at this is still to come, so nothing was kept. What "
        "you typed still stands here."
    )


@dataclass(frozen=True, slots=True)
class Written:
    """What was written at a step, and what was answered there."""

    step: StepName
    text: str = ""
    answer: MendingAnswer = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What somebody will do differently, by which day, and how anybody could see it."""

    text: str
    due: date
    know: str = ""


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What became of a plan, weeks later."""

    promise: RecordId
    answer: MendingAnswer
    text: str = ""


def repair_of(opened: Opened, record: RecordId) -> Thread:
    """Give one repair by its id. Raises `NothingThereError`."""
    return thread_of(opened, record, "repair")


def as_repair(opened: Opened, thread: Thread) -> Repair:
    """Give of a thread what bears on where it is."""
    mending = thread.mending
    promised = promised_in(opened, thread)
    told = tuple((each.promise, each.outcome) for each in promised)
    return Repair(mending.by, mending.when.date, thread.steps, told)


def state_of(opened: Opened, thread: Thread) -> State:
    """Say where a repair is today."""
    return state(as_repair(opened, thread), _today(opened))


def write_step(
    opened: Opened, record: RecordId, of: RecordId, said: Written, when: When
) -> None:
    """Keep what was written at a step; what stood there before stays.

    Raises `NothingThereError` where it ended or has no such step, `EmptyPageError`
    where nothing is said, `RestsError` where repair rests.
    """
    thread = _going_on(opened, of)
    if said.step in _OWN_ACT or said.step not in STEPS[thread.mending.by]:
        raise NothingThereError
    answer = said.answer if said.step in _BARE else ""
    if not (said.text.strip() or answer):
        raise EmptyPageError
    taken = Taken(PARTS[said.step], said.text, answer)
    if said.step == "came":
        when = max(when, moment(opened.now()), key=lambda each: each.date)
    take_step(opened, record, thread.mending.id, taken, when)


def plan(
    opened: Opened,
    ids: tuple[RecordId, RecordId],
    of: RecordId,
    planned: Planned,
    when: When,
) -> None:
    """Keep a plan as a promise that is asked about weeks after its day.

    `ids` are those of the promise and of the step. Raises as `write_step`.
    """
    thread = _going_on(opened, of)
    if "plan" not in STEPS[thread.mending.by]:
        raise NothingThereError
    _require_open(opened, thread)
    promise, step = ids
    told = Promised(
        planned.text,
        planned.due,
        know=planned.know,
        person=thread.mending.person,
        mending=thread.mending.id,
        ask=weeks_after(planned.due),
    )
    keep_promise(opened, promise, told, when)
    taken = Taken("plan", promise=promise)
    take_step(opened, step, thread.mending.id, taken, when)


def look_back(
    opened: Opened,
    ids: tuple[RecordId, RecordId],
    of: RecordId,
    told: LookedBack,
    when: When,
) -> None:
    """Keep what became of a plan; "not yet" lets it be asked about once more, later.

    `ids` are those of the step and of what it says of the promise. Raises
    `TooEarlyError` before its day, and otherwise as `write_step`.
    """
    thread = _going_on(opened, of)
    promise = promise_of(opened, told.promise).promise
    if promise.id not in {k.promise.id for k in promised_in(opened, thread)}:
        raise NothingThereError
    _require_open(opened, thread)
    when = max(when, moment(opened.now()), key=lambda each: each.date)
    step, outcome = ids
    before = opened.journey.versions(step)
    come_before = bool(before)
    put_off = come_before and getattr(before[-1], "answer", "") == "not-yet"
    if not come_before and ask_day(promise) > _today(opened):
        raise TooEarlyError
    if how := OUTCOMES.get(told.answer):
        if put_off:
            asked = opened.later(promise, opened.new_id(), ask=_today(opened))
            opened.keep(asked)
        said = (promise.id, how, told.text, ())
        keep_outcome(opened, outcome, said, when)
    elif not put_off:
        if come_before and (was := promise_of(opened, promise.id).outcome):
            now = opened.now()
            opened.keep(Retraction(id=opened.new_id(), written_at=now, of=was.id))
        _ask_later(opened, unused(opened, outcome), promise)
    taken = Taken("follow-through", told.text, told.answer, promise.id)
    take_step(opened, step, thread.mending.id, taken, when)


def finish(
    opened: Opened, record: RecordId, of: RecordId, how: MendingEnding, when: When
) -> None:
    """Keep how a repair ended: any day, but for `complete`.

    Raises `NotYetError` where it is to be complete and cannot be.
    """
    thread = repair_of(opened, of)
    ended = thread.end is not None and thread.end.how != "complete"
    if how == "complete" and (ended or not state_of(opened, thread).may_be_complete):
        raise NotYetError
    end_thread(opened, record, thread.mending.id, how, when)


def lasted(opened: Opened) -> tuple[Lasted, ...]:
    """Give how long each repair took, or has lasted so far."""
    today = _today(opened)
    return tuple(
        Lasted(
            each.mending.when.date,
            each.end.when.date if each.end else today,
            complete=each.end is not None and each.end.how == "complete",
        )
        for each in threads(opened, "repair")
    )


def _going_on(opened: Opened, of: RecordId) -> Thread:
    thread = repair_of(opened, of)
    if thread.end is not None:
        raise NothingThereError
    return thread


def _require_open(opened: Opened, thread: Thread) -> None:
    """Raise `RestsError` before any of it is kept, where some of it would rest."""
    person = thread.mending.person
    if not open_with(opened, "repair", person):
        raise RestsError
    require_open(opened, "promises", person)


def _ask_later(opened: Opened, record: RecordId, promise: Promise) -> None:
    later = opened.later(promise, record, ask=_today(opened) + WEEKS_LATER)
    opened.keep(*new_in(opened, later))


def _today(opened: Opened) -> date:
    return moment(opened.now()).date
