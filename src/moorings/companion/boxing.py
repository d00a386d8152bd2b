"""What is written while locked: sealed at once, readable only after the next unlock."""

from moorings.companion.drafting import draft_message
from moorings.companion.harbour import Harbour
from moorings.journey.codec import encode
from moorings.journey.draft import Draft
from moorings.journey.records import AnyRecord
from moorings.vault.keyring import seal_for_box


def box_record(harbour: Harbour, vault: str, record: AnyRecord) -> None:
    """Seal a record into a locked vault's box."""
    _box(harbour, vault, record.id, encode(record))


def box_draft(harbour: Harbour, vault: str, draft: Draft) -> None:
    """Seal an unfinished page into a locked vault's box."""
    _box(harbour, vault, draft.id, draft_message(draft))


def _box(harbour: Harbour, vault: str, item: str, message: bytes) -> None:
    header = harbour.header(vault)
    sealed = seal_for_box(header.box, header.vault, bytes.fromhex(item), message)
    harbour.put_in_box(vault, bytes.fromhex(item), sealed)
