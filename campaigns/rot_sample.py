"""A vault with its backup and its exports, each as it is and as it once was."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import apsw

from campaigns.repeating import CountingClock
from campaigns.rotting import Whole
from moorings.companion.arriving import arrive
from moorings.companion.carrying import BLOBS, take_out
from moorings.companion.drafting import SHELF, save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase, take_back
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.exchange.leaving.forms import FORMS
from moorings.journey.journey import Journey
from moorings.journey.records import RecordId, When
from moorings.storage.copies import write_copy
from moorings.storage.sqlite import FILE_NAME
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.header import Unlocked

PASSPHRASE: Final = "a long enough passphrase"
LOG_NAME: Final = f"{FILE_NAME}-wal"
LONG = 9_000
#: Of a body that does not lie in one piece, so much from its middle does.
INSIDE = 64
#: What stands before a body in its row is no longer.
BEFORE = 130

#: A draft or a picture: its shelf and its id.
Item: TypeAlias = tuple[str, bytes]
Items: TypeAlias = dict[Item, tuple[bytes, ...]]


class Body(NamedTuple):
    """Where in the closed file the sealed bytes of one record lie, or some of them.

    `row` is where all of it lies, or more.
    """

    position: int
    record: RecordId
    where: range
    row: range


class Snapshot(NamedTuple):
    """All the files of a vault at one moment."""

    used: Mapping[str, bytes]
    backup: bytes
    exports: Mapping[str, bytes]


@dataclass(frozen=True)
class Sample:
    """What is spoilt, and what is told when nothing is."""

    harbour: Harbour
    unlocked: Unlocked
    used: Mapping[str, Whole]
    closed: Whole
    backup: Whole
    exports: Mapping[str, Whole]
    journey: Journey
    mark: str
    #: Drafts and pictures, each with every state it was ever in.
    items: Items
    bodies: tuple[Body, ...]

    @property
    def place(self) -> Path:
        return self.harbour.folder / self.unlocked.header.vault.hex()


def prepare(folder: Path) -> Sample:
    """Use a vault for a while, and keep what its files were half way and at the end."""
    harbour = Harbour(folder, CountingClock(), stretching=cheapest_stretching)
    opened = harbour.make(PASSPHRASE).opened
    place = harbour.folder / opened.owner.hex()
    items: Items = {}
    begin(opened)
    note_items(opened, items)
    older = snapshot(opened, place)
    checkpoint(opened)
    once = (place / FILE_NAME).read_bytes()
    go_on(opened)
    note_items(opened, items)
    newer = snapshot(opened, place)
    harbour.lock_all()
    closed = (place / FILE_NAME).read_bytes()
    exports = {n: Whole(newer.exports[n], older.exports[n]) for n in newer.exports}
    return Sample(
        harbour,
        opened.unlocked,
        {name: Whole(newer.used[name], older.used[name]) for name in newer.used},
        Whole(closed, once),
        Whole(newer.backup, older.backup),
        exports,
        opened.journey,
        opened.mark,
        items,
        tuple(bodies(place / FILE_NAME, closed)),
    )


def begin(opened: Opened) -> None:
    for number in range(20):
        write_entry(opened, new_id(), page(number))
    checkpoint(opened)
    picture = FoundPicture("lake.jpg", "image/jpeg", bytes(range(256)) * 12)
    found = FoundEntry("jrnl", "1", When(date(2026, 2, 1)), "then", pictures=(picture,))
    arrive(opened, Arrival((found,)))
    for number in range(3):
        save_draft(opened, RecordId(f"{number:032x}"), "entry", {"text": "half"})


def go_on(opened: Opened) -> None:
    """Write on; what comes last stays in the log."""
    ids = [new_id() for _ in range(12)]
    for number, record in enumerate(ids):
        write_entry(opened, record, page(number))
    write_entry(opened, new_id(), Written("long " * LONG, When(date(2026, 3, 1))))
    checkpoint(opened)
    save_draft(opened, RecordId("1".zfill(32)), "entry", {"text": "half and more"})
    edit_page(opened, new_id(), ids[3], page(3))
    take_back(opened, ids[4])
    erase(opened, ids[5])
    for number in range(5):
        write_entry(opened, new_id(), page(number))


def page(number: int) -> Written:
    people = ("Zoë",) if number % 3 else ()
    return Written(f"{number} " * 60, When(date(2026, 1, 1 + number)), people)


def checkpoint(opened: Opened) -> None:
    """Fold the log in, as happens by itself now and then."""
    opened.log._checkpoint()  # type: ignore[attr-defined]  # noqa: SLF001


def snapshot(opened: Opened, place: Path) -> Snapshot:
    used = {name: (place / name).read_bytes() for name in (FILE_NAME, LOG_NAME)}
    backup = place.parent / "a copy"
    write_copy(place, backup)
    told = take_out(opened)
    exports = {str(name): form.write(told) for name, form in FORMS.items()}
    return Snapshot(used, backup.read_bytes(), exports)


def note_items(opened: Opened, items: Items) -> None:
    """Note each draft and picture as it is now, beside how it was."""
    for found, message in items_of(opened).items():
        items[found] = (*items.get(found, ()), message)


def items_of(opened: Opened) -> dict[Item, bytes]:
    """Open every draft and picture. Raises where one does not open."""
    keyring = opened.unlocked.keyring
    return {
        (name, item): keyring.open_item(name.encode(), item, body)
        for name in (SHELF, BLOBS)
        for item, body in opened.log.shelf(opened.owner, name)
    }


def bodies(file: Path, content: bytes) -> list[Body]:
    """Find where the sealed bytes of each record lie in a file."""
    query = "SELECT position, id, body FROM records WHERE body IS NOT NULL"
    with closing(apsw.Connection(str(file))) as db:
        rows = list(db.execute(query))
    found = []
    for position, record, body in rows:
        middle = len(body) // 2
        piece = body if body in content else body[middle : middle + INSIDE]
        at = content.find(piece)
        if at >= 0:
            where = range(at, at + len(piece))
            row = range(at - BEFORE, where.stop)
            if piece != body:
                row = range(len(content))
            found.append(Body(position, RecordId(record.hex()), where, row))
    return found
