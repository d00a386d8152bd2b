"""Deleting a whole vault, with its copies here, for good."""

import time

from moorings.companion.backing_up_quietly import Backups
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.storage.removing import finish_removing, remove_vault
from moorings.storage.unfinished import sweep_unfinished


def delete_vault(backups: Backups, opened: Opened) -> None:
    """Lock a vault and remove it from the disk: the keys first, then every file.

    Killed in between, it is whole or gone at the next start. Others are not touched.
    """
    place = backups.place(opened)
    with backups.kept_still(opened):
        backups.harbour.lock(opened)
        remove_vault(place)


def finish_deleting(harbour: Harbour) -> None:
    """Remove what was left where the program was ended while a vault came or went."""
    finish_removing(harbour.folder)
    sweep_unfinished(harbour.folder, time.time())
