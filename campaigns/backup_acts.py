"""What is done with backups in steps.py, and what must hold then."""

from contextlib import closing
from datetime import date
from pathlib import Path

from moorings.companion.backing_up import back_up_here, backups_in
from moorings.companion.backing_up_quietly import Backups
from moorings.companion.deleting import delete_vault, finish_deleting
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.restoring import Wish, restore
from moorings.storage.copies import CopyLog, write_copy

DAY = date(2026, 3, 1)
COPY = "copy"


def lay(folder: Path, vault: str) -> None:
    """Make a copy somewhere else before anything is killed."""
    write_copy(folder / "vaults" / vault, folder / COPY)


def back_up(opened: Opened, folder: Path) -> None:
    back_up_here(folder / "vaults" / opened.owner.hex(), opened, DAY)


def bring_back(harbour: Harbour, folder: Path, passphrase: str) -> None:
    restore(harbour, folder / COPY, passphrase, Wish(replace=True))


def delete(harbour: Harbour, vault: str, passphrase: str) -> None:
    opened = harbour.find(harbour.unlock(vault, passphrase))
    delete_vault(Backups(harbour), opened)


def require_whole_backups(folder: Path, vault: str) -> int:
    """Count the backups; whatever bears the name of one is one, and never half."""
    standing = backups_in(folder / "vaults" / vault)
    for each in standing:
        with closing(CopyLog(each.path)) as log:
            assert log.head(bytes.fromhex(vault)).position > 0
    return len(standing)


def is_gone(harbour: Harbour) -> bool:
    """Start anew; say whether there is no vault, and then nothing of it is left."""
    finish_deleting(harbour)
    if harbour.vaults():
        return False
    assert list(harbour.folder.iterdir()) == []
    return True
