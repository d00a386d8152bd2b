"""Somebody who keeps a notebook on a disk that refuses a call, and goes on."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from campaigns.acknowledged import Acknowledged, acknowledged
from campaigns.failing_disk import Calls
from campaigns.repeating import CountingClock
from moorings.companion.boxing import box_record
from moorings.companion.drafting import save_draft
from moorings.companion.errors import LockedError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.errors import MooringsError
from moorings.journey.records import Entry, RecordId, When
from moorings.storage.sqlite import SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError

DAY: Final = When(CountingClock().now().date())
#: With so many acts at the most, less one, life goes on after the first refusal.
FURTHER: Final = 5
WRONG: Final = "not the passphrase at all"
Act = Callable[[], None]


class WroteOnError(Exception):
    """After a sync that failed, something was kept all the same."""


class HalfMadeError(Exception):
    """A notebook that could not be made is there."""


class NoSentenceError(Exception):
    """Something was refused, and no words said why."""


class Life:
    """What one person does, one act after another, and what they were told."""

    def __init__(
        self, folder: Path, calls: Calls, events: list[object], chance: Random
    ) -> None:
        self.harbour = Harbour(folder, CountingClock(), stretching=cheapest_stretching)
        self.told = Acknowledged()
        self.passphrases = [passphrase(0)]
        self.boxed: list[RecordId] = []
        self.refused = 0
        self._calls = calls
        self._events = events
        self._chance = chance
        self._token = ""
        self._changes = 0
        self._log = 0

    def live(self) -> None:
        """Make a notebook, then do everything there is in an order drawn by chance.

        Life goes on for an act or some after one that was refused, and ends open.
        """
        acts: list[Act] = [
            *(self.write, self.edit, self.erase, self.draft, self.draft, self.lock),
            *(self.change, self.box, self.mistype, self.write_many),
        ]
        self._chance.shuffle(acts)
        left = self._calls.refusal.at % FURTHER
        for act in (self.make, *acts, self.lock, self.write, self.write):
            self.do(act)
            left -= bool(self._calls.refused)
            if left < 0:
                return

    def do(self, act: Act) -> None:
        """Do one thing: it is kept, or refused in a sentence."""
        stopped = self._log if self._log in self._calls.unsynced else -1
        before = len(self._events)
        try:
            act()
        except MooringsError as refusal:
            self.refused += 1
            if not str(refusal).strip():
                raise NoSentenceError(repr(refusal)) from refusal
        else:
            # With no page left there is nothing to change, and nothing is written.
            wrote = len(self._events) > before
            if self._log == stopped and wrote and act not in (self.box, self.mistype):
                raise WroteOnError
            self._acknowledge()

    # --- what is done -------------------------------------------------------------

    def make(self) -> None:
        self._events.clear()
        try:
            self._token = self.harbour.make(passphrase(0), first=(entry("1"),)).token
        except MooringsError as refusal:
            if self.harbour.vaults():
                raise HalfMadeError from refusal
            raise
        self._found()

    def write(self) -> None:
        write_entry(self._open(), new_id(), page("a page"))

    def write_many(self) -> None:
        """Write so much that the log is folded in beneath it."""
        opened = self._open()
        opened.keep(*(entry("long " * 800) for _ in range(12)))

    def edit(self) -> None:
        opened = self._open()
        if pages := sorted(opened.journey.page_ids()):
            edit_page(opened, new_id(), self._chance.choice(pages), page("changed"))

    def erase(self) -> None:
        opened = self._open()
        if pages := sorted(opened.journey.page_ids()):
            erase(opened, self._chance.choice(pages))

    def draft(self) -> None:
        """Keep what is unfinished; then keep the page of one begun before."""
        opened, record = self._open(), new_id()
        save_draft(opened, record, "entry", {"text": "half a page"})
        if self.told.drafts and self._chance.random() < 0.5:  # noqa: PLR2004
            write_entry(opened, self.told.drafts[0].id, page("the whole page"))

    def change(self) -> None:
        opened = self._open()
        self._changes += 1
        new = passphrase(self._changes)
        self.passphrases.append(new)
        change_passphrase(opened, new, cheapest_stretching())
        self.passphrases = [new]

    def lock(self) -> None:
        opened = self._opened()
        if opened:
            self._token, self._log = "", 0
            self.harbour.lock(opened)

    def box(self) -> None:
        """Note something while it is locked."""
        self.lock()
        record = entry("while it was locked")
        box_record(self.harbour, self._vault(), record)
        self.boxed.append(record.id)

    def mistype(self) -> None:
        self.lock()
        try:
            self.harbour.unlock(self._vault(), WRONG)
        except WrongPassphraseError:
            self._open()

    # --- how it is done -----------------------------------------------------------

    def _vault(self) -> str:
        vaults = self.harbour.vaults()
        if not vaults:
            self.make()
            self.lock()
            vaults = self.harbour.vaults()
        return vaults[0]

    def _opened(self) -> Opened | None:
        try:
            return self.harbour.find(self._token)
        except LockedError:
            return None

    def _open(self) -> Opened:
        """Give the open notebook, made and unlocked where it is not."""
        return self._opened() or self._unlocked()

    def _unlocked(self) -> Opened:
        vault = self._vault()
        for known in self.passphrases[:-1]:
            try:
                self._token = self.harbour.unlock(vault, known)
            except WrongPassphraseError:
                continue
            return self._found()
        self._token = self.harbour.unlock(vault, self.passphrases[-1])
        return self._found()

    def _found(self) -> Opened:
        """Give what was unlocked just now; its log is folded in after a few pages."""
        opened, self._log = self.harbour.find(self._token), self._calls.opened
        if isinstance(opened.log, SqliteLog):
            opened.log._db.execute("PRAGMA wal_autocheckpoint = 8")  # noqa: SLF001
        return opened

    def _acknowledge(self) -> None:
        """Remember what is shown now: from here on it must not be lost."""
        if opened := self._opened():
            with self._calls.paused():
                self.told = acknowledged(opened)


def passphrase(number: int) -> str:
    return f"the passphrase of turn {number}"


def page(text: str) -> Written:
    return Written(text, DAY)


def entry(text: str) -> Entry:
    return Entry(id=new_id(), written_at=CountingClock().now(), when=DAY, text=text)
