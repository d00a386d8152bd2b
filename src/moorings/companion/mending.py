"""Mending: a thread of repair after a hurt, or of rebuilding after a break of trust."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from moorings.companion.checking import require_open_with
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.journey.records import (
    HurtBy,
    Mending,
    MendingAnswer,
    MendingEnd,
    MendingEnding,
    MendingPart,
    MendingSort,
    MendingStep,
    RecordId,
    Retraction,
    When,
)


@dataclass(frozen=True, slots=True)
class Thread:
    """What happened, the steps that were taken, oldest first, and how it ended."""

    mending: Mending
    steps: tuple[MendingStep, ...] = ()
    end: MendingEnd | None = None

    def latest(self, part: MendingPart) -> MendingStep | None:
        """Give the latest step of a part."""
        return next((s for s in reversed(self.steps) if s.part == part), None)


@dataclass(frozen=True, slots=True)
class Happened:
    """What a thread begins with."""

    sort: MendingSort
    by: HurtBy
    text: str = ""
    person: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken."""

    part: MendingPart
    text: str = ""
    answer: MendingAnswer = ""
    promise: RecordId | None = None


def begin_thread(opened: Opened, record: RecordId, told: Happened, when: When) -> None:
    """Begin a thread. Raises `RestsError` where its room rests with this person."""
    come = opened.journey.versions(record)
    before = [each.person for each in come[-1:] if isinstance(each, Mending)]
    require_open_with(opened, told.sort, told.person, *before)
    kept = Mending(
        id=record,
        written_at=opened.now(),
        when=when,
        sort=told.sort,
        by=told.by,
        text=told.text.strip(),
        person=told.person,
    )
    opened.keep(*new_in(opened, kept))


def tell_otherwise(
    opened: Opened, record: RecordId, of: RecordId, told: Happened
) -> None:
    """Keep what happened in another version.

    Raises `RestsError` where its room rests with whom it is about, or was about.
    """
    mending = thread_of(opened, of).mending
    require_open_with(opened, mending.sort, mending.person, told.person)
    changed = opened.later(
        mending, record, text=told.text.strip(), by=told.by, person=told.person
    )
    opened.keep(*new_in(opened, changed))


def take_step(
    opened: Opened, record: RecordId, of: RecordId, taken: Taken, when: When
) -> None:
    """Keep a step of a thread. Raises `RestsError` where its room rests."""
    thread = thread_of(opened, of).mending
    require_open_with(opened, thread.sort, thread.person)
    kept = MendingStep(
        id=record,
        written_at=opened.now(),
        of=thread.id,
        when=when,
        part=taken.part,
        text=taken.text.strip(),
        answer=taken.answer,
        promise=taken.promise,
    )
    opened.keep(*new_in(opened, kept))


def end_thread(
    opened: Opened, record: RecordId, of: RecordId, how: MendingEnding, when: When
) -> None:
    """Keep how a thread ended. That is possible at any time, also where it rests."""
    thread = thread_of(opened, of).mending
    # A form that comes again after the end was taken back ends it once more.
    record = opened.new_id() if opened.journey.is_taken_back(record) else record
    kept = MendingEnd(
        id=record, written_at=opened.now(), of=thread.id, when=when, how=how
    )
    opened.keep(*new_in(opened, kept))


def go_on_with(opened: Opened, of: RecordId) -> None:
    """Take back that a thread ended. Raises `RestsError` where its room rests."""
    thread = thread_of(opened, of).mending
    require_open_with(opened, thread.sort, thread.person)
    now = opened.now()
    opened.keep(
        *(
            Retraction(id=opened.new_id(), written_at=now, of=each.id)
            for each in _ends(opened, thread)
        )
    )


def erase_thread(opened: Opened, of: RecordId) -> None:
    """Destroy a thread with its steps; promises made in it stay where they are."""
    thread = thread_of(opened, of)
    ends = (each.id for each in _ends(opened, thread.mending))
    erase(opened, thread.mending.id, *(each.id for each in thread.steps), *ends)


def threads(opened: Opened, sort: MendingSort) -> tuple[Thread, ...]:
    """Give every thread of a sort that stands, the latest begun first."""
    begun = (m for m in opened.journey.standing(Mending) if m.sort == sort)
    found = _threads(opened, begun)
    return tuple(sorted(found, key=lambda t: t.mending.when.order, reverse=True))


def thread_of(
    opened: Opened, record: RecordId, sort: MendingSort | None = None
) -> Thread:
    """Give one thread by its id, of this sort. Raises `NothingThereError`."""
    first, begun = opened.journey.first_of(record), opened.journey.standing(Mending)
    named = (m for m in begun if opened.journey.first_of(m.id) == first)
    for thread in _threads(opened, named):
        if sort in {None, thread.mending.sort}:
            return thread
    raise NothingThereError


def endings(opened: Opened) -> Mapping[RecordId, MendingEnding]:
    """Say how every thread ended that has ended, by the first of its versions."""
    first_of = opened.journey.first_of
    return {first_of(e.of): e.how for e in opened.journey.standing(MendingEnd)}


def _threads(opened: Opened, begun: Iterable[Mending]) -> Iterator[Thread]:
    journey = opened.journey
    ends = {journey.first_of(each.of): each for each in journey.standing(MendingEnd)}
    steps: dict[RecordId, list[MendingStep]] = {}
    for step in journey.standing(MendingStep):
        steps.setdefault(journey.first_of(step.of), []).append(step)
    for mending in begun:
        first = journey.first_of(mending.id)
        yield Thread(mending, tuple(steps.get(first, ())), ends.get(first))


def _ends(opened: Opened, mending: Mending) -> Iterator[MendingEnd]:
    first_of, ends = opened.journey.first_of, opened.journey.standing(MendingEnd)
    return (each for each in ends if first_of(each.of) == first_of(mending.id))
