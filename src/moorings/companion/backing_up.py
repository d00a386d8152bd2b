"""Backing up: one sealed file of the whole vault, opened before it counts as one."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from moorings.companion.clock import Clock
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Condition, Opened
from moorings.companion.opening import look, require_own_page
from moorings.companion.verifying import Verdict, verify
from moorings.errors import MooringsError
from moorings.storage.copies import CopyLog, name_copy, write_copy
from moorings.storage.log import Log, Row
from moorings.storage.place import make_private
from moorings.storage.sqlite import SqliteLog
from moorings.storage.unfinished import remove_for_good, unfinished_of
from moorings.vault.errors import DamagedHeaderError
from moorings.vault.header import Unlocked

FOLDER, ENDING = "backups", ".moorings"
#: So many stay of the newest days, of one a week, and of one a month (own).
DAYS, WEEKS, MONTHS = 7, 4, 12
#: One put aside when an older one came back; `made` is its number on that day.
#: One of a vault that is damaged in part stands beside a sound one of the day.
_NAME = re.compile(
    r"notebook-(\d{4}-\d\d-\d\d)(?:(-before(?:-\d+)?)|(-damaged))?\.moorings"
)
#: Files of a vault that could not be read even to be copied, in a folder.
_ASIDE = re.compile(r"notebook-\d{4}-\d\d-\d\d-before(?:-\d+)?")
_ID_DIGITS: Final = 16
#: After so many records a thread in the background lets others have their turn.
_TURN, _BREATH_SECONDS = 32, 0.001


class NotProvedError(MooringsError):
    """A copy was made, and does not hold what the vault holds."""

    kind = "failed"
    sentence = (
        "A copy was made, but it did not open as it should have, so it does not count "
        "and was removed. The notebook and the copies from before are not touched. "
        "Check whether the disk is sound."
    )


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy in a vault's own folder; by its name it was opened once."""

    path: Path
    day: date
    aside: bool
    damaged: bool
    size: int

    @property
    def id(self) -> str:
        """Name it in an address, where no day has to stand."""
        return sha256(self.path.name.encode()).hexdigest()[:_ID_DIGITS]


def backups_in(place: Path) -> tuple[Backup, ...]:
    """Give the copies in a vault's folder, the newest first."""
    folder = place / FOLDER
    if not folder.is_dir():
        return ()
    found = (_backup(path) for path in folder.iterdir())
    return tuple(
        sorted(
            filter(None, found),
            key=lambda each: (each.day, not each.aside, each.path.name),
            reverse=True,
        )
    )


def folders_aside(place: Path) -> tuple[Path, ...]:
    """Give what was put aside file by file, as it could not be read; oldest first.

    No copy is made of it, it cannot be opened here, and erasing does not reach it.
    """
    folder = place / FOLDER
    if not folder.is_dir():
        return ()
    found = (each for each in folder.iterdir() if _ASIDE.fullmatch(each.name))
    return tuple(sorted(each for each in found if each.is_dir()))


def backup_of(place: Path, known: str) -> Backup:
    """Give one of them by its name in an address."""
    for each in backups_in(place):
        if each.id == known:
            return each
    raise NothingThereError


def let_one_go(place: Path, known: str) -> None:
    """Remove one copy, because its owner says so."""
    remove_for_good(backup_of(place, known).path)


