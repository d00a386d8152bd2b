"""Backing up by itself: once a day at a quiet moment, and after what was erased.

A copy from before an erasure still holds what was erased, and one from before a change
of passphrase opens with the old one. Both are replaced by a new copy, as soon as that
was opened; nothing goes before.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from moorings.companion.backing_up import (
    FOLDER,
    Backup,
    back_up_here,
    backups_in,
    name_of,
)
from moorings.companion.clock import moment
from moorings.companion.drafting import SHELF, read_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.restoring import has_kept_its_keys
from moorings.companion.taking_back import named_in
from moorings.companion.verifying import Verdict
from moorings.errors import MooringsError
from moorings.storage.copies import CopyLog, CopyNotMadeError
from moorings.storage.log import Log
from moorings.storage.sqlite import SqliteLog
from moorings.storage.unfinished import remove_for_good, sweep_unfinished
from moorings.vault.errors import CannotOpenError
from moorings.vault.header import Header, read_header, wraps_of

#: The choice that says whether it is done by itself.
AUTOMATIC: Final = "backups"
#: It waits until nobody has asked for a page for so long (own).
QUIET_SECONDS: Final = 10.0
#: After a failure it is tried again, but not at every turn.
AGAIN_SECONDS: Final = 600.0


class StillThereError(MooringsError):
    """Copies that should go stay, as one of them may hold what is damaged here."""

    kind = "failed"
    sentence = (
        "Part of this notebook is damaged, and an older backup may hold it whole. So "
        "no backup is removed by itself: those from before may still hold what you "
        "erased, or open with an earlier passphrase. You can go back to one of them, "
        "or let each go yourself, on its page."
    )


@dataclass(slots=True)
class _Known:
    """What this process knows of one vault's copies."""

    settled: tuple[int, bytes] | None = None
    considered: tuple[date, str] | None = None
    problem: MooringsError | None = None
    failed_at: float | None = None


