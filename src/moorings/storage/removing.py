"""Removing a vault from a disk: gone at one stroke, then its keys, then its files."""

import mmap
import os
import re
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import apsw

from moorings.errors import MooringsError, reason_of
from moorings.storage.lock import WriterLock
from moorings.storage.place import sync_folder
from moorings.storage.sqlite import LOCK_NAME

_GONE: Final = re.compile(r"\.[0-9a-f]+\.gone")
_PIECE: Final = 1 << 20
_FIRST_PAGES: Final = "SELECT CAST(header AS BLOB) FROM header"


class NotRemovedError(MooringsError):
    """The system would not let a folder go."""

    kind = "failed"
    sentence = (
        "The system did not let the notebook go ({reason}). Nothing of it was removed. "
        "Close other programs that look into its folder, then try again."
    )


def remove_vault(place: Path) -> None:
    """Remove a vault with all that lies in its folder.

    Its folder is renamed first: whatever ends this before its end leaves either the
    whole vault, or none and a rest that `finish_removing` removes. Raises
    `VaultInUseError` where somebody holds it for writing, or `NotRemovedError`.
    """
    gone = place.with_name(f".{place.name}.gone")
    WriterLock(place / LOCK_NAME).release()
    try:
        place.rename(gone)
        sync_folder(place.parent)
    except OSError as error:
        raise NotRemovedError(reason=reason_of(error)) from error
    finish_removing(place.parent)


def finish_removing(folder: Path) -> None:
    """Remove what is left of vaults that are gone: their keys first, then all files.

    What the system does not let go is tried again at the next start.
    """
    if not folder.is_dir():
        return
    for rest in folder.iterdir():
        if _GONE.fullmatch(rest.name) and rest.is_dir() and not rest.is_symlink():
            with suppress(OSError):
                _remove(rest)


def _remove(rest: Path) -> None:
    files = [each for each in rest.rglob("*") if each.is_file()]
    for file in files:
        if not file.is_symlink() and file.stat().st_size:
            _destroy_keys(file)
    shutil.rmtree(rest)
    sync_folder(rest.parent)


def _destroy_keys(file: Path) -> None:
    """Overwrite the page that holds the keys, or all of a file that hides it."""
    pages = _first_pages(file)
    with file.open("r+b") as opened:
        with mmap.mmap(opened.fileno(), 0) as content:
            found = [_overwrite(content, page) for page in pages]
            if not any(found):
                for at in range(0, len(content), _PIECE):
                    content[at : at + _PIECE] = bytes(len(content[at : at + _PIECE]))
            content.flush()
        os.fsync(opened.fileno())


def _first_pages(file: Path) -> list[bytes]:
    """Read the page with the keys from a vault or a copy; of anything else nothing."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    with suppress(apsw.Error):
        address = f"{file.resolve().as_uri()}?immutable=1"
        with closing(apsw.Connection(address, flags)) as db:
            return [page for (page,) in db.execute(_FIRST_PAGES) if page and any(page)]
    return []


def _overwrite(content: mmap.mmap, page: bytes) -> bool:
    at, found = content.find(page), False
    while at >= 0:
        content[at : at + len(page)] = bytes(len(page))
        at, found = content.find(page, at + len(page)), True
    return found