def back_up(
    place: Path, opened: Opened, target: Path, *, gently: bool = False
) -> Verdict:
    """Copy the vault in a folder, open the copy, and only then give it its name.

    `gently` leaves others their turn: for a thread in the background.
    """
    unfinished = unfinished_of(target)
    write_copy(place, unfinished)
    try:
        with closing(SqliteLog(place, claim=False)) as live:
            verdict = prove_copy(unfinished, opened, live, gently=gently)
        name_copy(unfinished, target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    return verdict


def back_up_here(
    place: Path, opened: Opened, day: date, *, gently: bool = False
) -> Verdict:
    """Make the copy of a day among the others, and let go of what is past its time.

    Where something in the vault is damaged none goes, and none is written over: an
    older one may still hold it.
    """
    folder = folder_for(place)
    target = folder / name_of(day, damaged=not opened.condition.sound)
    verdict = back_up(place, opened, target, gently=gently)
    if verdict.condition.sound:
        standing = [each for each in backups_in(place) if not each.aside]
        past = past_their_time(each.day for each in standing if each.path != target)
        for each in standing:
            if each.path != target and each.day in past:
                remove_for_good(each.path)
    return verdict


def prove_copy(
    file: Path, opened: Opened, live: Log, *, gently: bool = False
) -> Verdict:
    """Open everything in a copy with the keys at hand, as a restored vault would.

    What does not open in the vault itself need not open in its copy: then it has to be
    the same bytes. Raises `NotProvedError`.
    """
    owner = opened.owner
    with closing(CopyLog(file)) as log:
        rows = log.read(owner)
        copied = look(
            log,
            opened.unlocked,
            opened.clock,
            rows=_in_turns(rows) if gently else rows,
        )
        verdict = verify(copied)
        same = all(_is_the_same(log, live, owner, each) for each in verdict.unreadable)
    if not (same and _as_known(verdict.condition, opened.condition)):
        raise NotProvedError
    return verdict


def examine(file: Path, key: Callable[[bytes], Unlocked], clock: Clock) -> Verdict:
    """Open a copy with a secret that was typed, and say how much is in it."""
    with closing(CopyLog(file)) as log:
        return verify(look(log, unlock_copy(log, key), clock))


def unlock_copy(log: CopyLog, key: Callable[[bytes], Unlocked]) -> Unlocked:
    """Turn a key in the first page of a copy."""
    owners = log.owners()
    if len(owners) != 1:
        raise DamagedHeaderError
    return require_own_page(key(log.header(owners[0]) or b""), owners[0])


def past_their_time(days: Iterable[date]) -> frozenset[date]:
    """Say which days' copies need not stay: neither new nor the last of their time."""
    newest = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in newest:
        year, week, _ = day.isocalendar()
        weeks.setdefault((year, week), day)
        months.setdefault((day.year, day.month), day)
    stay = {*newest[:DAYS], *[*weeks.values()][:WEEKS], *[*months.values()][:MONTHS]}
    return frozenset(newest) - stay


def name_of(day: date, *, damaged: bool = False) -> str:
    """Name the copy of a day, so that it tells little else."""
    return f"notebook-{day.isoformat()}{'-damaged' if damaged else ''}{ENDING}"


def folder_for(place: Path) -> Path:
    """Give the folder for a vault's copies, made where it was not."""
    folder = place / FOLDER
    if not folder.is_dir():
        make_private(folder)
    return folder


def _backup(path: Path) -> Backup | None:
    named = _NAME.fullmatch(path.name)
    if named is None or not path.is_file():
        return None
    try:
        day = date.fromisoformat(named[1])
    except ValueError:
        return None
    return Backup(path, day, bool(named[2]), bool(named[3]), path.stat().st_size)


def _in_turns(rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number % _TURN == 0:
            time.sleep(_BREATH_SECONDS)
        yield row


def _is_the_same(copy: Log, live: Log, owner: bytes, unreadable: str) -> bool:
    shelf, item = unreadable.split(" ")
    name = bytes.fromhex(item)
    return copy.item(owner, shelf, name) == live.item(owner, shelf, name)


def _as_known(copied: Condition, live: Condition) -> bool:
    """Say whether nothing is wrong with a copy that is not wrong with the vault."""
    return (
        {*copied.damaged} <= {*live.damaged}
        and {*copied.unlinked} <= {*live.unlinked}
        and {*copied.unexplained} <= {*live.unexplained}
        and copied.missing_end <= live.missing_end
        and copied.torn <= live.torn
    )
