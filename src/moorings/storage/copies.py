"""Copies of a vault: one file each, as a backup; whole and unchanged, or refused.

A copy is a `vault.db` with a seal of 50 bytes behind it: a word, a form number, and the
SHA-256 of everything before. SQLite reads past them, so that a copy opens even without
this program.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from struct import Struct
from typing import BinaryIO

import apsw

from moorings.errors import MooringsError, reason_of
from moorings.storage.place import make_private, require_own_disk
from moorings.storage.schema import SCHEMA
from moorings.storage.sqlite import FILE_NAME, SqliteLog, UnreadableVaultError
from moorings.storage.unfinished import put_in_place

WORD, FORM = b"moorings backup\n", 1
_SEAL = Struct(">16sH32s")
_SIGNED = Struct(">16sH")
_SQLITE = b"SQLite format 3\x00"
_PIECE = 1 << 20
_KEEPS = "SELECT 1 FROM {} WHERE owner = ? AND id = ? AND body IS NOT NULL"
_SHAPE = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
#: What SQLite may have laid beside a vault that is put away.
_BESIDE = (f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", f"{FILE_NAME}-journal")


class CopyNotMadeError(MooringsError):
    """The disk refused, or has no room."""

    kind = "failed"
    sentence = (
        "The copy could not be written ({reason}). The notebook and the copies from "
        "before are not touched. Free some space, or choose another place, and try "
        "again."
    )


class NoSuchCopyError(MooringsError):
    """There is no such file."""

    kind = "missing"
    sentence = "There is no file at {path}. Nothing was changed. Check the path."


class NotACopyError(MooringsError):
    """The file is something else."""

    sentence = (
        "This file is not a backup of a notebook. Nothing was changed. A backup has a "
        "name like notebook-2026-11-23.moorings."
    )


class CutShortError(MooringsError):
    """Its end is not there."""

    sentence = (
        "The end of this backup is missing: it was not copied whole. Nothing was "
        "changed. Copy it once more from where it lies, or take an older one."
    )


class ChangedCopyError(MooringsError):
    """Its bytes are not as they were written."""

    sentence = (
        "This backup is not as it was written: part of it is damaged. Nothing was "
        "changed. Copy it once more from where it lies, or take an older one."
    )


class NewerCopyError(MooringsError):
    """A later version wrote it."""

    sentence = (
        "This backup was made by a newer Moorings. Nothing was changed. Open it with "
        "that version, or a later one."
    )


class CopyLog(SqliteLog):
    """Reads a copy where it lies; nothing is ever written to it or beside it."""

    def __init__(self, file: Path, *, whole: bool = True) -> None:
        """Open a copy, after its seal was checked unless it need not be `whole`."""
        if whole:
            require_whole(file)
        with _changed():
            self._read_only(f"{file.resolve().as_uri()}?immutable=1")
        if not self._has_own_shape():
            self.close()
            raise ChangedCopyError

    def keeps_any(self, owner: bytes, ids: Iterable[bytes]) -> bool:
        """Say whether the bytes of any of these lie here, as a record or unfinished."""
        queries = [_KEEPS.format(name) for name in ("records", "inbox", "drafts")]
        with _changed():
            return any(
                self._db.execute(query, (owner, each)).fetchone()
                for each in ids
                for query in queries
            )

    def _has_own_shape(self) -> bool:
        """Say whether its tables are those of a vault: a copy may bring no others."""
        with closing(apsw.Connection(":memory:")) as db:
            db.execute(SCHEMA).fetchall()
            own = db.execute(_SHAPE).fetchall()
        try:
            return bool(self._db.execute(_SHAPE).fetchall() == own)
        except (apsw.Error, UnicodeDecodeError):
            return False

    def owners(self) -> list[bytes]:
        """Name whose vault it is; a copy holds one."""
        with _changed():
            found = self._db.execute("SELECT CAST(owner AS BLOB) FROM header")
            return [owner for (owner,) in found]


def write_copy(folder: Path, target: Path) -> None:
    """Copy the vault in a folder as it stands at one moment, without claiming it.

    On return the file is durable, though not yet its name; what is half is removed.
    """
    try:
        target.unlink(missing_ok=True)
        target.touch(mode=0o600)
        with closing(SqliteLog(folder, claim=False)) as log:
            log.copy_into(target)
        with target.open("r+b") as file:
            file.write(_SEAL.pack(WORD, FORM, _digest(file)))
            _sync(file)
    except (OSError, apsw.Error) as error:
        _remove(target)
        raise CopyNotMadeError(reason=reason_of(error)) from error
    except BaseException:
        _remove(target)
        raise


def name_copy(unfinished: Path, target: Path) -> None:
    """Give a finished copy its name, in the place of one that has it, durably."""
    try:
        put_in_place(unfinished, target)
    except OSError as error:
        raise CopyNotMadeError(reason=reason_of(error)) from error


def require_whole(file: Path) -> None:
    """Refuse what is no copy, was cut short or changed, or comes from a later version.

    Raises one of the errors above, or `OSError`.
    """
    if not file.is_file():
        raise NoSuchCopyError(path=file)
    with file.open("rb") as read:
        if read.read(len(_SQLITE)) != _SQLITE:
            raise NotACopyError
        size = read.seek(0, os.SEEK_END)
        read.seek(max(0, size - _SEAL.size))
        seal = read.read()
        word, form, digest = _SEAL.unpack(seal.rjust(_SEAL.size, b"\0"))
        if word != WORD:
            raise CutShortError
        if form > FORM:
            raise NewerCopyError
        read.seek(0)
        if _digest(read, size - _SEAL.size, form) != digest:
            raise ChangedCopyError


def install_copy(file: Path, folder: Path) -> None:
    """Make the vault of a folder that of a copy, whole or not at all.

    The folder is made where there is none. Whoever calls holds it for writing and has
    put away what lies there; what stood in a write-ahead log is gone.
    """
    require_whole(file)
    unfinished = folder / f".{FILE_NAME}.unfinished"
    try:
        if not folder.is_dir():
            make_private(folder)
        require_own_disk(folder)
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        with file.open("rb") as read, unfinished.open("r+b") as write:
            shutil.copyfileobj(read, write, _PIECE)
            write.truncate(file.stat().st_size - _SEAL.size)
            _sync(write)
        for name in _BESIDE:
            (folder / name).unlink(missing_ok=True)
        name_copy(unfinished, folder / FILE_NAME)
    except OSError as error:
        _remove(unfinished)
        raise CopyNotMadeError(reason=reason_of(error)) from error


def copy_files(folder: Path, target: Path) -> Path:
    """Copy the files of a vault that cannot be read, as they lie, into a new folder."""
    try:
        make_private(target)
        for name in (FILE_NAME, *_BESIDE):
            if (folder / name).is_file():
                (target / name).touch(mode=0o600)
                shutil.copyfile(folder / name, target / name)
    except OSError as error:
        raise CopyNotMadeError(reason=reason_of(error)) from error
    return target


def _digest(file: BinaryIO, size: int | None = None, form: int = FORM) -> bytes:
    """Read so many bytes, or to the end, and give what stands for them in the seal."""
    digest = hashlib.sha256()
    left = file.seek(0, os.SEEK_END) if size is None else size
    file.seek(0)
    while left and (piece := file.read(min(left, _PIECE))):
        digest.update(piece)
        left -= len(piece)
    digest.update(_SIGNED.pack(WORD, form))
    return digest.digest()


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


@contextmanager
def _changed() -> Iterator[None]:
    try:
        yield
    except (apsw.Error, UnicodeDecodeError, UnreadableVaultError) as error:
        raise ChangedCopyError from error
