"""Carrying everything out, and bringing it back in."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

import msgspec

from moorings.companion.drafting import (
    SHELF,
    draft_message,
    draft_of,
    drafts,
    unread_drafts,
)
from moorings.companion.guarding import ask_first, leaves_out
from moorings.companion.laying import laying_all
from moorings.companion.opened import Opened
from moorings.companion.over_looking import ITEM as ATTENTION
from moorings.companion.person_noting import is_of_a_note
from moorings.exchange.portable import Portable
from moorings.journey.blobs import blobs_of
from moorings.journey.draft import Draft
from moorings.journey.records import (
    AnyRecord,
    Bond,
    BondKey,
    Erasure,
    PersonNote,
    RecordId,
    Retraction,
    SharedItem,
)
from moorings.storage.log import Writing
from moorings.vault.errors import CannotOpenError
from moorings.vault.header import with_source

BLOBS = "blobs"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of an export that was brought in."""

    kept: int
    known: int
    #: Erasures of what stands here: nothing is destroyed on a file's word.
    not_erased: int


def take_out(opened: Opened) -> Portable:
    """Give everything the vault holds that may be read, and was not erased.

    What somebody did goes out note by note, from its own page, and never as a list.
    """
    read = leaves_out(opened.journey.records())
    told = _carried(opened, tuple(r for r in read if not isinstance(r, PersonNote)))
    unfinished = tuple(each for each in told.drafts if not is_of_a_note(each))
    return msgspec.structs.replace(told, drafts=unfinished)


def move(opened: Opened, to: Opened) -> None:
    """Carry everything from one open vault into another, flags and keys as well.

    Nothing of it can be read on the way. What lies ready for others is laid anew.
    """
    carried = _carried(opened, tuple(opened.journey.records()))
    lay, unread = laying_all(opened), unread_drafts(opened)
    keyring = to.unlocked.keyring

    def also(writing: Writing) -> None:
        lay(writing)
        for item, message in unread:
            if item == ATTENTION:  # how often somebody looked stays behind
                continue
            body = keyring.seal_item(SHELF.encode(), item, message)
            writing.put(SHELF, item, body)

    _take_in(to, carried, also=also)


def _carried(opened: Opened, records: tuple[AnyRecord, ...]) -> Portable:
    return Portable(
        exported_at=opened.now(),
        records=records,
        drafts=drafts(opened),
        blobs=dict(_pictures(opened)),
        source=opened.unlocked.keyring.secrets.source,
    )


def bring_in(opened: Opened, portable: Portable) -> BroughtIn:
    """Take an export in, in one transaction; what is here already is not doubled.

    No export holds a flag, so that where something comes in the gate is asked first.
    """
    read = _besides_bonds(opened, leaves_out(portable.records))
    here = opened.journey
    new = any(not (here.record(r.id) or r.id in here.erased) for r in read)
    asking = (ask_first(opened),) if new else ()
    given = msgspec.structs.replace(portable, records=(*read, *asking))
    back = tuple(each for each in read if isinstance(each, Retraction))
    brought = _take_in(opened, given, also=laying_all(opened, *back))
    return replace(brought, kept=brought.kept - len(asking))


def _besides_bonds(
    opened: Opened, records: tuple[AnyRecord, ...]
) -> tuple[AnyRecord, ...]:
    """Leave out what would change a bond whose keys stand here, or add to it.

    Whoever can write a file could else put a key of their own where six words were
    compared. What was given may be taken back by it.
    """
    journey = opened.journey
    keys = tuple(journey.standing(BondKey))
    pairs = {key.pair for key in keys}
    held = {key.id for key in keys} | {
        each.id
        for each in journey.records()
        if isinstance(each, Bond) and each.pair in pairs
    }

    def changes(record: AnyRecord) -> bool:
        if journey.record(record.id) == record:
            return False
        if isinstance(record, Retraction):
            return record.of in held
        if isinstance(record, Bond | SharedItem):
            return record.pair in pairs or record.replaces in held
        return record.id in held or record.replaces in held

    return tuple(each for each in records if not changes(each))


def _take_in(
    opened: Opened, portable: Portable, also: Callable[[Writing], None]
) -> BroughtIn:
    carried = {record.id for record in portable.records}
    records = [r for r in portable.records if not _erases(opened, carried, r)]
    keyring = opened.unlocked.keyring
    gone = _pictured_only_where_erased(opened, portable)
    sealed = [
        (SHELF, bytes.fromhex(draft.id), draft_message(draft))
        for draft in portable.drafts
        if _is_news(opened, draft)
    ] + [
        (BLOBS, bytes.fromhex(blob), portable.blobs[blob])
        for blob in portable.blobs.keys() - gone
    ]

    def lay(writing: Writing) -> None:
        for shelf, item, message in sealed:
            writing.put(shelf, item, keyring.seal_item(shelf.encode(), item, message))
        also(writing)

    if portable.source and not _knows_sources(opened):
        moved = with_source(opened.unlocked, portable.source)
        kept = opened.put_header(moved, *records, also=lay)
    else:
        kept = opened.keep(*records, also=lay)
    return BroughtIn(
        kept=len(kept),
        known=len(records) - len(kept),
        not_erased=len(portable.records) - len(records),
    )


def picture(opened: Opened, blob: str) -> bytes | None:
    """Open one picture."""
    item = bytes.fromhex(blob)
    body = opened.log.item(opened.owner, BLOBS, item)
    if body is None:
        return None
    return opened.unlocked.keyring.open_item(BLOBS.encode(), item, body)


def _pictures(opened: Opened) -> Iterator[tuple[str, bytes]]:
    """Open every picture; one that does not open hides none of the others."""
    for item, body in opened.log.shelf(opened.owner, BLOBS):
        with suppress(CannotOpenError):
            content = opened.unlocked.keyring.open_item(BLOBS.encode(), item, body)
            yield item.hex(), content


def _erases(opened: Opened, carried: set[RecordId], record: AnyRecord) -> bool:
    """Say whether this erases what stands here or comes in with it."""
    return isinstance(record, Erasure) and any(
        each in carried or opened.journey.record(each) is not None for each in record.of
    )


def _is_news(opened: Opened, draft: Draft) -> bool:
    """Say whether a draft is neither kept, nor erased, nor older than what is here."""
    if opened.journey.record(draft.id) or draft.id in opened.journey.erased:
        return False
    known = draft_of(opened, draft.id)
    return known is None or known.saved_at < draft.saved_at


def _pictured_only_where_erased(opened: Opened, portable: Portable) -> set[str]:
    """Name the pictures that would bring back what was erased here."""
    erased, standing = set[str](), set[str]()
    for record in (*portable.records, *opened.journey.records()):
        gone = record.id in opened.journey.erased
        (erased if gone else standing).update(blobs_of(record))
    return erased - standing


def _knows_sources(opened: Opened) -> bool:
    """Say whether anything here was brought in under this vault's own source key."""
    journey = opened.journey
    return bool(journey.erased_origins) or any(
        record.origin is not None and not record.origin.startswith("copy:")
        for record in journey.records()
    )
