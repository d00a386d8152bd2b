"""Power cuts: the power goes at any moment, and the disk kept what it liked."""

import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from campaigns.acknowledged import Acknowledged, acknowledged, compare
from campaigns.campaign import Campaign, Seen
from campaigns.recording_disk import (
    LOSSES,
    Change,
    Platter,
    RecordingDisk,
    Sync,
    Unsynced,
)
from campaigns.repeating import CountingClock, repeating
from moorings.companion.drafting import save_draft
from moorings.companion.opened import Opened, new_id
from moorings.companion.opening import open_vault
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import erase, take_back
from moorings.journey.codec import RECORDS_VERSION
from moorings.journey.records import Entry, When
from moorings.storage import sqlite
from moorings.storage.sqlite import FILE_NAME, SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError
from moorings.vault.header import new_header, open_with_passphrase, with_door
from moorings.vault.recovery import new_code

CUTS_PER_LIFE, MOST_LIVES = 200, 50
ACTS = 36
DISK = "recording"


class Told(NamedTuple):
    """What a person was told to be saved, and which passphrase opens it."""

    what: Acknowledged
    passphrase: int


class Life:
    """A vault that is used as a person would, with all that was done to its disk."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.events: list[object] = []
        self.clock = CountingClock()
        self._chance = chance
        self._folder = folder
        self._passphrases = 0
        unlocked = new_header(
            passphrase(0), new_code(), cheapest_stretching(), RECORDS_VERSION
        )
        self.owner = unlocked.header.vault
        with self._recorded():
            SqliteLog.create(folder, vfs=DISK)
            opened = open_vault(self._log(), unlocked, self.clock)
            opened.put_header(unlocked)
            self._live(opened)

    def _live(self, opened: Opened) -> None:
        for number in range(ACTS):
            self._act(opened, number)
            self.events.append(Told(acknowledged(opened), self._passphrases))
            if self._chance.random() < 0.1:  # noqa: PLR2004 - one in ten
                opened.log.close()
                opened = open_vault(self._log(), opened.unlocked, self.clock)
        opened.log.close()

    def _act(self, opened: Opened, number: int) -> None:
        pages = list(opened.journey.page_ids())
        match self._chance.randrange(20):
            case 0 | 1 if pages:
                erase(opened, self._chance.choice(pages))
            case 2 | 3 if pages:
                take_back(opened, self._chance.choice(pages))
            case 4 | 5:
                save_draft(opened, new_id(), "entry", {"text": f"draft {number}"})
            case 6:
                opened.put_header(with_door(opened.unlocked, f"door {number}"))
            case 7:
                change_passphrase(
                    opened, passphrase(self._passphrases + 1), cheapest_stretching()
                )
                self._passphrases += 1
            case _:
                many = range(self._chance.randint(1, 3))
                opened.keep(*(entry(opened, number) for _ in many))

    def _log(self) -> SqliteLog:
        log = SqliteLog(self._folder, claim=False, vfs=DISK)
        pages = self._chance.choice((8, 30, 256))
        log._db.execute(f"PRAGMA wal_autocheckpoint = {pages}")  # noqa: SLF001
        return log

    @contextmanager
    def _recorded(self) -> Iterator[None]:
        def sync_folder(_: Path) -> None:
            self.events.append(Sync(""))

        disk = RecordingDisk(self.events, DISK)
        try:
            with patch.object(sqlite, "sync_folder", sync_folder):
                yield
        finally:
            disk.unregister()


def run(folder: Path, size: int, seed: int) -> Seen:
    """Cut the power so often, in many lives of a vault."""
    seen = Seen()
    lives = min(MOST_LIVES, max(1, size // CUTS_PER_LIFE))
    with repeating(seed) as chance:
        for number in range(lives):
            life = Life(folder / str(number), chance)
            cuts = size // lives + (number < size % lives)
            cut_again_and_again(life, folder / "cut", cuts, chance, seen)
    seen.also["lives"] = lives
    return seen


def cut_again_and_again(
    life: Life, folder: Path, cuts: int, chance: Random, seen: Seen
) -> None:
    """Cut the power at chosen moments of one life, and see what is left each time."""
    platter = Platter()
    begun = next(n for n, each in enumerate(life.events) if isinstance(each, Told))
    moments = Counter(chance.choices(range(begun, len(life.events)), k=cuts))
    told = Told(Acknowledged(), 0)
    for number, event in enumerate(life.events):
        if isinstance(event, Told):
            told = event
        elif isinstance(event, Change | Sync | Unsynced):
            platter.take(event)
        for _ in range(moments[number]):
            loss = chance.choice(LOSSES)
            lay(folder, platter.cut(loss, chance))
            seen.also[loss] += 1
            seen.done += 1
            try:
                look(life, folder, told, seen)
            except Exception:  # noqa: BLE001 - all of them are told
                where = f"cut at {number} of {len(life.events)}, {loss}"
                seen.problems.append(f"{where}: {traceback.format_exc()}")


def lay(folder: Path, files: dict[str, bytearray]) -> None:
    """Let a folder hold these files and no others."""
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def look(life: Life, folder: Path, told: Told, seen: Seen) -> None:
    """Open what is left, and hold it against what was told."""
    log = SqliteLog(folder, claim=False)
    try:
        page = log.header(life.owner) or b""
        changed = False
        try:
            unlocked = open_with_passphrase(page, passphrase(told.passphrase))
        except WrongPassphraseError:
            unlocked = open_with_passphrase(page, passphrase(told.passphrase + 1))
            changed = True
        opened = open_vault(log, unlocked, life.clock)
        seen.silent += not opened.condition.sound
        more = compare(acknowledged(opened), told.what, seen)
        seen.also["ahead"] += more or changed
    finally:
        log.close()


def passphrase(number: int) -> str:
    return f"the passphrase of turn {number}"


def entry(opened: Opened, number: int) -> Entry:
    now = opened.now()
    text = f"{number} " * (number * 17 % 300)
    return Entry(id=new_id(), written_at=now, when=When(now.date()), text=text)


CAMPAIGN = Campaign(
    name="power",
    does="the power is cut, and of what was not synced the disk kept all, nothing, or "
    f"some by the sector or in another order ({FILE_NAME} and its log)",
    unit="cuts",
    ci=2_000,
    full=100_000,
    run=run,
    must_see=(*LOSSES, "ahead"),
)
