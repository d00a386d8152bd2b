"""A door that leads nowhere, and stays shut as slowly and patiently as any.

Whoever tries door names must not learn which of them a notebook bears: not by the
answer, nor by how long it took, nor by how patient one has to be. So behind every other
name lies a notebook of chance, on the same disk. It holds neither a word nor a name.
"""

import hmac
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from moorings.companion.clock import Clock
from moorings.companion.patience import beside, try_key
from moorings.errors import MooringsError, reason_of
from moorings.journey.codec import RECORDS_VERSION
from moorings.storage.lock import NotWritableError, WriterLock
from moorings.storage.log import Log, NotKeptError, Row
from moorings.storage.sqlite import FILE_NAME, SqliteLog, UnreadableVaultError
from moorings.vault.derivation import KEY_BYTES, Stretching, normal
from moorings.vault.header import ID_BYTES, Unlocked
from moorings.vault.shut import shut_page


class Nowhere:
    """Where every door name leads that no notebook bears."""

    def __init__(self, folder: Path, stretching: Callable[[], Stretching]) -> None:
        # As something that was never finished is named: what a killed program leaves
        # here goes at a later start.
        self._place = folder / f".{secrets.token_hex(ID_BYTES)}"
        self._stretching = stretching
        self._page = b""
        # Names are known by what only this process can tell of them.
        self._key = secrets.token_bytes(KEY_BYTES)
        self._guard = threading.Lock()
        self._free: list[str] = []
        self._numbers = count()

    def prepare(self) -> None:
        """Make it, where it is not there: at the first door name, whichever that is."""
        with self._guard, suppress(OSError, MooringsError):
            if not (self._place / FILE_NAME).is_file():
                shutil.rmtree(self._place, ignore_errors=True)
                SqliteLog.create(self._place)
            if not self._page:
                self._page = shut_page(self._stretching(), RECORDS_VERSION)

    def turn(
        self, clock: Clock, owner: bytes, door: str, key: Callable[[bytes], Unlocked]
    ) -> None:
        """Turn a key in vain. Raises what a wrong one raises, or asks for patience."""
        rows = list[Row]()

        def tried(_: bytes) -> Unlocked:
            return key(self._page)

        with self._log() as log:
            reading = beside(lambda: rows.extend(log.read(owner)), tried)
            try_key(log, clock, owner, door, reading)

    def leave(self) -> None:
        """Remove what there is of it."""
        with self._guard:
            shutil.rmtree(self._place, ignore_errors=True)

    def owner_of(self, name: str) -> bytes:
        """Say who would live behind a name: its every spelling leads to the same."""
        known = normal(name).casefold().encode()
        return hmac.digest(self._key, known, "sha256")[:ID_BYTES]

    @contextmanager
    def _log(self) -> Iterator[Log]:
        self.prepare()
        try:
            with self._claimed(), closing(SqliteLog(self._place, claim=False)) as log:
                yield log
        except (OSError, UnreadableVaultError, NotWritableError) as error:
            raise NotKeptError(reason=reason_of(error)) from error

    @contextmanager
    def _claimed(self) -> Iterator[None]:
        """Claim as one does who opens a notebook; here others may try meanwhile."""
        with self._guard:
            name = self._free.pop() if self._free else f"lock-{next(self._numbers)}"
        try:
            lock = WriterLock(self._place / name)
            try:
                yield
            finally:
                lock.release()
        finally:
            with self._guard:
                self._free.append(name)
