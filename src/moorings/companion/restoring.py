"""Restoring: a copy becomes a vault again, and never over one without its owner's word.

A copy of another vault becomes a further one. A copy of a vault that is here takes its
place; what stands there now is put aside first, as a copy of its own.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final

from moorings.companion.backing_up import (
    ENDING,
    Backup,
    folder_for,
    unlock_copy,
)
from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.opening import look, open_vault
from moorings.companion.patience import try_key
from moorings.companion.spoilt import is_spoilt
from moorings.companion.verifying import Verdict, verify
from moorings.errors import MooringsError, reason_of
from moorings.storage.copies import (
    CopyLog,
    CopyNotMadeError,
    copy_files,
    install_copy,
    name_copy,
    require_whole,
    write_copy,
)
from moorings.storage.lock import WriterLock
from moorings.storage.place import make_private, sync_folder
from moorings.storage.sqlite import LOCK_NAME, SqliteLog, UnreadableVaultError
from moorings.storage.unfinished import unfinished_of
from moorings.vault.errors import WrongRecoveryCodeError
from moorings.vault.header import (
    Unlocked,
    open_with_code,
    open_with_passphrase,
    wraps_of,
)

#: The choices that say when a copy was opened to see, and when an older came back.
REHEARSED, RESTORED = "rehearsed", "restored"
#: It is offered again so long after the last time, or after the first page (own).
A_YEAR, A_WHILE = timedelta(days=365), timedelta(days=30)
_DIGITS: Final = 16

Key = Callable[[bytes], Unlocked]


class AlreadyHereError(MooringsError):
    """The notebook of this copy is here, maybe with newer pages."""

    kind = "busy"
    sentence = (
        "This backup is of a notebook that is here already. Nothing was changed. It "
        "can take its place if you say so; what stands here now is then put aside as "
        "a backup first. {how}"
    )


class DoorForCopyError(MooringsError):
    """There is another notebook, and nothing would tell the two apart."""

    sentence = (
        "There is another notebook here, so this one needs a door name. Nothing was "
        "changed yet. {how}"
    )


@dataclass(frozen=True, slots=True)
class Restored:
    """A vault that came back, open; what is in it, and what was put aside for it."""

    token: str = field(repr=False)
    opened: Opened = field(repr=False)
    verdict: Verdict
    aside: Path | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How a copy is to come back: by a door name, or in the place of what is here."""

    door: str = ""
    replace: bool = False


def require_backup(file: Path) -> None:
    """Refuse what is no whole backup, before anything is asked."""
    require_whole(file)


def any_key(secret: str) -> Key:
    """Take what was typed as a recovery code, if it is that, or as a passphrase."""

    def turn(page: bytes) -> Unlocked:
        with suppress(WrongRecoveryCodeError):
            return open_with_code(page, secret)
        return open_with_passphrase(page, secret)

    return turn


def restore(
    harbour: Harbour,
    file: Path,
    secret: str,
    wish: Wish,
    asked_in: Opened | None = None,
) -> Restored:
    """Open a copy whole, then let it be a vault of this folder, and open that.

    Where it is asked for in an open vault, wrong secrets ask for patience there. Raises
    what is wrong with the copy, the secret or the wish; then nothing changed.
    """
    with closing(CopyLog(file)) as log:
        unlocked = _unlocked(log, secret, asked_in)
        verdict = verify(look(log, unlocked, harbour.clock))
    vault = unlocked.header.vault.hex()
    place, aside = harbour.folder / vault, None
    if vault not in harbour.vaults():
        _require_door(harbour, wish)
        _add(file, place)
    elif wish.replace:
        aside = _replace(harbour, file, place)
    else:
        raise AlreadyHereError(how="")
    opened = open_vault(SqliteLog(place), unlocked, harbour.clock)
    token = harbour.sessions.begin(opened)
    if opened.writable and aside:
        mark = f"{_today(opened).isoformat()} {_mark(opened)}"
        choose(opened, {RESTORED: mark})
    if opened.writable and wish.door and not aside:
        harbour.name_door(opened, wish.door)
    return Restored(token, opened, verdict, aside)


def restored_on(opened: Opened) -> date | None:
    """Say when an older copy was put in the place of this vault, if that was done."""
    day, _, _ = opened.journey.choices.get(RESTORED, "").partition(" ")
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


