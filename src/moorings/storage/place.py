"""The folder of a vault: on a disk of this machine, private, and durable in name."""

import os
import sys
from pathlib import Path

from moorings.errors import MooringsError

MOUNTS = Path("/proc/self/mountinfo")
#: Shared over a network: their locks and shared memory cannot be trusted.
SHARED = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "fuse.sshfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
    }
)


class SharedFolderError(MooringsError):
    """The data folder lies on a network share."""

    sentence = (
        "{folder} lies on a network share ({kind}), where a vault could be damaged. "
        "Nothing was made or changed. Choose a folder on this machine's own disk."
    )
    kind = "failed"


def require_own_disk(folder: Path) -> None:
    """Refuse a folder on a network share, where this system tells."""
    if sys.platform == "linux" and MOUNTS.is_file():
        kind = file_system_of(folder.resolve(), MOUNTS.read_text("utf-8", "replace"))
        if kind in SHARED:
            raise SharedFolderError(folder=folder, kind=kind)


def file_system_of(folder: Path, mounts: str) -> str:
    """Find the file system a folder lies on, in the kernel's list of mounts."""
    found, kind = Path(), ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        mounted = Path(before.split(" ")[4].replace("\\040", " "))
        if folder.is_relative_to(mounted) and len(mounted.parts) >= len(found.parts):
            found, kind = mounted, after.split(" ")[0]
    return kind


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter, and those above it likewise."""
    if not folder.parent.is_dir():
        make_private(folder.parent)
    folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's name as durable as its content."""
    if sys.platform == "win32":  # pragma: no cover - no such call there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
