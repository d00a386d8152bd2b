"""Folding the write-ahead log into its file, and leaving nothing where it stood.

What is cut off a file stays on the disk until something else comes there: keys of an
earlier passphrase, pages that were erased. So it is overwritten before it is cut off.
"""

from pathlib import Path
from typing import Final

import apsw

#: The beginning of a write-ahead log: without it, nothing in it counts.
HEAD_BYTES: Final = 32
#: SQLite writes no more than 128 KiB at once.
_PIECE: Final = 1 << 16
_FLAGS: Final = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_WAL


def fold_in(db: apsw.Connection, file: Path, vfs: str = "") -> None:
    """Bring every frame into the file, durably; then overwrite and cut off the log.

    Raises `apsw.Error` where a reader is in the way, or the disk refuses: then the log
    holds all of it still, or the file does.
    """
    if not Path(f"{file}-wal").is_file():
        return
    log = apsw.VFSFile(vfs, f"{file}-wal", [_FLAGS, 0])
    try:
        began = _head(log)
        frames, folded = db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_RESTART)
        if began and frames == folded >= 0:  # below nought where nothing was done
            _overwrite(db, log, began)
    finally:
        log.xClose()
    db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)


def _head(log: apsw.VFSFile) -> bytes:
    return log.xRead(HEAD_BYTES, 0) if log.xFileSize() >= HEAD_BYTES else b""


def _overwrite(db: apsw.Connection, log: apsw.VFSFile, began: bytes) -> None:
    """Overwrite a log whose frames are all in the file.

    While this holds the right to write nobody begins anew in it; whoever did so just
    before has given it another head. That goes first, and durably: a log of which only
    the first frames are left would bring older pages back.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        if _head(log) == began:
            log.xWrite(bytes(HEAD_BYTES), 0)
            log.xSync(apsw.SQLITE_SYNC_NORMAL)
            size = log.xFileSize()
            for at in range(0, size, _PIECE):
                log.xWrite(bytes(min(_PIECE, size - at)), at)
            log.xSync(apsw.SQLITE_SYNC_NORMAL)
    finally:
        db.execute("ROLLBACK")
