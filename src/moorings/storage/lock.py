"""One writer for each vault: a lock that the system lets go when the process ends."""

import os
import sys
from pathlib import Path

from moorings.errors import MooringsError, reason_of
from moorings.storage.log import VaultInUseError


class NotWritableError(MooringsError):
    """The system does not let the folder of a vault be written to."""

    kind = "failed"
    sentence = (
        "The system does not let Moorings write beside this notebook ({reason}), so it "
        "was not opened. Nothing is lost, and nothing was changed. Check that the disk "
        "has room and can be written to, and that the folder is yours."
    )


class WriterLock:
    """Holds a vault's folder for one writing process."""

    def __init__(self, path: Path) -> None:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            reason = error.strerror or reason_of(error)
            raise NotWritableError(reason=reason) from error
        self._file = os.fdopen(descriptor, "r+b")
        try:
            _lock(self._file.fileno())
        except OSError:
            self._file.close()
            raise VaultInUseError from None

    def release(self) -> None:
        """Let the next one in."""
        self._file.close()


if sys.platform == "win32":  # pragma: no cover - the other branch runs here
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
