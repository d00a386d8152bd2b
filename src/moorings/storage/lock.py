"""One writer for each vault: a lock that the system lets go when the process ends."""

import os
import sys
from pathlib import Path

from moorings.storage.log import VaultInUseError


class WriterLock:
    """Holds a vault's folder for one writing process."""

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
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