@dataclass(slots=True)
class Backups:
    """Looks after the copies of those vaults of a harbour that are open."""

    harbour: Harbour
    _known: dict[bytes, _Known] = field(default_factory=dict)
    _one: threading.RLock = field(default_factory=threading.RLock)
    _under_way: list[threading.Thread] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.harbour.before_lock = self.before_lock

    def place(self, opened: Opened) -> Path:
        """Give the folder of a vault."""
        return self.harbour.folder / opened.owner.hex()

    def problem(self, opened: Opened) -> MooringsError | None:
        """Say why the last one could not be made, if it could not."""
        return self._of(opened).problem

    def tick(self) -> None:
        """Begin what is due, one thing at a time, beside whatever else goes on."""
        if any(thread.is_alive() for thread in self._under_way):
            return
        for opened in self.harbour.sessions.opened():
            task = self._task(opened) if opened.kept else None
            if task:
                self._begin(task)
                return

    def before_lock(self, opened: Opened) -> None:
        """See to it that what was erased goes from the copies, also where one locks.

        It is begun while the keys are there, and ends by itself a moment later.
        """
        known = self._of(opened)
        if known.settled is None or known.settled == _signature(opened):
            return
        if backups_in(self.place(opened)):
            self._begin(lambda: self._settle(opened))

    def wait(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            self._under_way.pop().join()

    def make(self, opened: Opened) -> Verdict:
        """Make a copy now, and replace those that may not stay; raises what fails."""
        with self._one:
            known = self._known[opened.owner] = _Known()
            signature, today = _signature(opened), _today(opened)
            verdict = back_up_here(self.place(opened), opened, today)
            made = name_of(today, damaged=not opened.condition.sound)
            # Where something was erased meanwhile, the next turn replaces it.
            outdated = [e for e in self._outdated(opened) if e.path.name != made]
            if outdated and not verdict.condition.sound:
                known.problem = StillThereError()
                known.failed_at = self.harbour.clock.elapsed()
                return verdict
            for each in outdated:
                remove_for_good(each.path)
            known.settled = signature
        return verdict

    @contextmanager
    def kept_still(self, opened: Opened) -> Iterator[None]:
        """Make no copy of a vault while it is deleted, or another is put in its place.

        Nothing is due before it is opened anew.
        """
        with self._one:
            self._known[opened.owner] = _Known(settled=_signature(opened))
            yield

    # --- how it is done -------------------------------------------------------------

    def _of(self, opened: Opened) -> _Known:
        return self._known.setdefault(opened.owner, _Known())

    def _task(self, opened: Opened) -> Callable[[], None] | None:
        known, now = self._of(opened), self.harbour.clock.elapsed()
        if known.failed_at is not None and now - known.failed_at < AGAIN_SECONDS:
            return None
        if known.settled != _signature(opened):
            return lambda: self._settle(opened)
        quiet = self.harbour.sessions.quiet_for(opened) >= QUIET_SECONDS
        considered = known.considered == (_today(opened), opened.mark)
        if is_automatic(opened) and quiet and not considered:
            return lambda: self._daily(opened)
        return None

    def _begin(self, task: Callable[[], None]) -> None:
        # Not a daemon: a process that stops waits for what was begun.
        thread = threading.Thread(target=task)
        thread.start()
        living = [each for each in self._under_way if each.is_alive()]
        self._under_way = [*living, thread]

    def _settle(self, opened: Opened) -> None:
        """Replace what may not stay, once a copy without it was made and opened."""
        with self._watched(opened) as known:
            signature, place = _signature(opened), self.place(opened)
            for folder in (place, place / FOLDER):
                sweep_unfinished(folder, time.time())
            outdated = self._outdated(opened)
            if outdated:
                verdict = back_up_here(place, opened, _today(opened), gently=True)
                if not verdict.condition.sound:
                    raise StillThereError
            for each in outdated:
                if each.path.name != name_of(_today(opened)):
                    remove_for_good(each.path)
            known.settled = signature

    def _daily(self, opened: Opened) -> None:
        """Make the copy of a day, if there is none and anything is new."""
        with self._watched(opened) as known:
            today, mark, place = _today(opened), opened.mark, self.place(opened)
            standing = backups_in(place)
            is_there = any(each.day == today and not each.aside for each in standing)
            if not is_there and not (standing and _holds_all(standing[0], place)):
                back_up_here(place, opened, today, gently=True)
            known.considered = (today, mark)

    @contextmanager
    def _watched(self, opened: Opened) -> Iterator[_Known]:
        """Take note of what fails: nobody waits for it, and a page tells it calmly."""
        known = self._of(opened)
        with self._one:
            try:
                yield known
            except MooringsError as error:
                known.problem = error
            except Exception as error:  # noqa: BLE001 - a trace could show private words
                known.problem = CopyNotMadeError(reason=type(error).__name__)
            else:
                known.problem = known.failed_at = None
                return
        known.failed_at = self.harbour.clock.elapsed()

    def _outdated(self, opened: Opened) -> list[Backup]:
        """Name the copies that hold what was erased, or open with a former secret."""
        standing = backups_in(self.place(opened))
        return [each for each in standing if _may_not_stay(each, opened)]


def is_automatic(opened: Opened) -> bool:
    """Say whether copies are made by themselves, as they are where nothing is said."""
    return opened.journey.choices.get(AUTOMATIC, "on") != "off"


def _today(opened: Opened) -> date:
    return moment(opened.now()).date


def _signature(opened: Opened) -> tuple[int, bytes]:
    """Give what changes when older copies may not stay."""
    return len(opened.journey.erased), wraps_of(opened.unlocked.header)


def _may_not_stay(each: Backup, opened: Opened) -> bool:
    """Say whether a copy holds what was erased, or opens with a former secret.

    One that cannot be read could hold anything that was.
    """
    erased = tuple(opened.journey.erased)
    try:
        with closing(CopyLog(each.path, whole=False)) as log:
            header = read_header(log.header(opened.owner) or b"")
            return _is_of_former_keys(header, opened) or (
                _holds_erased(log, opened, erased)
            )
    except (MooringsError, OSError):
        return bool(erased)


def _is_of_former_keys(header: Header, opened: Opened) -> bool:
    same = wraps_of(header) == wraps_of(opened.unlocked.header)
    return not (same or has_kept_its_keys(opened))


def _holds_erased(log: CopyLog, opened: Opened, erased: tuple[str, ...]) -> bool:
    owner = opened.owner
    if log.keeps_any(owner, map(bytes.fromhex, erased)):
        return True
    drafts = log.shelf(owner, SHELF)
    return any(_is_draft_of(opened, *draft, {*erased}) for draft in drafts)


def _is_draft_of(opened: Opened, item: bytes, body: bytes, erased: set[str]) -> bool:
    """Say whether somebody had begun to change something that was erased since."""
    try:
        message = opened.unlocked.keyring.open_item(SHELF.encode(), item, body)
    except CannotOpenError:
        return False
    draft = read_draft(message)
    return draft is not None and bool(named_in(draft) & erased)


def _holds_all(each: Backup, place: Path) -> bool:
    """Say whether nothing came, went or changed since a copy was made."""
    try:
        with (
            closing(CopyLog(each.path, whole=False)) as log,
            closing(SqliteLog(place, claim=False)) as live,
        ):
            [owner] = log.owners()
            return _gist(log, owner) == _gist(live, owner)
    except (MooringsError, OSError, ValueError):
        return False


def _gist(log: Log, owner: bytes) -> tuple[object, ...]:
    return log.header(owner), log.head(owner), log.shelf(owner, SHELF)
