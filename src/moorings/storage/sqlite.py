"""A log in one SQLite file, durable when it says so."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from moorings.errors import MooringsError
from moorings.storage.lock import WriterLock
from moorings.storage.log import Failures, Head, NotKeptError, Row, Seal
from moorings.storage.place import make_private, require_own_disk, sync_folder
from moorings.storage.schema import (
    DROP,
    FAILURES,
    HEAD,
    HEADER,
    ITEM,
    PRAGMAS,
    PUT,
    READING,
    RECORDS,
    SCHEMA,
    SHELF,
)

FILE_NAME = "vault.db"
LOCK_NAME = "lock"
#: Earlier releases can corrupt a WAL file when two connections reset it at once.
SAFE_SQLITE = (3, 51, 3)
BUSY_MILLISECONDS = 10_000


class UnsafeSqliteError(MooringsError):
    """The SQLite library at hand can lose data."""

    kind = "failed"
    sentence = (
        "The SQLite library here ({version}) has a known fault that can damage a "
        "vault, so nothing was opened. Install a newer apsw package."
    )


class UnreadableVaultError(MooringsError):
    """The file is no vault, or too damaged for SQLite to read."""

    kind = "failed"
    sentence = (
        "The vault file could not be read ({reason}). Nothing was changed in it. Try a "
        "backup of its folder."
    )


class SqliteLog:
    """Keeps everything in ``vault.db`` of one folder.

    With `claim` it holds the vault for writing until it is closed; without, it reads
    what was durable at the moment of asking, and may use the shelves and the delays.
    """

    def __init__(self, folder: Path, *, claim: bool = True, vfs: str = "") -> None:
        require_safe_sqlite(apsw.sqlite_lib_version())
        require_own_disk(folder)
        self._lock = WriterLock(folder / LOCK_NAME) if claim else None
        self._guard = threading.RLock()
        self._failed = ""
        try:
            with _unreadable():
                self._db = _connect(folder / FILE_NAME, vfs)
        except UnreadableVaultError:
            self._release()
            raise

    @classmethod
    def create(cls, folder: Path, vfs: str = "") -> None:
        """Make an empty log in a folder that only its owner may enter."""
        require_own_disk(folder)
        make_private(folder)
        (folder / FILE_NAME).touch(mode=0o600)
        with _unreadable(), closing(_connect(folder / FILE_NAME, vfs)) as db:
            db.execute(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT")
        sync_folder(folder)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one and the same moment until the block ends."""
        with self._guard, _unreadable():
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")

    @contextmanager
    def writing(self, owner: bytes) -> Iterator["_Transaction"]:
        """Begin a transaction; durable when the block ends, undone if it raises."""
        with self._guard:
            with self._kept():
                try:
                    self._db.execute("BEGIN IMMEDIATE")
                    transaction = _Transaction(self._db, owner)
                    yield transaction
                    transaction.write_head()
                    self._db.execute("COMMIT")
                except BaseException:
                    self._undo()
                    raise
            if transaction.destroyed:
                self._checkpoint()

    def header(self, owner: bytes) -> bytes | None:
        """Give the first page, if this owner has one."""
        found = self._one(HEADER, owner)
        header: bytes | None = found[0] if found else None
        return header

    def head(self, owner: bytes) -> Head:
        """Say where the log should end."""
        found = self._one(HEAD, owner)
        return Head(*found) if found else Head(0, b"")

    def read(self, owner: bytes) -> Iterator[Row]:
        """Give all records in order, as they stand at this moment."""
        with _unreadable():
            yield from map(Row._make, self._db.execute(RECORDS, (owner,)))

    def shelf(self, owner: bytes, name: str) -> list[tuple[bytes, bytes]]:
        """Give all items of a shelf, in the order in which they came."""
        return [(item, body) for item, body in self._all(SHELF[name], owner)]

    def item(self, owner: bytes, shelf: str, item: bytes) -> bytes | None:
        """Give one item of a shelf."""
        found = self._one(ITEM[shelf], owner, item)
        body: bytes | None = found[0] if found else None
        return body

    def failures(self, owner: bytes, door: str) -> Failures:
        """Say how often in a row this door was tried in vain."""
        found = self._one(FAILURES, owner, door)
        return Failures(*found) if found else Failures(0, 0.0)

    def put_failures(self, owner: bytes, door: str, failures: Failures) -> None:
        """Remember tries in vain; a count of nought forgets them."""
        with self._guard, self._kept():
            self._db.execute(
                "INSERT OR REPLACE INTO delay (owner, door, failures, at)"
                " VALUES (?, ?, ?, ?)",
                (owner, door, *failures),
            )

    def copy_into(self, target: Path) -> None:
        """Write everything into an empty file, as it stands at one moment."""
        self._db.execute("VACUUM INTO ?", (str(target),))

    def close(self) -> None:
        """Fold the write-ahead log in, and let go of the file and the lock."""
        with self._guard:
            self._checkpoint()
            with suppress(apsw.Error):  # whatever refuses now, the WAL holds it all
                self._db.close()
            self._release()

    def _one(self, query: str, *values: bytes | str) -> tuple[Any, ...] | None:
        found = self._all(query, *values)
        return found[0] if found else None

    def _all(self, query: str, *values: bytes | str) -> list[tuple[Any, ...]]:
        with self._guard, _unreadable():
            return self._db.execute(query, values).fetchall()

    def _undo(self) -> None:
        with suppress(apsw.Error):  # it was undone already, or the file is closed
            self._db.execute("ROLLBACK")

    @contextmanager
    def _kept(self) -> Iterator[None]:
        if self._failed:
            raise NotKeptError(reason=self._failed)
        try:
            yield
        except apsw.Error as error:
            self._note(error)
            raise NotKeptError(reason=_reason(error)) from error

    def _note(self, error: apsw.Error) -> None:
        """Write no more after a sync that failed: nobody knows what the disk holds."""
        if isinstance(error, apsw.IOError):
            self._failed = _reason(error)

    def _checkpoint(self) -> None:
        try:
            self._db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        except apsw.Error as error:  # a reader is in the way: the WAL holds it all
            self._note(error)

    def _read_only(self, address: str) -> None:
        """Open a file that nobody changes, for reading alone."""
        require_safe_sqlite(apsw.sqlite_lib_version())
        self._lock, self._guard, self._failed = None, threading.RLock(), ""
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        with _unreadable():
            self._db = apsw.Connection(address, flags)
            self._db.execute(READING).fetchall()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()


