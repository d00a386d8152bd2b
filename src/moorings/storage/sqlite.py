"""A log in one SQLite file, durable when it says so."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import apsw

from moorings.errors import MooringsError, reason_of
from moorings.storage.folding import fold_in
from moorings.storage.library import require_safe_sqlite
from moorings.storage.lock import WriterLock
from moorings.storage.log import Failures, Head, NotKeptError, Row
from moorings.storage.place import make_private, require_own_disk, sync_folder
from moorings.storage.salvage import rows_around
from moorings.storage.schema import (
    COUNT,
    CUT_SHORT,
    FAILURES,
    HEAD,
    HEADER,
    ITEM,
    PRAGMAS,
    READING,
    RECORDS,
    SCHEMA,
    SHELF,
)
from moorings.storage.transaction import Transaction

FILE_NAME = "vault.db"
LOCK_NAME = "lock"
BUSY_MILLISECONDS = 10_000


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
        self._guard, self._failed, self._vfs = threading.RLock(), "", vfs
        try:
            with _unreadable():
                self._db, self.torn = _connect(folder / FILE_NAME, vfs)
        except UnreadableVaultError:
            self._release()
            raise

    @classmethod
    def create(cls, folder: Path, vfs: str = "") -> None:
        """Make an empty log in a folder that only its owner may enter."""
        require_own_disk(folder)
        make_private(folder)
        (folder / FILE_NAME).touch(mode=0o600)
        with _unreadable(), closing(_connect(folder / FILE_NAME, vfs)[0]) as db:
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
    def writing(self, owner: bytes) -> Iterator[Transaction]:
        """Begin a transaction; durable when the block ends, undone if it raises."""
        with self._guard:
            with self._kept():
                try:
                    self._db.execute("BEGIN IMMEDIATE")
                    transaction = Transaction(self._db, owner)
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
        """Give all records in order, as they stand at this moment.

        Where the file is `torn` it gives those that can still be read.
        """
        with self._guard:
            at_once = nullcontext() if self._db.in_transaction else self.reading()
            with at_once, _unreadable():
                rows = self._rows(owner)
                rows += self._hidden(owner, rows)
        yield from sorted(rows, key=lambda row: row.position)

    def shelf(self, owner: bytes, name: str) -> list[tuple[bytes, bytes]]:
        """Give all items of a shelf, in the order in which they came."""
        try:
            return self._all(SHELF[name], owner)
        except UnreadableVaultError:
            if not self.torn:
                raise
        return []

    def item(self, owner: bytes, shelf: str, item: bytes) -> bytes | None:
        """Give one item of a shelf."""
        found = self._one(ITEM[shelf], owner, item)
        body: bytes | None = found[0] if found else None
        return body

    def failures(self, owner: bytes, door: str) -> Failures:
        """Say how often in a row this door was tried in vain, where it can be read."""
        found = None
        with suppress(UnreadableVaultError):
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
        """Write everything into an empty file, as it stands at one moment.

        Raises `apsw.CorruptError` where something would be left behind.
        """
        leaving = self.torn  # before anything was read: it was cut short
        with self.reading():
            owners = self._all("SELECT CAST(owner AS BLOB) FROM header")
            leaving |= any(self._hidden(of, self._rows(of)) for (of,) in owners)
        if leaving:
            raise apsw.CorruptError("not all of it can be found")
        self._db.execute("VACUUM INTO ?", (str(target),))

    def close(self) -> None:
        """Fold the write-ahead log in, and let go of the file and the lock.

        Nothing is changed in one that is torn.
        """
        with self._guard:
            if not self.torn:
                self._checkpoint()
            with suppress(apsw.Error):  # whatever refuses now, the WAL holds it all
                self._db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(self.torn))
                self._db.close()
            self._release()

    def _rows(self, owner: bytes) -> list[Row]:
        """Give the rows that the table leads to."""
        rows = list[Row]()
        try:
            for row in self._db.execute(RECORDS, (owner,)):
                rows.append(Row._make(row))
            self.torn |= self._db.execute(COUNT, (owner,)).get != len(rows)
        except (apsw.CorruptError, apsw.IOError):
            self.torn = True
        return rows

    def _hidden(self, owner: bytes, rows: list[Row]) -> list[Row]:
        """Give those that it does not lead to any more, where some are missing."""
        last = self.head(owner).position
        if len(rows) >= last and not self.torn:
            return []
        given = {row.position for row in rows}
        found = list(rows_around(self._db, owner, last, given))
        self.torn |= bool(found)
        return found

    def _one(self, query: str, *values: bytes | str) -> tuple[Any, ...] | None:
        found = self._all(query, *values)
        return found[0] if found else None

    def _all(self, query: str, *values: bytes | str) -> list[tuple[Any, ...]]:
        with self._guard, _unreadable():
            amid = self._db.in_transaction
            try:
                return self._db.execute(query, values).fetchall()
            except (apsw.CorruptError, apsw.IOError):
                if amid and not self._db.in_transaction:
                    raise  # all that was under way was undone with it
                # The table may be whole where its index is not.
                around = query.replace(" WHERE", " NOT INDEXED WHERE")
                found = self._db.execute(around, values).fetchall()
                self.torn = True
                return found

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
            raise NotKeptError(reason=reason_of(error)) from error

    def _note(self, error: apsw.Error) -> None:
        """Write no more after a sync that failed: nobody knows what the disk holds."""
        if isinstance(error, apsw.IOError):
            self._failed = reason_of(error)

    def _checkpoint(self) -> None:
        try:
            fold_in(self._db, Path(self._db.filename), self._vfs)
        except apsw.Error as error:  # a reader is in the way: the WAL holds it all
            self._note(error)

    def _read_only(self, address: str) -> None:
        """Open a file that nobody changes, for reading alone."""
        require_safe_sqlite(apsw.sqlite_lib_version())
        self._lock, self._guard = None, threading.RLock()
        self._failed, self.torn, self._vfs = "", False, ""
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        with _unreadable():
            self._db = apsw.Connection(address, flags)
            self._db.execute(READING).fetchall()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        raise UnreadableVaultError(reason=reason_of(error)) from error


def _connect(path: Path, vfs: str) -> tuple[apsw.Connection, bool]:
    """Open a file for writing, or one that was cut short for reading what is left."""
    with suppress(apsw.CorruptError):
        return _open(path, vfs, PRAGMAS), False
    return _open(path, vfs, CUT_SHORT), True


def _open(path: Path, vfs: str, settings: str) -> apsw.Connection:
    db = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE, vfs or None)
    try:
        db.set_busy_timeout(BUSY_MILLISECONDS)
        db.execute(settings).fetchall()  # to the last: each answer stops the rest
    except apsw.Error:
        db.close()
        raise
    return db
