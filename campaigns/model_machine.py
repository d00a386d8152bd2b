"""The keys, the backups, the crashes and the clock of a notebook, in any order."""

import shutil
from contextlib import suppress
from copy import deepcopy
from datetime import timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
)

from campaigns.model_book import Seal, seen_in
from campaigns.model_notebook import (
    BEGINNING,
    PASSPHRASES,
    TEXTS,
    WHEN,
    Notebook,
    is_locked,
    is_open,
)
from moorings.companion.backing_up import back_up_here, name_of
from moorings.companion.boxing import box_record
from moorings.companion.clock import moment
from moorings.companion.errors import LockedError, TooSoonError
from moorings.companion.opened import new_id
from moorings.companion.opening import look
from moorings.companion.restoring import Wish, restore
from moorings.companion.securing import change_passphrase, renew_recovery_code
from moorings.companion.sessions import IDLE_MINUTES
from moorings.journey.records import Entry
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError, WrongRecoveryCodeError
from moorings.vault.header import open_with_code, open_with_passphrase

DAYS_OFF: Final = (-20_000, -1, 0, 1, 3_653, 20_000)


class Machine(Notebook):
    """All that can be done; after each step both hold the same."""

    # --- locking ------------------------------------------------------------------

    @precondition(is_open)
    @rule()
    def lock(self) -> None:
        self.harbour.lock(self.opened)
        self.open = False

    @precondition(is_open)
    @rule()
    def leave_alone(self) -> None:
        """Leave it open until it locks by itself."""
        self.seen.also["leave_alone"] += 1
        self.clock.go_on(IDLE_MINUTES * 60 + 1)
        with suppress(LockedError):
            self.harbour.find(self.token)
            raise AssertionError
        self.open = False

    @precondition(is_locked)
    @rule(with_code=st.booleans())
    def unlock(self, *, with_code: bool) -> None:
        self.seen.also["unlock"] += 1
        self.go_in(with_code=with_code)

    @precondition(is_locked)
    @rule()
    def mistype(self) -> None:
        with suppress(WrongPassphraseError, TooSoonError):
            self.harbour.unlock(self.vault, "not the passphrase at all")
            raise AssertionError

    @precondition(is_locked)
    @rule(text=TEXTS)
    def note_while_locked(self, text: str) -> None:
        page = Entry(id=new_id(), written_at=self.clock.now(), when=WHEN, text=text)
        box_record(self.harbour, self.vault, page)
        self.book.boxed[page.id] = text

    # --- keys ---------------------------------------------------------------------

    @precondition(is_open)
    @rule(passphrase=st.sampled_from(PASSPHRASES))
    def change_passphrase(self, passphrase: str) -> None:
        self.seen.also["change_passphrase"] += 1
        change_passphrase(self.opened, passphrase, cheapest_stretching())
        self.sealed(self.book.seal._replace(passphrase=passphrase))

    @precondition(is_open)
    @rule()
    def renew_code(self) -> None:
        self.seen.also["renew_code"] += 1
        own = self.book.seal.passphrase
        code = renew_recovery_code(self.opened, own, cheapest_stretching())
        self.sealed(self.book.seal._replace(code=code))

    def sealed(self, seal: Seal) -> None:
        self.book.seal = seal
        self.used.add(seal)

    # --- backups, crashes, clocks -------------------------------------------------

    @precondition(is_open)
    @rule()
    def back_up(self) -> None:
        self.seen.also["back_up"] += 1
        place, day = self.harbour.folder / self.vault, moment(self.clock.now()).date
        back_up_here(place, self.opened, day)
        made = place / "backups" / name_of(day)
        shutil.copyfile(made, self.folder / "taken.moorings")
        self.backup = deepcopy(self.book)

    @precondition(lambda self: self.backup)
    @rule(with_code=st.booleans())
    def restore(self, *, with_code: bool) -> None:
        """Let the backup take the place of what is here, and open as on its day."""
        self.seen.also["restore"] += 1
        assert self.backup
        seal, file = self.backup.seal, self.folder / "taken.moorings"
        secret = seal.code if with_code else seal.passphrase
        self.token = restore(self.harbour, file, secret, Wish(replace=True)).token
        self.open, self.book = True, deepcopy(self.backup)

    @rule(locked=st.booleans(), with_code=st.booleans())
    def crash(self, *, locked: bool, with_code: bool) -> None:
        """Go on from what lies on the disk, as after a kill; nothing was closed."""
        self.seen.also["crash"] += 1
        before, data = self.harbour, self.folder / str(self.crashes)
        self.crashes += 1
        shutil.copytree(data, self.folder / str(self.crashes))
        self.harbour, self.open = self.start(), False
        before.lock_all()
        shutil.rmtree(data)
        if not locked:
            self.go_in(with_code=with_code)

    @rule(days=st.sampled_from(DAYS_OFF))
    def set_clock(self, days: int) -> None:
        """Put the clock on the wall wrong, or right again; no time has passed."""
        self.clock.wall = BEGINNING + timedelta(days=days)

    # --- what holds after each of these -------------------------------------------

    @invariant()
    def is_as_the_book_says(self) -> None:
        """Read the file anew, and what is open; both say what the dictionary says."""
        self.seen.also["steps"] += 1
        shown = self.book.shown()
        with self.harbour.reach(self.vault) as log:
            page = log.header(bytes.fromhex(self.vault)) or b""
            unlocked = open_with_passphrase(page, self.book.seal.passphrase)
            on_disk = look(log, unlocked, self.clock)
            assert on_disk.condition.sound
            assert seen_in(on_disk) == shown
            rows = {row.id.hex(): row.body for row in log.read(on_disk.owner)}
            assert len(rows) == log.head(on_disk.owner).position
            assert not any(rows.get(gone) for gone in self.book.erased)
        if self.open:
            assert seen_in(self.opened) == shown
            assert not self.opened.log.shelf(self.opened.owner, "inbox")

    @invariant()
    def nothing_of_before_opens_it(self) -> None:
        with self.harbour.reach(self.vault) as log:
            page = log.header(bytes.fromhex(self.vault)) or b""
        open_with_code(page, self.book.seal.code)
        for code in {seal.code for seal in self.used} - {self.book.seal.code}:
            with suppress(WrongRecoveryCodeError):
                open_with_code(page, code)
                raise AssertionError
        for used in {*PASSPHRASES} - {self.book.seal.passphrase}:
            with suppress(WrongPassphraseError):
                open_with_passphrase(page, used)
                raise AssertionError
