"""The folder of vaults: which there are, and how a new one comes among them."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from moorings.companion.clock import Clock
from moorings.companion.opened import Opened
from moorings.companion.opening import open_vault
from moorings.errors import MooringsError, reason_of
from moorings.journey.records import AnyRecord
from moorings.storage.log import NotKeptError
from moorings.storage.place import sync_folder
from moorings.storage.sqlite import FILE_NAME, SqliteLog, UnreadableVaultError
from moorings.vault.header import ID_BYTES, Unlocked


class NoPlaceError(MooringsError):
    """The system refuses the folder of vaults, or a new file in it."""

    kind = "failed"
    sentence = (
        "The system does not let Moorings keep anything in {folder} ({reason}). No "
        "notebook was made, and none that is there was changed. Check that the disk "
        "has room and can be written to, and that the folder is yours."
    )


#: Anything else among the vaults is no vault: half made, or laid there by somebody.
_VAULT = re.compile(f"[0-9a-f]{{{2 * ID_BYTES}}}")


def vaults_in(folder: Path) -> tuple[str, ...]:
    """Give the ids of all vaults in a folder. Raises `NoPlaceError`."""
    with _allowed(folder):
        if not folder.is_dir():
            return ()
        return tuple(
            sorted(
                place.name
                for place in folder.iterdir()
                if _VAULT.fullmatch(place.name) and (place / FILE_NAME).is_file()
            )
        )


@contextmanager
def _allowed(folder: Path) -> Iterator[None]:
    """Say in a sentence what the system does not allow."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or reason_of(error)
        raise NoPlaceError(folder=folder, reason=reason) from error


def build_vault(
    folder: Path, unlocked: Unlocked, clock: Clock, first: tuple[AnyRecord, ...]
) -> Opened:
    """Make a vault among the others, with its first page and records, and open it.

    It is built under a hidden name and moved into place when it is whole: a crash
    leaves either nothing or a vault that opens. Raises `NotKeptError` or
    `NoPlaceError`; then there is none.
    """
    vault = unlocked.header.vault.hex()
    hidden, place = folder / f".{vault}", folder / vault
    try:
        with _allowed(folder):
            SqliteLog.create(hidden)
            with closing(SqliteLog(hidden)) as log:
                opened = open_vault(log, unlocked, clock)
                opened.put_header(unlocked, *first)
            opened.log = _moved(hidden, place)
    except UnreadableVaultError as error:
        raise NotKeptError(**error.particulars) from error
    return opened


def _moved(hidden: Path, place: Path) -> SqliteLog:
    """Give a vault its place; where it does not open there, take it back."""
    hidden.rename(place)
    try:
        sync_folder(place.parent)
        return SqliteLog(place)
    except BaseException:
        place.rename(hidden)
        raise