def rehearse(opened: Opened, copy: Backup, secret: str) -> Verdict:
    """Open a copy as on the day it is needed, with a secret typed by hand.

    Wrong tries ask for patience, as everywhere. Nothing is changed in either.
    """
    with closing(CopyLog(copy.path)) as log:
        unlocked = _unlocked(log, secret, opened)
        return verify(look(log, unlocked, opened.clock))


def note_rehearsed(opened: Opened) -> None:
    """Keep that a copy was opened today, so that it is not offered again for a year."""
    choose(opened, {REHEARSED: _today(opened).isoformat()})


def rehearsal_is_due(opened: Opened) -> bool:
    """Say whether it may be offered to open a copy once, to see that it works."""
    if not (opened.kept and opened.writable):
        return False
    today = _today(opened)
    with suppress(ValueError):
        last = date.fromisoformat(opened.journey.choices.get(REHEARSED, ""))
        return today - last >= A_YEAR
    first = next(iter(opened.journey.records()), None)
    return first is not None and opened.now() - first.written_at >= A_WHILE


@contextmanager
def laid_down(harbour: Harbour, content: bytes) -> Iterator[Path]:
    """Lay a sealed copy that was sent beside the vaults, for as long as it is read."""
    file = harbour.folder / f".arriving-{secrets.token_hex(8)}"
    try:
        if not harbour.folder.is_dir():
            make_private(harbour.folder)
        file.touch(mode=0o600)
        file.write_bytes(content)
        yield file
    except OSError as error:
        raise CopyNotMadeError(reason=reason_of(error)) from error
    finally:
        with suppress(OSError):
            file.unlink(missing_ok=True)


# --- how it is done -----------------------------------------------------------------


def _unlocked(log: CopyLog, secret: str, asked_in: Opened | None) -> Unlocked:
    """Open a copy; where somebody is at an open vault, not faster than there."""

    def turn(_: bytes) -> Unlocked:
        return unlock_copy(log, any_key(secret))

    if asked_in is None:
        return turn(b"")
    clock, owner = asked_in.clock, asked_in.owner
    return try_key(asked_in.log, clock, owner, "proof", turn)


def _require_door(harbour: Harbour, wish: Wish) -> None:
    """Ask for a door name beside others: the copy's own may be one of theirs."""
    if harbour.vaults() and not wish.door:
        raise DoorForCopyError(how="")
    harbour.require_free(wish.door)


def _add(file: Path, place: Path) -> None:
    """Build the vault under a hidden name, and give it its own when it is whole."""
    hidden = place.with_name(f".{place.name}")
    shutil.rmtree(hidden, ignore_errors=True)
    install_copy(file, hidden)
    hidden.rename(place)
    sync_folder(place.parent)


def _replace(harbour: Harbour, file: Path, place: Path) -> Path:
    """Put aside what stands here, and let the copy take its place."""
    if opened := harbour.open_vault(place.name):
        harbour.lock(opened)
    claim = WriterLock(place / LOCK_NAME)
    try:
        aside = _put_aside(place, moment(harbour.clock.now()).date)
        install_copy(file, place)
    finally:
        claim.release()
    return aside


def _put_aside(place: Path, day: date) -> Path:
    """Keep the present vault as a copy; one that cannot be read, as it lies."""
    folder = folder_for(place)
    target = _free(folder, f"notebook-{day.isoformat()}-before")
    unfinished = unfinished_of(target)
    try:
        write_copy(place, unfinished)
    except (UnreadableVaultError, CopyNotMadeError) as error:
        if isinstance(error, CopyNotMadeError) and not is_spoilt(error):
            raise
        return copy_files(place, target.with_suffix(""))
    name_copy(unfinished, target)
    return target


def _free(folder: Path, name: str) -> Path:
    """Give a name that nothing has: the copy that comes back may lie here as well."""
    for number in count(1):
        free = folder / f"{name}{f'-{number}' if number > 1 else ''}{ENDING}"
        if not (free.exists() or free.with_suffix("").exists()):
            return free
    raise AssertionError  # pragma: no cover - there is always a further number


def _mark(opened: Opened) -> str:
    return sha256(wraps_of(opened.unlocked.header)).hexdigest()[:_DIGITS]


def has_kept_its_keys(opened: Opened) -> bool:
    """Say whether the secrets are still those with which an older copy came back.

    Copies that open with others are then not of the past: what was put aside is there.
    """
    _, _, mark = opened.journey.choices.get(RESTORED, "").partition(" ")
    return mark == _mark(opened)


def _today(opened: Opened) -> date:
    return moment(opened.now()).date
