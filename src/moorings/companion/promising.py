"""Promising: small things one said one would do, by a day, and what became of them."""

from dataclasses import dataclass
from datetime import date

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.together import require_open
from moorings.journey.records import (
    Keeping,
    Promise,
    PromiseOutcome,
    RecordId,
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
    outcomes = list(opened.journey.standing(PromiseOutcome))
    found = [
        Kept(each, _latest(opened, each, outcomes))
        for each in opened.journey.standing(Promise)
    ]
    return tuple(sorted(found, key=lambda kept: kept.promise.due, reverse=True))


def promise_of(opened: Opened, record: RecordId) -> Kept:
    """Give one promise in its newest version. Raises `NothingThereError`."""
    versions = {each.id for each in opened.journey.versions(record)}
    for kept in promises(opened):
        if kept.promise.id in versions:
            return kept
    raise NothingThereError


def keep_outcome(
    opened: Opened,
    record: RecordId,
    outcome: tuple[RecordId, Keeping, str, tuple[TrustWay, ...]],
    when: When,
) -> None:
    """Keep what became of a promise: its id, how it went, words, and the ways seen."""
    of, how, text, ways = outcome
    promise = promise_of(opened, of).promise
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


def _latest(
    opened: Opened, promise: Promise, outcomes: list[PromiseOutcome]
) -> PromiseOutcome | None:
    versions = {each.id for each in opened.journey.versions(promise.id)}
    return next((o for o in reversed(outcomes) if o.of in versions), None)
