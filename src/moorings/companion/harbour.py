"""The vaults of one data folder, and those that are open in this process."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from moorings.companion.clock import Clock
from moorings.companion.errors import (
    DoorNeededError,
    LockedError,
    TooSoonError,
    UnknownVaultError,
)
from moorings.companion.opened import Opened
from moorings.companion.opening import open_vault, take_in
from moorings.companion.securing import require_strong
from moorings.journey.codec import RECORDS_VERSION
from moorings.journey.records import AnyRecord
from moorings.storage.log import Failures, Log
from moorings.storage.memory import MemoryLog
from moorings.storage.sqlite import FILE_NAME, SqliteLog, sync_folder
from moorings.vault.derivation import (
    Stretching,
    cheapest_stretching,
    standard_stretching,
)
from moorings.vault.errors import WrongPassphraseError, WrongRecoveryCodeError
from moorings.vault.header import (
    Header,
    Unlocked,
    answers_to,
    new_header,
    open_with_code,
    open_with_passphrase,
    read_header,
    with_door,
)
from moorings.vault.recovery import new_code

TOKEN_BYTES = 32
FREE_TRIES = 4
LONGEST_WAIT_SECONDS = 900
#: Stretching takes 64 MiB and a core for a moment: no more than this many at once.
AT_ONCE = 2
IDLE_MINUTES = 5
HIDDEN_GRACE_SECONDS = 60


@dataclass(slots=True)
class Session:
    """One browser's way to an opened vault; found by its token's digest alone."""

    opened: Opened
    last_seen: float
    hidden_since: float | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A new vault: its first session, and the recovery code that is shown once."""

    token: str = field(repr=False)
    code: str = field(repr=False)
    opened: Opened = field(repr=False)


