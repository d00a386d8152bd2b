"""Promising: small things one said one would do, by a day, and what became of them."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from moorings.companion.checking import open_with, require_open_with
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.mending import endings, thread_of
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import RestsError
from moorings.journey.records import (
    Keeping,
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
    """A promise; what became of it, where that was said; how its thread ended."""

    promise: Promise
    outcome: PromiseOutcome | None = None
    ended: MendingEnding | None = None

    @property
    def let_go(self) -> bool:
        """Say whether its thread was stopped, for whatever reason."""
        return self.ended not in {None, "complete"}


def keep_promise(
    opened: Opened,
    record: RecordId,
    told: Promised,
    when: When,
    replaces: RecordId | None = None,
) -> None:
    """Keep a promise, or a later version of one.

    Raises `EmptyPageError` where nothing is promised, `RestsError` where promises or
    its thread rest with whom it is to, or was to.
    """
    before = promise_of(opened, replaces).promise if replaces else None
    if rests(opened, told) or (before and rests(opened, before)):
        raise RestsError
    if not told.text.strip():
        raise EmptyPageError
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


def rests(opened: Opened, promise: Promised | Promise) -> bool:
    """Say whether promises rest with whom it is to, or its thread does."""
    whom = promise.person
    if not open_with(opened, "promises", whom):
        return True
    with suppress(NothingThereError):
        if promise.mending:
            thread = thread_of(opened, promise.mending).mending
            people = (thread.person, whom or thread.person)
            return not all(open_with(opened, thread.sort, each) for each in people)
    return False


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
    return tuple(k for k in reversed(found) if not k.let_go)


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
    first_of, told = opened.journey.first_of, opened.journey.standing(PromiseOutcome)
    of_it = (each.id for each in told if first_of(each.of) == first_of(promise.id))
    erase(opened, promise.id, *of_it)


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
    require_open_with(opened, "promises", promise.person)
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
    first_of, ended = opened.journey.first_of, endings(opened)
    outcomes = {first_of(o.of): o for o in opened.journey.standing(PromiseOutcome)}
    kept = (
        Kept(
            each,
            outcomes.get(first_of(each.id)),
            ended.get(first_of(each.mending)) if each.mending else None,
        )
        for each in found
    )
    return tuple(sorted(kept, key=lambda kept: kept.promise.due, reverse=True))


def _named(opened: Opened, record: RecordId, among: Iterable[Kept]) -> Kept:
    first_of = opened.journey.first_of
    for kept in among:
        if first_of(kept.promise.id) == first_of(record):
            return kept
    raise NothingThereError
