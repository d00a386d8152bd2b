"""A notebook whose file cannot be read any more: which backups of it are there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moorings.companion.backing_up import backups_in
from moorings.errors import MooringsError
from moorings.storage.sqlite import UnreadableVaultError
from moorings.vault.errors import DamagedHeaderError

#: What SQLite calls a file that is damaged; anything else may pass, or can be mended.
SPOILT = ("Corrupt", "NotADB")


class SpoiltError(MooringsError):
    """The file is beyond reading, and a backup of it lies beside it."""

    kind = "failed"
    sentence = (
        "The file of this notebook is damaged, and cannot be opened. Nothing was "
        "changed in it. There are backups of it, {many} in all, in {folder}; the "
        "newest is of {day}. Bring that one back in its place with: moorings "
        "restore --replace {file}"
    )


def is_spoilt(error: MooringsError) -> bool:
    """Say whether a file was found damaged, not only out of reach."""
    return error.particulars.get("reason") in SPOILT


@contextmanager
def naming_backups(place: Path) -> Iterator[None]:
    """Where the file of a notebook cannot be read, name what will open instead."""
    try:
        yield
    except (UnreadableVaultError, DamagedHeaderError) as error:
        found = backups_in(place)
        damaged = isinstance(error, DamagedHeaderError) or is_spoilt(error)
        if not (found and damaged):
            raise
        # One that was made of a notebook damaged in part comes after every other.
        newest = next((each for each in found if not each.damaged), found[0])
        raise SpoiltError(
            many=len(found),
            folder=newest.path.parent,
            day=newest.day.isoformat(),
            file=newest.path,
        ) from error
