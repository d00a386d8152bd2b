"""Unfinished pages: kept sealed while they are written, gone once they are kept."""

from collections.abc import Mapping
from contextlib import suppress

import msgspec

from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.draft import Draft
from moorings.journey.records import RecordId
from moorings.vault.errors import CannotOpenError

SHELF = "drafts"
#: The forms in which a page is written; the others are gone on with elsewhere.
WRITING = ("entry", "unsent", "edit")
#: A page of questions that was being answered; its own page goes on with it.
WORKSHEET = "worksheet"
#: Any other form with words in it; its `place` is the address it stands at.
IN_PLACE = "in-place"
#: What is listed as left unfinished.
LISTED = (*WRITING, IN_PLACE)

#: The fields that hold words, those that say most first; one's own words besides.
WORDS = (
    *("text", "title", "line", "own", "sentence", "name", "does"),
    *("know", "without", "learned", "because", "different", "vary"),
    *("new_person", "to", "minutes"),
)
OWN = "own-"
#: Fields that are never kept.
SECRETS = frozenset({"passphrase", "secret", "code"})


class _Boxed(msgspec.Struct, frozen=True):
    draft: Draft


def save_draft(
    opened: Opened, record: RecordId, form: str, fields: Mapping[str, str]
) -> None:
    """Keep what was typed so far; on return it is durable."""
    item = bytes.fromhex(record)
    message = draft_message(Draft(record, form, fields, opened.now()))
    body = opened.unlocked.keyring.seal_item(SHELF.encode(), item, message)
    opened.keep(also=lambda writing: writing.put(SHELF, item, body))


def drop_draft(opened: Opened, record: RecordId) -> None:
    """Let a draft go, for good."""
    item = bytes.fromhex(record)
    opened.keep(also=lambda writing: writing.drop(SHELF, item))


def unfinished_pages(opened: Opened) -> tuple[Draft, ...]:
    """Give what was begun to be written, the latest first."""
    return tuple(draft for draft in drafts(opened) if draft.form in LISTED)


def drafts(opened: Opened) -> tuple[Draft, ...]:
    """Give everything unfinished, sittings as well, the latest first."""
    found = (
        _read(opened, item, body)
        for item, body in opened.log.shelf(opened.owner, SHELF)
    )
    known = [draft for draft in found if draft is not None]
    return tuple(sorted(known, key=lambda draft: draft.saved_at, reverse=True))


def unread_drafts(opened: Opened) -> list[tuple[bytes, bytes]]:
    """Give what lies among the drafts and is none of the notebook's own."""
    keyring, found = opened.unlocked.keyring, list[tuple[bytes, bytes]]()
    for item, body in opened.log.shelf(opened.owner, SHELF):
        with suppress(CannotOpenError):
            message = keyring.open_item(SHELF.encode(), item, body)
            if read_draft(message) is None:
                found.append((item, message))
    return found


def draft_of(opened: Opened, record: RecordId) -> Draft | None:
    """Give one unfinished page."""
    item = bytes.fromhex(record)
    body = opened.log.item(opened.owner, SHELF, item)
    return _read(opened, item, body) if body else None


def words_of(draft: Draft) -> tuple[str, ...]:
    """Give what was typed in words, the most telling first."""
    own = sorted(name for name in draft.fields if name.startswith(OWN))
    found = (draft.fields.get(name, "").strip() for name in (*WORDS, *own))
    return tuple(filter(None, found))


def draft_message(draft: Draft) -> bytes:
    """Write a draft down as it lies inside its seal."""
    return msgspec.json.encode(_Boxed(_without_secrets(draft)))


def read_draft(message: bytes) -> Draft | None:
    """Read what `draft_message` wrote, if it is that."""
    try:
        return _without_secrets(msgspec.json.decode(message, type=_Boxed).draft)
    except (msgspec.DecodeError, MooringsError, RecursionError):
        return None


def _without_secrets(draft: Draft) -> Draft:
    """Leave out what opens a notebook: a draft can be taken out in the clear."""
    kept = {name: it for name, it in draft.fields.items() if name not in SECRETS}
    return msgspec.structs.replace(draft, fields=kept)


def _read(opened: Opened, item: bytes, body: bytes) -> Draft | None:
    """Open one draft; one that does not open any more hides none of the others."""
    try:
        message = opened.unlocked.keyring.open_item(SHELF.encode(), item, body)
    except CannotOpenError:
        return None
    return read_draft(message)
