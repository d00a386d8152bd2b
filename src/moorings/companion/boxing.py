"""What is written while locked: sealed at once, readable only after the next unlock."""

from collections.abc import Mapping

from moorings.companion.drafting import draft_message
from moorings.companion.errors import BoxFullError
from moorings.companion.harbour import Harbour
from moorings.companion.opening import take_in
from moorings.journey.codec import encode
from moorings.journey.draft import Draft
from moorings.journey.records import AnyRecord
from moorings.vault.keyring import seal_for_box

INBOX = "inbox"
#: Anybody who reaches the page may lay something in, which waits on in the browser
#: when so much is here. A form cannot wait: what it holds is always taken.
MOST_WAITING = 1_000


def box_record(harbour: Harbour, vault: str, record: AnyRecord) -> None:
    """Seal a record into a locked vault's box."""
    _box(harbour, vault, record.id, encode(record))


def box_draft(harbour: Harbour, vault: str, draft: Draft) -> None:
    """Seal an unfinished page into a locked vault's box."""
    _box(harbour, vault, draft.id, draft_message(draft))


def box_sealed(harbour: Harbour, vault: str, items: Mapping[bytes, bytes]) -> bool:
    """Lay what a browser has sealed into the box; say whether it is in the vault now.

    On return it is durable. What waits under the same id already stays as it came, so
    that a repeat changes nothing. An open vault takes it in at once.
    """
    with harbour.reach(vault) as log:
        owner = bytes.fromhex(vault)
        waiting = {item for item, _ in log.shelf(owner, INBOX)}
        new = {item: body for item, body in items.items() if item not in waiting}
        if len(waiting) + len(new) > MOST_WAITING:
            raise BoxFullError(most=MOST_WAITING)
        if new:
            with log.writing(owner) as writing:
                for item, body in new.items():
                    writing.put(INBOX, item, body)
    opened = harbour.open_vault(vault)
    if opened is None:
        return False
    take_in(opened)
    left = {item for item, _ in opened.log.shelf(opened.owner, INBOX)}
    return left.isdisjoint(items)


def _box(harbour: Harbour, vault: str, item: str, message: bytes) -> None:
    header, record = harbour.header(vault), bytes.fromhex(item)
    sealed = seal_for_box(header.box, header.vault, record, message)
    with harbour.reach(vault) as log, log.writing(header.vault) as writing:
        writing.put(INBOX, record, sealed)
