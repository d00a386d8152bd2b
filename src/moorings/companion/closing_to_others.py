"""Letting nobody else on the machine into the folder of vaults."""

from moorings.companion.harbour import Harbour
from moorings.errors import MooringsError
from moorings.storage.place import close_to_others


class WasOpenError(MooringsError):
    """Others could reach the folder, and no longer can."""

    sentence = (
        "Others on this machine could look into {folder}. They no longer can. What you "
        "wrote was sealed all the while."
    )


class StillOpenError(MooringsError):
    """Others can reach the folder, and the system keeps it so."""

    kind = "failed"
    sentence = (
        "Others on this machine can look into {folder}, and the system did not let "
        "that be changed. What you wrote is sealed all the same. To keep others out, "
        "put the folder on a disk of your own, or enter: chmod -R go= {folder}"
    )


def close_folder(harbour: Harbour) -> MooringsError | None:
    """Close it where it stands open, and give what there is to say about it.

    Nobody is locked out of their notebook for how its folder stands.
    """
    closed = close_to_others(harbour.folder)
    if closed.left:
        return StillOpenError(folder=harbour.folder)
    return WasOpenError(folder=harbour.folder) if closed.mended else None
