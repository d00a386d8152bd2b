"""The folder of vaults: which there are, and how a new one comes among them."""

import re
from contextlib import closing
from pathlib import Path

from moorings.companion.clock import Clock
from moorings.companion.opened import Opened
from moorings.companion.opening import open_vault
from moorings.journey.records import AnyRecord
from moorings.storage.log import NotKeptError
from moorings.storage.place import sync_folder
from moorings.storage.sqlite import FILE_NAME, SqliteLog, UnreadableVaultError
from moorings.vault.header import ID_BYTES, Unlocked

#: Anything else among the vaults is no vault: half made, or laid there by somebody.
_VAULT = re.compile(f"[0-9a-f]{{{2 * ID_BYTES}}}")


def vaults_in(folder: Path) -> tuple[str, ...]:
    """Give the ids of all vaults in a folder."""
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(
            place.name
            for place in folder.iterdir()
            if _VAULT.fullmatch(place.name) and (place / FILE_NAME).is_file()
        )
    )


def build_vault(
    folder: Path, unlocked: Unlocked, clock: Clock, first: tuple[AnyRecord, ...]
) -> Opened:
    """Make a vault among the others, with its first page and records, and open it.

    It is built under a hidden name and moved into place when it is whole: a crash
    leaves either nothing or a vault that opens. Raises `NotKeptError`; then there is
    none.
    """
    vault = unlocked.header.vault.hex()
    hidden, place = folder / f".{vault}", folder / vault
    try:
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
