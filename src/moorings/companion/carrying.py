"""Carrying everything out, and bringing it back in."""

from dataclasses import dataclass

from moorings.companion.drafting import SHELF, draft_message, drafts
from moorings.companion.opened import Opened
from moorings.exchange.portable import Portable
from moorings.journey.records import AnyRecord, Erasure
from moorings.storage.log import Writing

BLOBS = "blobs"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of an export that was brought in."""

    kept: int
    known: int
    #: Erasures of what stands here: nothing is destroyed on a file's word.
    not_erased: int


def take_out(opened: Opened) -> Portable:
    """Give everything the vault holds that was not erased."""
    return Portable(
        exported_at=opened.now(),
        records=tuple(opened.journey.records()),
        drafts=drafts(opened),
        blobs={
            item.hex(): opened.unlocked.keyring.open_item(BLOBS.encode(), item, body)
            for item, body in opened.log.shelf(opened.owner, BLOBS)
        },
    )


def bring_in(opened: Opened, portable: Portable) -> BroughtIn:
    """Take an export in, in one transaction; what is here already is not doubled."""
    records = [r for r in portable.records if not _erases_what_stands(opened, r)]
    keyring = opened.unlocked.keyring
    sealed = [
        (SHELF, bytes.fromhex(draft.id), draft_message(draft))
        for draft in portable.drafts
    ] + [(BLOBS, bytes.fromhex(i), content) for i, content in portable.blobs.items()]

    def lay(writing: Writing) -> None:
        for shelf, item, message in sealed:
            writing.put(shelf, item, keyring.seal_item(shelf.encode(), item, message))

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


def _erases_what_stands(opened: Opened, record: AnyRecord) -> bool:
    return isinstance(record, Erasure) and any(
        opened.journey.record(each) is not None for each in record.of
    )
