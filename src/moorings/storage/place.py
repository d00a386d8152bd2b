"""The folder of a vault: on a disk of this machine, private, and durable in name."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

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


#: What anybody but the owner may do to a file.
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class Closed(NamedTuple):
    """How many files and folders others could reach: no longer, and still."""

    mended: int
    left: int


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


def close_to_others(folder: Path) -> Closed:
    """Take from everybody but the owner what they may do in a folder; links stay."""
    if sys.platform == "win32":  # pragma: no cover - modes do not say who may read
        return Closed(0, 0)
    found: list[bool] = []
    for at, _, names in os.walk(folder.resolve()):
        for path in (Path(at), *(Path(at, name) for name in names)):
            with suppress(FileNotFoundError):  # it went while this looked
                found += _closed(path)
    return Closed(mended=found.count(True), left=found.count(False))


def _closed(path: Path) -> list[bool]:
    """Say of what others could reach whether they no longer can."""
    if path.is_symlink() or not path.lstat().st_mode & _OTHERS:
        return []
    with suppress(PermissionError):
        path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~_OTHERS)
    # A disk without modes of its own may say that it was done.
    return [not path.lstat().st_mode & _OTHERS]


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's name as durable as its content."""
    if sys.platform == "win32":  # pragma: no cover - no such call there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
