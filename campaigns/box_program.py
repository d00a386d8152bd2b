"""Moorings on one data folder, killed before, in or after any of its transactions."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final
from unittest.mock import patch

from moorings.companion.boxing import box_sealed
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.storage.sqlite import SqliteLog
from moorings.vault import wraps
from moorings.vault.derivation import Stretching, cheapest_stretching

PASSPHRASE: Final = "a long enough passphrase"
AT: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)


class StillClock:
    """A clock at which nothing locks by itself."""

    def now(self) -> datetime:
        return AT

    def elapsed(self) -> float:
        return 0.0


class KilledError(BaseException):
    """The program ended here and now."""


class Fuse:
    """Kills the program before, in or after one of its next transactions."""

    def __init__(self) -> None:
        self.left = 0
        self.writing = SqliteLog.writing

    def burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise KilledError

    def log_with_it(self) -> AbstractContextManager[object]:
        @contextmanager
        def writing(log: SqliteLog, owner: bytes) -> Iterator[object]:
            self.burn()
            with self.writing(log, owner) as transaction:
                yield transaction
                self.burn()
            self.burn()

        return patch.object(SqliteLog, "writing", writing)


class Program:
    """Moorings on one data folder, as often as it is started."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running = True
        self.harbour = Harbour(folder, StillClock(), stretching=cheapest_stretching)
        opened = self.harbour.make(PASSPHRASE).opened
        self.vault, self.owner = opened.owner.hex(), opened.owner
        self.box = opened.unlocked.header.box

    @property
    def opened(self) -> Opened | None:
        return self.harbour.open_vault(self.vault) if self.running else None

    def stop(self) -> None:
        self.harbour.lock_all()
        self.running = False

    def start(self) -> None:
        if not self.running:
            self.harbour = Harbour(
                self._folder, StillClock(), stretching=cheapest_stretching
            )
            self.running = True

    def unlock(self) -> None:
        if self.running:
            self.harbour.unlock(self.vault, PASSPHRASE)

    def lock(self) -> None:
        if opened := self.opened:
            self.harbour.lock(opened)

    def take(self, items: dict[bytes, bytes]) -> bool:
        """Take a delivery, and say whether it was acknowledged."""
        if not self.running:
            return False
        box_sealed(self.harbour, self.vault, items)
        return True


def quickly_stretched() -> AbstractContextManager[object]:
    """Stand in for Argon2: how long a key takes to turn is not what is tried here."""

    def quickly(passphrase: str, stretching: Stretching) -> bytes:
        return sha256(stretching.salt + passphrase.encode()).digest()

    return patch.object(wraps, "stretch", quickly)
