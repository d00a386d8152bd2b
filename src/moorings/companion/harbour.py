"""The vaults of one data folder, and those that are open in this process."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from moorings.companion.building import build_vault, vaults_in
from moorings.companion.clock import Clock
from moorings.companion.errors import (
    DoorNeededError,
    DoorTakenError,
    LockedError,
    UnknownVaultError,
)
from moorings.companion.guessing import names_in, require_strong
from moorings.companion.nowhere import Nowhere
from moorings.companion.opened import Opened
from moorings.companion.opening import look, open_vault, require_own_page, take_in
from moorings.companion.over_looking import put_down
from moorings.companion.patience import beside, try_key, try_key_again
from moorings.companion.sessions import TOKEN_BYTES, Sessions
from moorings.companion.spoilt import naming_backups
from moorings.companion.turns import Turns
from moorings.errors import MooringsError
from moorings.journey.codec import RECORDS_VERSION
from moorings.journey.records import AnyRecord
from moorings.storage.log import Log, Row
from moorings.storage.memory import MemoryLog
from moorings.storage.sqlite import SqliteLog
from moorings.vault.derivation import (
    Stretching,
    cheapest_stretching,
    standard_stretching,
)
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
        self._naming = threading.Lock()
        self._opening = Turns()
        self.sessions = Sessions(clock)
        self.before_lock: Callable[[Opened], None] = lambda _: None
        self._nowhere = Nowhere(self.folder, stretching)

    # --- which vaults there are ---------------------------------------------------

    def vaults(self) -> tuple[str, ...]:
        """Give the ids of all vaults in this folder."""
        return vaults_in(self.folder)

    def which(self, remembered: str = "", door: str = "", how: str = "") -> str:
        """Find the vault that is meant: by its door name, or the remembered one.

        Without either it is the only one there, or the only one without a door name.
        A door name that nobody has leads to none, which takes as long.
        """
        known = self.vaults()
        if not known:
            raise UnknownVaultError(how=how)
        if door:
            self._nowhere.prepare()
            answering = [v for v in known if self._answers(v, door)]
            return answering[0] if answering else ""
        if remembered in known:
            return remembered
        if len(known) > 1:
            known = tuple(v for v in known if self._answers(v, ""))
        if len(known) != 1:
            raise DoorNeededError(how=how)
        return known[0]

    def header(self, vault: str) -> Header:
        """Read a vault's first page without opening it."""
        with self.reach(vault) as log:
            return read_header(log.header(bytes.fromhex(vault)) or b"")

    def open_vault(self, vault: str) -> Opened | None:
        """Give a vault that is open in this process, and kept."""
        opened = (o for o in self.sessions.opened() if o.kept)
        return next((o for o in opened if o.owner.hex() == vault), None)

    @contextmanager
    def reach(self, vault: str) -> Iterator[Log]:
        """Reach a vault's file, open or not, without claiming it."""
        if opened := self.open_vault(vault):
            yield opened.log
            return
        log = SqliteLog(self._place(vault), claim=False)
        try:
            yield log
        finally:
            log.close()

    # --- making and opening -------------------------------------------------------

    def make(
        self, passphrase: str, *, door: str = "", first: tuple[AnyRecord, ...] = ()
    ) -> Made:
        """Make a vault, put its first records in, and open it."""
        require_strong(passphrase, (door, *names_in(first)))
        self.require_free(door)
        code = new_code()
        unlocked = new_header(passphrase, code, self.stretching(), RECORDS_VERSION)
        if door:
            unlocked = with_door(unlocked, door)
        with self._naming:
            self.require_free(door)
            opened = build_vault(self.folder, unlocked, self.clock, first)
        return Made(self.sessions.begin(opened), code, opened)

    def try_out(self) -> Made:
        """Open a vault that lies in memory alone, under a key nobody knows."""
        nobody_knows, cheap = secrets.token_hex(TOKEN_BYTES), cheapest_stretching()
        unlocked = new_header(nobody_knows, new_code(), cheap, RECORDS_VERSION)
        opened = open_vault(MemoryLog(), unlocked, self.clock, kept=False)
        return Made(self.sessions.begin(opened), "", opened)

    def unlock(
        self, vault: str, passphrase: str, *, seen: str = "", name: str = ""
    ) -> str:
        """Open a vault with its passphrase; give the token of a new session.

        Where there is no vault of that door name, this takes as long and is as patient.
        """
        key = partial(open_with_passphrase, passphrase=passphrase)
        return self.open_with(vault, "passphrase", key, seen, name)

    def recover(self, vault: str, code: str, *, seen: str = "", name: str = "") -> str:
        """Open a vault with its recovery code; give the token of a new session."""
        key = partial(open_with_code, code=code)
        return self.open_with(vault, "recovery", key, seen, name)

    @contextmanager
    def looking(self, vault: str, passphrase: str) -> Iterator[Opened]:
        """Read a vault as it stands, without claiming it; nothing can be written."""
        owner = bytes.fromhex(vault)
        with naming_backups(self.folder / vault), self.reach(vault) as log:
            unlocked = try_key(
                log,
                self.clock,
                owner,
                "passphrase",
                lambda page: open_with_passphrase(page, passphrase),
            )
            yield look(log, require_own_page(unlocked, owner), self.clock)

    # --- sessions -----------------------------------------------------------------

    def find(self, token: str, *, active: bool = True, seen: bool = False) -> Opened:
        """Give the vault behind a token; using it puts the idle lock off.

        A page that is `seen`, and no more, only undoes that one was hidden.
        """
        self.sweep()
        return self.sessions.find(token, active=active, seen=seen)

    def hide(self, token: str) -> None:
        """Note that the page went out of sight; a minute later the vault locks."""
        self.sessions.hide(token)

    def sweep(self) -> None:
        """Lock whatever was left alone for too long."""
        with self._guard:
            for opened in self.sessions.left_alone():
                self.lock(opened)

    def lock(self, opened: Opened) -> None:
        """End every session of a vault and drop its keys and words."""
        with self._guard:
            self.sessions.end_all(opened)
            put_down(opened)
            self.before_lock(opened)
            opened.drop()

    def lock_all(self) -> None:
        """Lock everything, because the process ends."""
        with self._guard:
            for opened in self.sessions.opened():
                self.lock(opened)
            self._nowhere.leave()

    # --- how it is done -----------------------------------------------------------

    def open_with(
        self,
        vault: str,
        door: str,
        key: Callable[[bytes], Unlocked],
        seen: str,
        name: str = "",
    ) -> str:
        """Open a vault with a key of any kind; give the token of a new session.

        The same one is opened once, by whoever comes first; different ones at once.
        """
        owner = bytes.fromhex(vault)

        def own(page: bytes) -> Unlocked:
            return require_own_page(key(page), owner)

        behind = owner or self._nowhere.owner_of(name)
        with self._opening.of(behind), naming_backups(self.folder / vault):
            if not vault:
                self._nowhere.turn(self.clock, behind, door, own)
            with self._guard:
                joined = self.sessions.join(owner)
            if joined:
                return self._join(*joined, door, own)
            log = SqliteLog(self._place(vault))
            rows: list[Row] = []
            reading = beside(lambda: rows.extend(log.read(owner)), own)
            try:
                unlocked = try_key(log, self.clock, owner, door, reading)
                opened = open_vault(log, unlocked, self.clock, seen=seen, rows=rows)
            except BaseException:
                log.close()
                raise
            return self.sessions.begin(opened)

    def _join(
        self, already: Opened, token: str, door: str, key: Callable[[bytes], Unlocked]
    ) -> str:
        """Come to a vault that is open; the token keeps it so while the key turns."""
        try:
            try_key_again(already, door, key)
            take_in(already)
        except BaseException:
            self.sessions.end(token)
            if already.locked:
                raise LockedError from None
            raise
        return token

    def name_door(self, opened: Opened, name: str) -> None:
        """Give a vault the name by which it is found among several."""
        with self._naming:
            self.require_free(name, besides=opened.owner.hex())
            opened.put_header(with_door(opened.unlocked, name))

    def require_free(self, door: str, besides: str = "") -> None:
        """Refuse a door name that another vault has."""
        others = (vault for vault in self.vaults() if vault != besides)
        if door and any(self._answers(vault, door) for vault in others):
            raise DoorTakenError

    def _answers(self, vault: str, door: str) -> bool:
        """Say whether a vault bears this name or none; a damaged one hides no other."""
        try:
            header = self.header(vault)
        except MooringsError:
            return False
        return answers_to(header, door) if door else not header.door

    def _place(self, vault: str) -> Path:
        if vault not in self.vaults():
            raise UnknownVaultError(how="")
        return self.folder / vault
