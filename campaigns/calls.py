"""Calls: the disk refuses the first, the second … call that SQLite makes of it."""

import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

import apsw

from campaigns.acknowledged import acknowledged, compare
from campaigns.calls_life import Life, entry
from campaigns.campaign import Campaign, Seen
from campaigns.failing_disk import Calls, FailingDisk, Refusal
from campaigns.power import lay
from campaigns.recording_disk import Change, Platter, Sync, Unsynced
from campaigns.repeating import CountingClock, repeating
from campaigns.stopping_disk import SYSTEM
from moorings.companion import building
from moorings.companion.opening import open_vault
from moorings.storage import place, sqlite
from moorings.storage.sqlite import FILE_NAME, SqliteLog
from moorings.vault.errors import WrongPassphraseError
from moorings.vault.header import Unlocked, open_with_passphrase

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

#: Broken or full, for one call or from one on.
REFUSALS: Final = tuple(
    (full, for_good) for for_good in (False, True) for full in (False, True)
)
LONGEST: Final = 10_000
MANY_LIVES: Final = 1_000_003
FILES: Final = (FILE_NAME, f"{FILE_NAME}-wal")


def run(folder: Path, size: int, seed: int) -> Seen:
    """Live so many lives, each of them again and again with another call refused."""
    seen = Seen()
    with quiet():
        for number in range(size):
            for full, for_good in REFUSALS:
                again_and_again(
                    folder, seed * MANY_LIVES + number, Refusal(0, full, for_good), seen
                )
            seen.done += 1
    return seen


def again_and_again(folder: Path, seed: int, refusal: Refusal, seen: Seen) -> None:
    """Refuse the first call, then the second, until a life has no further one."""
    for at in count(1):
        calls = Calls(refusal._replace(at=at))
        shutil.rmtree(folder, ignore_errors=True)
        with repeating(seed) as chance:
            one_life(folder, calls, chance, seen)
        if not calls.refused:
            return
        seen.also["calls refused"] += 1
        seen.also.update(calls.refused.keys())
        if at == LONGEST:
            seen.problems.append(f"no end after {LONGEST} calls")
            return


def one_life(folder: Path, calls: Calls, chance: Random, seen: Seen) -> None:
    """Live once; whatever came of it, all that was acknowledged must be there."""
    events: list[object] = []
    with disk_of(calls, events):
        life = Life(folder / "life", calls, events, chance)
        try:
            life.live()
            left_behind(life, folder / "killed", events, seen)
        except Exception:  # noqa: BLE001 - all of them are told
            seen.problems.append(f"{dict(calls.refused)}: {traceback.format_exc()}")
        finally:
            with calls.paused():
                life.harbour.lock_all()
    seen.also["acts refused"] += life.refused


def left_behind(life: Life, folder: Path, events: list[object], seen: Seen) -> None:
    """See what a process killed just now leaves, and what a power cut leaves."""
    vaults = life.harbour.vaults()
    if not vaults:
        seen.lost += len(life.told.records) + len(life.boxed)
        return
    place = life.harbour.folder / vaults[0]
    present = {
        n: bytearray((place / n).read_bytes()) for n in FILES if (place / n).is_file()
    }
    look(life, folder, present, seen)
    if life.told.records:
        platter = Platter()
        for event in events:
            if isinstance(event, Change | Sync | Unsynced):
                platter.take(event)
        look(life, folder, platter.synced, seen)


def look(life: Life, folder: Path, files: dict[str, bytearray], seen: Seen) -> None:
    """Open what is left, hold it against what was told, and write on."""
    lay(folder, files)
    log = SqliteLog(folder, vfs=SYSTEM)
    log._db.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - it is thrown away
    try:
        owner = bytes.fromhex(life.harbour.vaults()[0])
        unlocked = unlock(life, log.header(owner) or b"")
        opened = open_vault(log, unlocked, CountingClock())
        seen.silent += not opened.condition.sound
        found = acknowledged(opened)
        seen.also["ahead"] += compare(found, life.told, seen)
        here = {record.id for record in found.records} | found.erased
        seen.lost += sum(each not in here for each in life.boxed)
        opened.keep(entry("after all that"))
    finally:
        log.close()


def unlock(life: Life, page: bytes) -> Unlocked:
    """Open with the passphrase, or with one whose change was refused."""
    for passphrase in life.passphrases[:-1]:
        try:
            return open_with_passphrase(page, passphrase)
        except WrongPassphraseError:
            continue
    return open_with_passphrase(page, life.passphrases[-1])


@contextmanager
def disk_of(calls: Calls, events: list[object]) -> Iterator[None]:
    """Let everything lie on such a disk."""

    def sync_folder(_: Path) -> None:
        events.append(Sync(""))

    disk = FailingDisk(calls, events)
    try:
        with (
            patch.object(sqlite, "sync_folder", sync_folder),
            patch.object(building, "sync_folder", sync_folder),
            patch.object(place, "sync_folder", sync_folder),
        ):
            yield
    finally:
        disk.unregister()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep apsw from telling of every call that is refused on purpose."""

    def hook(unraisable: "UnraisableHookArgs") -> None:
        if not isinstance(unraisable.exc_value, apsw.Error):
            sys.__unraisablehook__(unraisable)

    with patch.object(sys, "unraisablehook", hook):
        yield


CAMPAIGN = Campaign(
    name="calls",
    does="a disk that is broken or full refuses the first, the second … to the last "
    "call of a life, that one alone or from there on",
    unit="lives",
    ci=1,
    full=20,
    run=run,
    must_see=("read", "write", "sync", "truncate", "open", "size", "delete", "ahead"),
)
