"""Promising: small things one said one would do, by a day, and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import require_open
from moorings.journey.records import (
    Keeping,
    Mending,
    MendingEnd,
    MendingEnding,
    Promise,
    PromiseOutcome,
    RecordId,
    Retraction,
    TrustWay,
    When,
)


@dataclass(frozen=True, slots=True)
class Promised:
    """What was promised, by when, and how anybody could tell."""

    text: str
    due: date
    know: str = ""
    way: TrustWay | None = None
    person: RecordId | None = None
    mending: RecordId | None = None
    ask: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise, and what became of it, where that was said."""

    promise: Promise
    outcome: PromiseOutcome | None = None


def keep_promise(
    opened: Opened,
    record: RecordId,
    told: Promised,
    when: When,
    replaces: RecordId | None = None,
) -> None:
    """Keep a promise, or a later version of one.

    Raises `EmptyPageError` where nothing is promised, `RestsError` where promises rest.
    """
    require_open(opened, "promises", told.person)
    thread = opened.journey.record(told.mending) if told.mending else None
    if isinstance(thread, Mending):
        require_open(opened, thread.sort, told.person)
    if not told.text.strip():
        raise EmptyPageError
    before = promise_of(opened, replaces).promise if replaces else None
    kept = Promise(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        when=before.when if before else when,
        text=told.text.strip(),
        due=told.due,
        know=told.know.strip(),
        way=told.way,
        person=told.person,
        mending=told.mending,
        ask=told.ask,
    )
    opened.keep(*new_in(opened, kept))


def promises(opened: Opened) -> tuple[Kept, ...]:
    """Give every promise that stands, the one due last first."""
    return _told(opened, opened.journey.standing(Promise))


def taken_back(opened: Opened) -> tuple[Kept, ...]:
    """Give every promise that was taken back, the one due last first."""
    return _told(opened, opened.journey.standing(Promise, taken=True))


def waiting(opened: Opened) -> tuple[Kept, ...]:
    """Give every promise of which nothing was told yet, the one due soonest first.

    What belongs to a thread that ended before it was complete waits for nobody.
    """
    found = [k for k in promises(opened) if k.outcome is None]
    return tuple(k for k in reversed(found) if not has_ended_early(opened, k.promise))


def thread_end(opened: Opened, promise: Promise) -> MendingEnding | None:
    """Say how the repair or the rebuilding ended to which a promise belongs."""
    if promise.mending is None:
        return None
    ids = {each.id for each in opened.journey.versions(promise.mending)}
    ends = [each for each in opened.journey.standing(MendingEnd) if each.of in ids]
    return ends[-1].how if ends else None


def has_ended_early(opened: Opened, promise: Promise) -> bool:
    """Say whether the thread of a promise was stopped, for whatever reason."""
    return thread_end(opened, promise) not in {None, "complete"}


def promise_of(opened: Opened, record: RecordId) -> Kept:
    """Give one promise in its newest version. Raises `NothingThereError`."""
    return _named(opened, record, promises(opened))


def promise_anywhere(opened: Opened, record: RecordId) -> Kept:
    """Give a promise that stands, or one that was taken back."""
    return _named(opened, record, (*promises(opened), *taken_back(opened)))


def is_taken_back(opened: Opened, promise: Promise) -> bool:
    """Say whether the person took it back."""
    return opened.journey.is_taken_back(promise.id)


def take_promise_back(opened: Opened, record: RecordId) -> None:
    """Take a promise back. That is possible at any time, also where it rests."""
    of = promise_of(opened, record).promise.id
    opened.keep(Retraction(id=opened.new_id(), written_at=opened.now(), of=of))


def bring_promise_back(opened: Opened, record: RecordId) -> None:
    """Let a promise stand again that was taken back."""
    of = _named(opened, record, taken_back(opened)).promise.id
    now = opened.now()
    opened.keep(
        *(
            Retraction(id=opened.new_id(), written_at=now, of=each.id)
            for each in opened.journey.retractions_of(of)
        )
    )


def erase_promise(opened: Opened, record: RecordId) -> None:
    """Destroy a promise with everything that was told of it."""
    promise = promise_anywhere(opened, record).promise
    versions = {each.id for each in opened.journey.versions(promise.id)}
    outcomes = opened.journey.standing(PromiseOutcome)
    erase(opened, promise.id, *(o.id for o in outcomes if o.of in versions))


def keep_outcome(
    opened: Opened,
    record: RecordId,
    outcome: tuple[RecordId, Keeping, str, tuple[TrustWay, ...]],
    when: When,
) -> None:
    """Keep what became of a promise: its id, how it went, words, and the ways seen.

    Raises `RestsError` where promises rest with whom it was made to.
    """
    of, how, text, ways = outcome
    promise = promise_of(opened, of).promise
    require_open(opened, "promises", promise.person)
    kept = PromiseOutcome(
        id=record,
        written_at=opened.now(),
        of=promise.id,
        when=when,
        how=how,
        text=text.strip(),
        ways=ways,
    )
    opened.keep(*new_in(opened, kept))


def _told(opened: Opened, found: Iterable[Promise]) -> tuple[Kept, ...]:
    outcomes = list(opened.journey.standing(PromiseOutcome))
    kept = [Kept(each, _latest(opened, each, outcomes)) for each in found]
    return tuple(sorted(kept, key=lambda kept: kept.promise.due, reverse=True))


def _named(opened: Opened, record: RecordId, among: Iterable[Kept]) -> Kept:
    versions = {each.id for each in opened.journey.versions(record)}
    for kept in among:
        if kept.promise.id in versions:
            return kept
    raise NothingThereError


def _latest(
    opened: Opened, promise: Promise, outcomes: list[PromiseOutcome]
) -> PromiseOutcome | None:
    versions = {each.id for each in opened.journey.versions(promise.id)}
    return next((o for o in reversed(outcomes) if o.of in versions), None)