class _Transaction:
    """One owner's transaction on an open connection."""

    def __init__(self, db: apsw.Connection, owner: bytes) -> None:
        self._db = db
        self._owner = owner
        self.destroyed = False
        found = db.execute(HEAD, (owner,)).fetchone()
        self._head = self._before = Head(*found) if found else Head(0, b"")

    def append(self, record: bytes, seal: Seal) -> Row:
        """Seal a record for the next place and put it there."""
        position = self._head.position + 1
        body, link = seal(position, self._head.link)
        self._db.execute(
            "INSERT INTO records (owner, position, id, link, body)"
            " VALUES (?, ?, ?, ?, ?)",
            (self._owner, position, record, link, body),
        )
        self._head = Head(position, link)
        return Row(position, record, link, body)

    def destroy(self, records: Iterable[bytes]) -> None:
        """Destroy the bodies of these records; their places and links stay."""
        self._db.executemany(
            "UPDATE records SET body = NULL WHERE owner = ? AND id = ?",
            [(self._owner, record) for record in records],
        )
        self.destroyed = True

    def put_header(self, header: bytes) -> None:
        """Replace the first page."""
        self._db.execute(
            "INSERT INTO header (owner, header) VALUES (?, ?)"
            " ON CONFLICT (owner) DO UPDATE SET header = excluded.header",
            (self._owner, header),
        )

    def put(self, shelf: str, item: bytes, body: bytes) -> None:
        """Lay a sealed item on a shelf, over what lay there under the same id."""
        self._db.execute(PUT[shelf], (self._owner, item, body))

    def drop(self, shelf: str, item: bytes) -> None:
        """Destroy a sealed item, if it is there."""
        self._db.execute(DROP[shelf], (self._owner, item))
        self.destroyed = self.destroyed or shelf == "blobs"

    def write_head(self) -> None:
        """Write down where the log now ends, in the same transaction."""
        if self._head != self._before:
            self._db.execute(
                "INSERT INTO header (owner, position, link) VALUES (?, ?, ?)"
                " ON CONFLICT (owner) DO UPDATE"
                " SET position = excluded.position, link = excluded.link",
                (self._owner, *self._head),
            )


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        raise UnreadableVaultError(reason=_reason(error)) from error


def _connect(path: Path, vfs: str) -> apsw.Connection:
    db = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE, vfs or None)
    try:
        db.set_busy_timeout(BUSY_MILLISECONDS)
        db.execute(PRAGMAS).fetchall()  # to the last: each answer stops the rest
    except apsw.Error:
        db.close()
        raise
    return db


def require_safe_sqlite(version: str) -> None:
    """Refuse a library that can damage a vault."""
    if tuple(map(int, version.split(".")))[:3] < SAFE_SQLITE:
        raise UnsafeSqliteError(version=version)


def _reason(error: apsw.Error) -> str:
    return type(error).__name__.removesuffix("Error")
