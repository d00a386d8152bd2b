"""Promising: small things one said one would do, by a day, and what became of them."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TypeAlias

from moorings.companion.checking import open_with
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.mending import endings, thread_of
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import RestsError
from moorings.journey.records import (
    Keeping,
    Mending,
    MendingEnding,
    Promise,
    PromiseOutcome,
    RecordId,
    Retraction,
    TrustWay,
    When,
)
from moorings.safety.together import SharedRoom

#: The rooms that something belongs to, each with somebody, or where nobody is named.
Rooms: TypeAlias = frozenset[tuple[SharedRoom, RecordId | None]]


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
    """A promise; what became of it, where that was said; how its thread ended.

    `rooms` are those that have to be open where anything is asked or told of it.
    """

    promise: Promise
    outcome: PromiseOutcome | None = None
    ended: MendingEnding | None = None
    rooms: Rooms = frozenset()

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
    come = before or _standing(opened, record)
    if rests(opened, told) or (come and rests(opened, come)):
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
    """Say whether promises, or its thread, rest with whom it is to or about."""
    thread = None
    with suppress(NothingThereError):
        if promise.mending:
            thread = thread_of(opened, promise.mending).mending
    return not is_open_in(opened, _rooms(promise, thread))


def is_open_in(opened: Opened, rooms: Rooms) -> bool:
    """Say whether all of these are open."""
    return all(open_with(opened, room, person) for room, person in rooms)


def open_rooms(opened: Opened, found: Iterable[Kept]) -> Rooms:
    """Give the rooms that are open, of all to which one of these belongs."""
    asked = {each for kept in found for each in kept.rooms}
    return frozenset(each for each in asked if is_open_in(opened, frozenset({each})))


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
    if rests(opened, promise):
        raise RestsError
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
    journey, ended = opened.journey, endings(opened)
    outcomes = {journey.first_of(o.of): o for o in journey.standing(PromiseOutcome)}
    threads = {journey.first_of(m.id): m for m in journey.standing(Mending)}

    def kept(promise: Promise) -> Kept:
        thread = journey.first_of(promise.mending) if promise.mending else None
        end = ended.get(thread) if thread else None
        # What belonged to something that was erased asks for nothing any more.
        gone = promise.mending in journey.erased
        return Kept(
            promise,
            outcomes.get(journey.first_of(promise.id)),
            "stopped" if gone else end,
            _rooms(promise, threads.get(thread) if thread else None),
        )

    return tuple(sorted(map(kept, found), key=lambda k: k.promise.due, reverse=True))


def _rooms(promise: Promised | Promise, thread: Mending | None) -> Rooms:
    if thread is None:
        return frozenset({("promises", promise.person)})
    rooms: tuple[SharedRoom, ...] = ("promises", thread.sort)
    return frozenset(product(rooms, (thread.person, promise.person or thread.person)))


def _standing(opened: Opened, record: RecordId) -> Promise | None:
    """Give what a form kept before, as it stands now."""
    with suppress(NothingThereError):
        return promise_of(opened, record).promise
    return None


def _named(opened: Opened, record: RecordId, among: Iterable[Kept]) -> Kept:
    first_of = opened.journey.first_of
    for kept in among:
        if first_of(kept.promise.id) == first_of(record):
            return kept
    raise NothingThereError
