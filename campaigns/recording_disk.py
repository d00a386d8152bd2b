"""A disk that notes what is done to it, and what of that it would still hold.

Every write, truncation and sync is noted. A cut takes the files as they were last
synced, and adds of each later write all, nothing, or some, in whatever order: what a
disk may do that has not been told to sync.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

import apsw

from campaigns.stopping_disk import SYSTEM

SECTOR = 512
REMOVED = -1

#: What becomes of writes that were not synced. Torn they get there by the sector,
#: reordered as a whole; some of either are missing, and none keeps its turn.
Loss: TypeAlias = Literal["kept", "dropped", "torn", "reordered"]
LOSSES: Final[tuple[Loss, ...]] = get_args(Loss)


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


class Unsynced(NamedTuple):
    """The disk refused to sync: what was done since the last one is given up."""

    file: str


class RecordingFile(apsw.VFSFile):
    def __init__(
        self,
        events: list[object],
        name: str | apsw.URIFilename | None,
        flags: list[int],
    ) -> None:
        given = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.name = Path(given or "").name
        self.events = events
        super().__init__(SYSTEM, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        super().xWrite(data, offset)
        self.events.append(Change(self.name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self.events.append(Change(self.name, newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self.events.append(Sync(self.name))


class RecordingDisk(apsw.VFS):
    def __init__(
        self, events: list[object], name: str, *, default: bool = False
    ) -> None:
        self.events = events
        super().__init__(name, SYSTEM, makedefault=default)

    def xOpen(  # noqa: N802
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> RecordingFile:
        return RecordingFile(self.events, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802
        super().xDelete(filename, syncdir)
        self.events.append(Change(Path(filename).name, REMOVED, None))


@dataclass
class Platter:
    """What the disk surely holds, and what it may or may not hold."""

    synced: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Change]] = field(default_factory=dict)

    def take(self, event: Change | Sync | Unsynced) -> None:
        if isinstance(event, Change):
            self.pending.setdefault(event.file, []).append(event)
        elif isinstance(event, Unsynced):
            self.pending.pop(event.file, None)
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

    def cut(self, loss: Loss, chance: Random) -> dict[str, bytearray]:
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


def survivors(changes: list[Change], loss: Loss, chance: Random) -> list[Change]:
    """Pick what reached the disk.

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
            pieces += sectors(change) if loss == "torn" else [change]
        elif chance.random() < 0.5:  # noqa: PLR2004 - as likely as not
            removed, pieces = [change], []
        else:
            break
    chosen = [piece for piece in pieces if chance.random() < 0.5]  # noqa: PLR2004
    chance.shuffle(chosen)
    return removed + chosen


def sectors(change: Change) -> Iterator[Change]:
    if change.data is None:
        yield change
        return
    for start in range(0, len(change.data), SECTOR):
        piece = change.data[start : start + SECTOR]
        yield Change(change.file, change.offset + start, piece)
