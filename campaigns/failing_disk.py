"""A disk that refuses one call, or every call from one on: broken, or full."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal, NamedTuple, NoReturn, TypeAlias

import apsw

from campaigns.recording_disk import RecordingDisk, RecordingFile, Sync, Unsynced

Call: TypeAlias = Literal["read", "write", "sync", "truncate", "open", "size", "delete"]

#: What SQLite makes of a call that a broken disk refuses.
BROKEN: Final[dict[Call, tuple[type[apsw.Error], int]]] = {
    "read": (apsw.IOError, apsw.SQLITE_IOERR_READ),
    "write": (apsw.IOError, apsw.SQLITE_IOERR_WRITE),
    "sync": (apsw.IOError, apsw.SQLITE_IOERR_FSYNC),
    "truncate": (apsw.IOError, apsw.SQLITE_IOERR_TRUNCATE),
    "open": (apsw.CantOpenError, apsw.SQLITE_CANTOPEN),
    "size": (apsw.IOError, apsw.SQLITE_IOERR_FSTAT),
    "delete": (apsw.IOError, apsw.SQLITE_IOERR_DELETE),
}
#: A full one reads, and says how long files are; what it cannot do is grow.
FULL: Final = BROKEN | {"write": (apsw.FullError, apsw.SQLITE_FULL)}
GROWING: Final[frozenset[Call]] = frozenset({"write", "sync", "truncate", "open"})


class Refusal(NamedTuple):
    """Which call is refused, by what disk, and whether it is the last to be heard."""

    at: int
    full: bool
    for_good: bool


class Calls:
    """Counts the calls, and refuses what is to be refused."""

    def __init__(self, refusal: Refusal) -> None:
        self.refused = Counter[Call]()
        #: How often a vault's file was opened, and in which of these times a sync of
        #: its log failed.
        self.opened = 0
        self.unsynced = set[int]()
        self.refusal = refusal
        self._made = 0
        self._paused = False

    def take(self, call: Call) -> None:
        """Count one call. Raises what SQLite is to hear."""
        if self._paused or (self.refusal.full and call not in GROWING):
            return
        self._made += 1
        late = self._made - self.refusal.at
        if late == 0 or (late > 0 and self.refusal.for_good):
            self._refuse(call)

    def _refuse(self, call: Call) -> NoReturn:
        self.refused[call] += 1
        kind, code = (FULL if self.refusal.full else BROKEN)[call]
        error = kind(f"the disk refused: {call}")
        vars(error)["extendedresult"] = code
        raise error

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let everything through, and count nothing."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before


class FailingFile(RecordingFile):
    def __init__(
        self,
        calls: Calls,
        events: list[object],
        name: str | apsw.URIFilename | None,
        flags: list[int],
    ) -> None:
        self._calls = calls
        super().__init__(events, name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's name
        self._calls.take("read")
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._calls.take("write")
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._calls.take("truncate")
        super().xTruncate(newsize)

    def xFileSize(self) -> int:  # noqa: N802
        self._calls.take("size")
        return super().xFileSize()

    def xSync(self, flags: int) -> None:  # noqa: ARG002, N802
        try:
            self._calls.take("sync")
        except apsw.Error:
            if self.name.endswith("-wal"):
                self._calls.unsynced.add(self._calls.opened)
            self.events.append(Unsynced(self.name))
            raise
        # What a power cut leaves is worked out from the events, so nobody has to wait.
        self.events.append(Sync(self.name))


class FailingDisk(RecordingDisk):
    """The disk of everything that is opened from now on."""

    def __init__(self, calls: Calls, events: list[object]) -> None:
        self._calls = calls
        super().__init__(events, "failing", default=True)

    def xOpen(  # noqa: N802
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> FailingFile:
        self._calls.take("open")
        self._calls.opened += apsw.SQLITE_OPEN_MAIN_DB & flags[0] > 0
        return FailingFile(self._calls, self.events, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802
        self._calls.take("delete")
        super().xDelete(filename, syncdir)
