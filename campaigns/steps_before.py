"""A notebook as each child of steps.py finds it."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from campaigns import backup_acts as backing
from campaigns import sharing_acts as sharing
from moorings.companion.adding_passkeys import Asked, add_passkey
from moorings.companion.boxing import box_record
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.opening import open_vault
from moorings.journey.records import AnyRecord, Entry, RecordId, When
from moorings.storage.sqlite import SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.header import Unlocked, with_records_version, write_header
from moorings.vault.recovery import new_code

CLOCK: Final = SystemClock()
OLD, NEW = "the passphrase of old", "the newest passphrase"
DAY: Final = When(date(2026, 3, 1))
PAGES: Final = 5
FIRST_VERSION: Final = 1
#: What a passkey is known by, what it is asked with, and what it gives.
CREDENTIAL, SALT, GIVES = b"a passkey", bytes(16), bytes(range(32))


@dataclass(frozen=True)
class Before:
    """A notebook with something in it; `next_code` is what its code may become."""

    folder: Path
    vault: str
    unlocked: Unlocked
    code: str
    next_code: str
    records: tuple[AnyRecord, ...]
    boxed: RecordId

    def open(self, folder: Path) -> Opened:
        log = SqliteLog(folder / "vaults" / self.vault)
        return open_vault(log, self.unlocked, CLOCK)


def entry(text: str) -> Entry:
    return Entry(id=new_id(), written_at=CLOCK.now(), when=DAY, text=text)


def at(folder: Path) -> Harbour:
    return Harbour(folder, CLOCK, stretching=cheapest_stretching)


def prepare(folder: Path) -> Before:
    """Make a notebook with pages, a bond, and something that waits in its box."""
    harbour = at(folder)
    made = harbour.make(OLD, first=tuple(entry(f"page {n}") for n in range(PAGES)))
    sharing.share(made.opened, CLOCK)
    records, vault = tuple(made.opened.journey.records()), made.opened.owner.hex()
    harbour.lock_all()
    boxed = entry("noted while locked")
    box_record(harbour, vault, boxed)
    backing.lay(folder, vault)
    unlocked = made.opened.unlocked
    return Before(folder, vault, unlocked, made.code, new_code(), records, boxed.id)


def with_passkey(before: Before) -> Before:
    """Let a passkey open it as well."""
    opened = before.open(before.folder)
    add_passkey(opened, Asked(b"", SALT), CREDENTIAL, GIVES, "the phone")
    opened.log.close()
    told = (r for r in opened.journey.records() if r.id != before.boxed)
    return replace(before, unlocked=opened.unlocked, records=tuple(told))


def of_older_form(before: Before) -> Before:
    """Let it say that no record in it is of a later version than the first."""
    older = with_records_version(before.unlocked, FIRST_VERSION)
    log = SqliteLog(before.folder / "vaults" / before.vault)
    with log.writing(older.header.vault) as writing:
        writing.put_header(write_header(older.header))
    log.close()
    return replace(before, unlocked=older)