class Harbour:
    """Where vaults lie: makes them, opens them, and lets them go again."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        stretching: Callable[[], Stretching] = standard_stretching,
    ) -> None:
        self.folder = folder / "vaults"
        self.clock = clock
        self.stretching = stretching
        self._guard = threading.RLock()
        self._opening = threading.Lock()
        self._stretching_slots = threading.BoundedSemaphore(AT_ONCE)
        self._sessions: dict[bytes, Session] = {}

    # --- which vaults there are ---------------------------------------------------

    def vaults(self) -> tuple[str, ...]:
        """Give the ids of all vaults in this folder."""
        if not self.folder.is_dir():
            return ()
        return tuple(
            sorted(
                place.name
                for place in self.folder.iterdir()
                if not place.name.startswith(".") and (place / FILE_NAME).is_file()
            )
        )

    def which(self, remembered: str = "", door: str = "", how: str = "") -> str:
        """Find the vault that is meant: the only one, the named or remembered one."""
        known = self.vaults()
        if not known:
            raise UnknownVaultError(how=how)
        if door:
            named = [v for v in known if answers_to(self.header(v), door)]
            return named[0] if named else ""
        if remembered in known:
            return remembered
        if len(known) > 1:
            raise DoorNeededError(how=how)
        return known[0]

    def header(self, vault: str) -> Header:
        """Read a vault's first page without opening it."""
        with self._log(vault) as log:
            return read_header(log.header(bytes.fromhex(vault)) or b"")

    # --- making and opening -------------------------------------------------------

    def make(
        self, passphrase: str, *, door: str = "", first: tuple[AnyRecord, ...] = ()
    ) -> Made:
        """Make a vault, put its first records in, and open it.

        It is built beside the others under a hidden name and moved into place when it
        is whole: a crash leaves either nothing or a vault that opens.
        """
        require_strong(passphrase)
        code = new_code()
        with self._stretching_slots:
            unlocked = new_header(passphrase, code, self.stretching(), RECORDS_VERSION)
        if door:
            unlocked = with_door(unlocked, door)
        vault = unlocked.header.vault.hex()
        hidden, place = self.folder / f".{vault}", self.folder / vault
        SqliteLog.create(hidden)
        opened = open_vault(SqliteLog(hidden), unlocked, self.clock)
        opened.put_header(unlocked, *first)
        opened.log.close()
        hidden.rename(place)
        sync_folder(self.folder)
        opened.log = SqliteLog(place)
        return Made(self._begin(opened), code, opened)

    def try_out(self) -> Made:
        """Open a vault that lies in memory alone, under a key nobody knows."""
        with self._stretching_slots:
            unlocked = new_header(
                secrets.token_hex(TOKEN_BYTES),
                new_code(),
                cheapest_stretching(),
                RECORDS_VERSION,
            )
        opened = open_vault(MemoryLog(), unlocked, self.clock, kept=False)
        return Made(self._begin(opened), "", opened)

    def unlock(self, vault: str, passphrase: str, *, seen: str = "") -> str:
        """Open a vault with its passphrase; give the token of a new session."""
        return self._open(
            vault,
            "passphrase",
            lambda page: open_with_passphrase(page, passphrase),
            seen,
        )

    def recover(self, vault: str, code: str, *, seen: str = "") -> str:
        """Open a vault with its recovery code; give the token of a new session."""
        return self._open(
            vault, "recovery", lambda page: open_with_code(page, code), seen
        )

    def pretend(self, passphrase: str) -> None:
        """Take as long over a door nobody has as over one that does not open."""
        with self._stretching_slots:
            new_header(passphrase, new_code(), self.stretching(), RECORDS_VERSION)
        raise WrongPassphraseError

    # --- sessions -----------------------------------------------------------------

    def find(self, token: str, *, active: bool = True) -> Opened:
        """Give the vault behind a token; using it puts the idle lock off."""
        self.sweep()
        with self._guard:
            session = self._sessions.get(_digest(token))
            if session is None:
                raise LockedError
            if active:
                session.last_seen = self.clock.elapsed()
                session.hidden_since = None
            return session.opened

    def hide(self, token: str) -> None:
        """Note that the page went out of sight; a minute later the vault locks."""
        with self._guard:
            session = self._sessions.get(_digest(token))
            if session is not None and session.hidden_since is None:
                session.hidden_since = self.clock.elapsed()

    def sweep(self) -> None:
        """Lock whatever was left alone for too long."""
        now = self.clock.elapsed()
        with self._guard:
            for opened in self._opened():
                mine = [s for s in self._sessions.values() if s.opened is opened]
                if all(_left_alone(session, now) for session in mine):
                    self.lock(opened)

    def lock(self, opened: Opened) -> None:
        """End every session of a vault and drop its keys and words."""
        with self._guard:
            self._sessions = {
                digest: session
                for digest, session in self._sessions.items()
                if session.opened is not opened
            }
            opened.search_text = None
            opened.log.close()

    def lock_all(self) -> None:
        """Lock everything, because the process ends."""
        with self._guard:
            for opened in self._opened():
                self.lock(opened)

    # --- how it is done -----------------------------------------------------------

    def _open(
        self, vault: str, door: str, key: Callable[[bytes], Unlocked], seen: str
    ) -> str:
        owner = bytes.fromhex(vault)
        with self._opening:
            already = self._already_open(owner)
            log: Log = already.log if already else SqliteLog(self._place(vault))
            try:
                unlocked = self._try_key(log, owner, door, key)
                if already:
                    take_in(already)
                opened = already or open_vault(log, unlocked, self.clock, seen=seen)
            except BaseException:
                if already is None:
                    log.close()
                raise
            return self._begin(opened)

    def _try_key(
        self, log: Log, owner: bytes, door: str, key: Callable[[bytes], Unlocked]
    ) -> Unlocked:
        """Turn the key, unless the last tries ask for patience; count what fails."""
        failed = log.failures(owner, door)
        waited = max(self.clock.now().timestamp() - failed.at, 0.0)
        left = wait_after(failed.tries) - waited
        if left > 0:
            raise TooSoonError(seconds=int(left) + 1)
        try:
            with self._stretching_slots:
                unlocked = key(log.header(owner) or b"")
        except (WrongPassphraseError, WrongRecoveryCodeError):
            now = self.clock.now().timestamp()
            log.put_failures(owner, door, Failures(failed.tries + 1, now))
            raise
        if failed.tries:
            log.put_failures(owner, door, Failures(0, 0.0))
        return unlocked

    def _opened(self) -> list[Opened]:
        return list({id(s.opened): s.opened for s in self._sessions.values()}.values())

    def _already_open(self, owner: bytes) -> Opened | None:
        with self._guard:
            return next(
                (o for o in self._opened() if o.kept and o.owner == owner), None
            )

    def _begin(self, opened: Opened) -> str:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._guard:
            self._sessions[_digest(token)] = Session(opened, self.clock.elapsed())
        return token

    def _place(self, vault: str) -> Path:
        place = self.folder / vault
        if vault not in self.vaults():
            raise UnknownVaultError(how="")
        return place

    @contextmanager
    def _log(self, vault: str) -> Iterator[Log]:
        """Reach a vault's file, open or not, without claiming it."""
        already = self._already_open(bytes.fromhex(vault))
        if already:
            yield already.log
            return
        log = SqliteLog(self._place(vault), claim=False)
        try:
            yield log
        finally:
            log.close()

    def put_in_box(self, vault: str, item: bytes, sealed: bytes) -> None:
        """Lay something sealed into a vault's inbox, until it is next opened."""
        owner = bytes.fromhex(vault)
        with self._log(vault) as log, log.writing(owner) as writing:
            writing.put("inbox", item, sealed)


def wait_after(tries: int) -> int:
    """Say how many seconds to wait after so many wrong tries in a row.

    Four tries are free, then 1, 2, 4 … seconds, never more than a quarter of an hour:
    guessing gets slow, and nobody can lock the owner out.
    """
    if tries <= FREE_TRIES:
        return 0
    return int(min(2.0 ** min(tries - FREE_TRIES - 1, 20), LONGEST_WAIT_SECONDS))


def _left_alone(session: Session, now: float) -> bool:
    choices = session.opened.journey.choices
    minutes = int(choices.get("lock-after-minutes", IDLE_MINUTES))
    if now - session.last_seen >= minutes * 60:
        return True
    if session.hidden_since is None or choices.get("lock-when-hidden", "yes") != "yes":
        return False
    return now - session.hidden_since >= HIDDEN_GRACE_SECONDS


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
