"""The machine loses power at any moment, and the disk kept what it liked.

Every write, truncation and sync of the vault's file and its log is recorded. A cut
takes the files as they were last synced, and adds of each later write all, nothing, or
some sectors, in whatever order: what a disk may do that has not been told to sync.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import apsw
import pytest

from moorings.companion.clock import SystemClock
from moorings.companion.drafting import drafts, save_draft
from moorings.companion.opened import Opened, new_id
from moorings.companion.opening import open_vault
from moorings.companion.taking_back import erase, take_back
from moorings.journey.codec import RECORDS_VERSION
from moorings.journey.draft import Draft
from moorings.journey.records import AnyRecord, Entry, RecordId, When
from moorings.storage import sqlite
from moorings.storage.sqlite import FILE_NAME, SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.header import Unlocked, new_header, with_door
from moorings.vault.recovery import new_code

pytestmark = pytest.mark.uncounted

SECTOR = 512
CUTS = 2_000
WORKLOADS = 10
ACTS = 36
DISK = "recording"

Loss: TypeAlias = Literal["kept", "dropped", "torn"]


class Change(NamedTuple):
    """One thing done to a file: a write, a truncation (no data), or a removal."""

    file: str
    offset: int
    data: bytes | None


class Sync(NamedTuple):
    """From here on the disk holds all that was done to this file before.

    Without a file it is the folder: what was removed from it stays removed.
    """

    file: str


class Acknowledged(NamedTuple):
    """What a person was told to be saved."""

    records: tuple[AnyRecord, ...]
    erased: frozenset[RecordId]
    drafts: tuple[Draft, ...]


Event: TypeAlias = Change | Sync | Acknowledged
REMOVED = -1


class RecordingFile(apsw.VFSFile):
    def __init__(
        self, events: list[Event], name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        given = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(given or "").name
        self._events = events
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        self._events.append(Change(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._events.append(Change(self._name, newsize, None))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._events.append(Sync(self._name))


class RecordingDisk(apsw.VFS):
    def __init__(self, events: list[Event]) -> None:
        self._events = events
        super().__init__(DISK, "")

    def xOpen(  # noqa: N802
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> RecordingFile:
        return RecordingFile(self._events, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802
        self._events.append(Change(Path(filename).name, REMOVED, None))
        super().xDelete(filename, syncdir)


@dataclass
class Platter:
    """What the disk surely holds, and what it may or may not hold."""

    synced: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Change]] = field(default_factory=dict)

    def take(self, event: Change | Sync) -> None:
        if isinstance(event, Change):
            self.pending.setdefault(event.file, []).append(event)
        elif event.file:
            for change in self.pending.pop(event.file, ()):
                apply(self.synced, change)
        else:
            self.take_folder_sync()

    def take_folder_sync(self) -> None:
        for file, changes in self.pending.items():
            removals = [n for n, c in enumerate(changes) if c.offset == REMOVED]
            if removals:
                del changes[: removals[-1] + 1]
                self.synced.pop(file, None)

    def cut(self, loss: Loss, chance: random.Random) -> dict[str, bytearray]:
        files = {name: bytearray(content) for name, content in self.synced.items()}
        for changes in self.pending.values():
            for change in survivors(changes, loss, chance):
                apply(files, change)
        return files


def apply(files: dict[str, bytearray], change: Change) -> None:
    if change.offset == REMOVED:
        files.pop(change.file, None)
        return
    content = files.setdefault(change.file, bytearray())
    end = change.offset + len(change.data or b"")
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if change.data is None:
        del content[end:]
    else:
        content[change.offset : end] = change.data


def survivors(changes: list[Change], loss: Loss, chance: random.Random) -> list[Change]:
    """Pick what reached the disk; torn, it got there by the sector and in any order.

    What is written after a removal goes to a new file of the same name: it is there
    only if the removal is.
    """
    if loss == "dropped":
        return []
    if loss == "kept":
        return changes
    removed: list[Change] = []
    pieces: list[Change] = []
    for change in changes:
        if change.offset != REMOVED:
            pieces += sectors(change)
        elif chance.random() < 0.5:
            removed, pieces = [change], []
        else:
            break
    chosen = [piece for piece in pieces if chance.random() < 0.5]
    chance.shuffle(chosen)
    return removed + chosen


def sectors(change: Change) -> Iterator[Change]:
    if change.data is None:
        yield change
        return
    for start in range(0, len(change.data), SECTOR):
        piece = change.data[start : start + SECTOR]
        yield Change(change.file, change.offset + start, piece)


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Event]]:
    recorded: list[Event] = []
    monkeypatch.setattr(sqlite, "sync_folder", lambda _: recorded.append(Sync("")))
    disk = RecordingDisk(recorded)
    yield recorded
    disk.unregister()


def live(
    folder: Path, unlocked: Unlocked, events: list[Event], chance: random.Random
) -> None:
    """Use a vault as a person would; note after each act what was acknowledged."""
    SqliteLog.create(folder, vfs=DISK)
    opened = begin(folder, unlocked, chance)
    opened.put_header(unlocked)
    for number in range(ACTS):
        act(opened, number, chance)
        journey = opened.journey
        told = tuple(journey.records())
        events.append(Acknowledged(told, frozenset(journey.erased), drafts(opened)))
        if chance.random() < 0.1:
            opened.log.close()
            opened = begin(folder, opened.unlocked, chance)
    opened.log.close()


def begin(folder: Path, unlocked: Unlocked, chance: random.Random) -> Opened:
    log = SqliteLog(folder, claim=False, vfs=DISK)
    log._db.execute(f"PRAGMA wal_autocheckpoint = {chance.choice((8, 30, 256))}")
    return open_vault(log, unlocked, SystemClock())


def act(opened: Opened, number: int, chance: random.Random) -> None:
    pages = list(opened.journey.page_ids())
    choice = chance.random()
    if pages and choice < 0.1:
        erase(opened, chance.choice(pages))
    elif pages and choice < 0.2:
        take_back(opened, chance.choice(pages))
    elif choice < 0.3:
        save_draft(opened, new_id(), "entry", {"text": f"draft {number}"})
    elif choice < 0.35:
        opened.put_header(with_door(opened.unlocked, f"door {number}"))
    else:
        opened.keep(*(entry(opened, number) for _ in range(chance.randint(1, 3))))


def entry(opened: Opened, number: int) -> Entry:
    now = opened.now()
    text = f"{number} " * (number * 17 % 300)
    return Entry(id=new_id(), written_at=now, when=When(now.date()), text=text)


def after_a_cut(
    folder: Path, files: dict[str, bytearray], unlocked: Unlocked
) -> Acknowledged:
    for file in folder.iterdir():
        file.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    log = SqliteLog(folder, claim=False)
    try:
        opened = open_vault(log, unlocked, SystemClock())
        assert opened.condition.sound
        told = tuple(opened.journey.records())
        return Acknowledged(told, frozenset(opened.journey.erased), drafts(opened))
    finally:
        log.close()


def require_nothing_lost(found: Acknowledged, before: Acknowledged) -> bool:
    """Hold what was found against what was acknowledged; say if there was more."""
    here = {record.id: record for record in found.records}
    for record in before.records:
        assert here.get(record.id, record) == record
        assert record.id in here or record.id in found.erased
    assert before.erased <= found.erased
    assert {draft.id for draft in before.drafts} <= {d.id for d in found.drafts}
    return found != before


def cut_again_and_again(
    folder: Path, events: list[Event], unlocked: Unlocked, chance: random.Random
) -> Counter[str]:
    """Cut the power at chosen moments, and see what is left each time."""
    platter, seen = Platter(), Counter[str]()
    begun = next(n for n, e in enumerate(events) if isinstance(e, Acknowledged))
    moments = Counter(chance.choices(range(begun, len(events)), k=CUTS // WORKLOADS))
    known = Acknowledged((), frozenset(), ())
    for number, event in enumerate(events):
        if isinstance(event, Acknowledged):
            known = event
        else:
            platter.take(event)
        for _ in range(moments[number]):
            loss: Loss = chance.choice(("kept", "dropped", "torn"))
            found = after_a_cut(folder, platter.cut(loss, chance), unlocked)
            seen[loss] += 1
            seen["ahead"] += require_nothing_lost(found, known)
    return seen


@pytest.mark.parametrize("seed", range(WORKLOADS))
def test_no_power_cut_loses_what_was_acknowledged_or_damages_anything(
    tmp_path: Path, events: list[Event], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    unlocked = new_header(
        "a long enough passphrase", new_code(), cheapest_stretching(), RECORDS_VERSION
    )
    live(tmp_path / "live", unlocked, events, chance)
    cut_folder = tmp_path / "cut"
    cut_folder.mkdir()
    seen = cut_again_and_again(cut_folder, events, unlocked, chance)
    written = {change.file for change in events if isinstance(change, Change)}
    assert written >= {FILE_NAME, f"{FILE_NAME}-wal"}
    assert min(seen[loss] for loss in ("kept", "dropped", "torn")) > 0
    assert seen["ahead"] > 0  # a commit nobody was told about may be there
    assert seen.total() - seen["ahead"] == CUTS // WORKLOADS
