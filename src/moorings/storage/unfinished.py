"""Files that come or go: under hidden names, so that none is ever found half."""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from moorings.storage.place import sync_folder

#: What is half written: in a folder of copies, and beside the vaults.
_LEFT = (".*.unfinished", ".arriving-*", f".{'[0-9a-f]' * 32}")
STALE_SECONDS = 900.0
_PIECE = 1 << 20


def unfinished_of(target: Path) -> Path:
    """Give the hidden name under which a file is written, a new one each time."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.unfinished")


def put_in_place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, durably, and let go of what bore it before."""
    before = unfinished_of(target)
    with suppress(OSError):  # there is none, or this disk knows one name for each file
        os.link(target, before)
    unfinished.replace(target)
    sync_folder(target.parent)
    with suppress(OSError):
        _destroy(before)


def remove_for_good(file: Path) -> None:
    """Remove a file, and leave nothing of it where it lay; raises `OSError`.

    It loses its name first, durably: whatever ends this in between, nothing spoilt
    stands among the others.
    """
    hidden = unfinished_of(file)
    with suppress(FileNotFoundError):
        file.rename(hidden)
        sync_folder(file.parent)
        _destroy(hidden)


def sweep_unfinished(folder: Path, now: float) -> None:
    """Remove what a program that was killed left half written.

    What is younger than a quarter of an hour may be somebody's just now (own).
    """
    for pattern in _LEFT:
        for left in folder.glob(pattern):
            with suppress(OSError):
                if now - left.stat().st_mtime > STALE_SECONDS:
                    _destroy(left)


def _destroy(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left)
        return
    # A file that has a name elsewhere as well is somebody's, and stays as it is there.
    if not left.is_symlink() and left.stat().st_nlink == 1:
        _overwrite(left)
    left.unlink()


def _overwrite(file: Path) -> None:
    with file.open("r+b") as opened:
        left = os.fstat(opened.fileno()).st_size
        while left:
            left -= opened.write(bytes(min(_PIECE, left)))
        opened.flush()
        os.fsync(opened.fileno())
