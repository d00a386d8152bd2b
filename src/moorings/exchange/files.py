"""The files of a folder, a zip or an upload under one roof; none outside has a name."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from moorings.errors import MooringsError
from moorings.exchange.arrival import Fault
from moorings.exchange.decoding import UndecodableError, decode
from moorings.exchange.reasons import (
    BrokenZipError,
    LockedZipError,
    StrayPathError,
    UndecodableTextError,
    UnreadableFileError,
    VastZipError,
)

MOST_FILES_IN_ZIP = 100_000
MOST_BYTES_IN_ZIP = 2 * 1024**3
#: Of a zip that is in memory already: twice what a browser may send.
MOST_BYTES_OF_UPLOAD = 512 * 1024**2
#: Words pack to a fourth or a tenth; what packs to less than this was made to swell.
DENSEST = 50
#: So much any zip may hold, however well it packs.
SMALL = 16 * 1024**2
#: How the list of a zip names one file, and in how many bytes at the least.
_LISTED, _LISTED_BYTES = b"PK\x01\x02", 46
_AT_ONCE = 1024**2
ENCRYPTED = 0x1
USUAL_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_ZIP_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Files:
    """What there is to read: each path, written with slashes, and how to open it.

    Folders that could not be entered are faults from the start.
    """

    title: str
    openers: Mapping[str, Callable[[], bytes]]
    faults: tuple[Fault, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All paths in a fixed order."""
        return tuple(sorted(self.openers))

    def content(self, name: str) -> bytes | Fault:
        """Give the bytes of a file, or say why they cannot be had."""
        try:
            return self.openers[name]()
        except MooringsError as reason:
            return Fault(name, 1, reason)
        except OSError:
            return Fault(name, 1, UnreadableFileError())

    def text(self, name: str) -> str | Fault:
        """Give the text of a file, or say where it stops being text."""
        content = self.content(name)
        if isinstance(content, Fault):
            return content
        try:
            return decode(content)
        except UndecodableError as broken:
            return Fault(name, broken.line, UndecodableTextError())


def one_file(name: str, content: bytes) -> Files:
    """Hold a single file that came without a folder."""
    name = _sayable(name)
    return Files(name, {name: lambda: content})


def files_in_folder(folder: Path, depth: int | None = None) -> Files:
    """Find all that is not hidden in a folder; links to other folders lead nowhere."""
    openers: dict[str, Callable[[], bytes]] = {}
    closed: list[OSError] = []
    strays: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=closed.append):
        inside = Path(at).relative_to(folder)
        folders[:] = [one for one in folders if not _is_hidden(one)]
        strays += [inside / one for one in folders if _leads_out(folder, Path(at, one))]
        if depth is not None and len(inside.parts) >= depth:
            folders.clear()
        for name in names:
            if not _is_hidden(name):
                opener = partial(_read_inside, folder, Path(at, name))
                openers[_sayable((inside / name).as_posix())] = opener
    shut = [Path(error.filename).relative_to(folder) for error in closed]
    faults = (
        *(Fault(_sayable(one.as_posix()), 1, StrayPathError()) for one in strays),
        *(Fault(_sayable(one.as_posix()), 1, UnreadableFileError()) for one in shut),
    )
    return Files(_sayable(folder.name), openers, faults)


def file_with_neighbours(path: Path) -> Files:
    """Hold one file and the pictures that may lie beside it or one folder down."""
    around = files_in_folder(path.parent, depth=1)
    name = _sayable(path.name)
    return Files(name, {**around.openers, name: path.read_bytes})


def swells(packed: int, unpacked: int) -> bool:
    """Say whether so many bytes hold more than anything that was written would."""
    return unpacked > max(SMALL, DENSEST * packed)


@contextmanager
def files_in_zip(title: str, file: Path | BinaryIO) -> Iterator[Files]:
    """Open a zip after looking whether it is safe to."""
    try:
        packed, most = _measured(title, file)
        archive = zipfile.ZipFile(file)
    except _ZIP_TROUBLE:
        raise BrokenZipError(name=title) from None
    with archive:
        # A damaged list may name a member with nothing at all.
        named = [one for one in archive.infolist() if one.filename]
        inside = [one for one in named if not one.is_dir()]
        unpacked = sum(one.file_size for one in inside)
        if unpacked > most or swells(packed, unpacked):
            raise VastZipError(name=title)
        _look_over(title, inside)
        members = {one.filename: one for one in inside if _is_shown(one.filename)}
        cut = _top_folder(tuple(members))
        yield Files(
            title,
            {
                _sayable(name[cut:]): partial(_read_member, archive, member)
                for name, member in members.items()
            },
        )


def _measured(title: str, file: Path | BinaryIO) -> tuple[int, int]:
    """Measure a zip, and say what it may hold; one whose list is too long is refused.

    The list is counted here, since opening a zip takes all of it in.
    """
    on_disk = isinstance(file, Path)
    with file.open("rb") if isinstance(file, Path) else nullcontext(file) as found:
        packed = found.seek(0, os.SEEK_END)
        if packed > MOST_FILES_IN_ZIP * _LISTED_BYTES:
            found.seek(0)
            if _count_listed(found) > MOST_FILES_IN_ZIP:
                raise VastZipError(name=title)
    return packed, MOST_BYTES_IN_ZIP if on_disk else MOST_BYTES_OF_UPLOAD


def _count_listed(found: BinaryIO) -> int:
    count, before = 0, b""
    while piece := found.read(_AT_ONCE):
        count += (before + piece).count(_LISTED)
        before = piece[1 - len(_LISTED) :]
    return count


def _look_over(title: str, members: list[zipfile.ZipInfo]) -> None:
    if any(one.flag_bits & ENCRYPTED for one in members):
        raise LockedZipError(name=title)
    if any(_is_stray(one.filename) for one in members):
        raise StrayPathError


def _top_folder(names: tuple[str, ...]) -> int:
    # Compressing a folder puts its name before every path; without it, the zip and
    # the folder give the same entries. A folder that begins with a digit may be a
    # year, to which others will come.
    tops = {name.partition("/")[0] for name in names}
    top = next(iter(tops), "")
    common = len(tops) == 1 and all("/" in name for name in names)
    return len(top) + 1 if common and not top[:1].isdigit() else 0


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if stat.S_ISLNK(member.external_attr >> 16):
        raise StrayPathError
    if member.compress_type not in USUAL_PACKING:
        raise UnreadableFileError
    try:
        # In pieces: unpacked in one go, a member could be more than it said it is.
        with archive.open(member) as packed:
            return b"".join(iter(partial(packed.read, _AT_ONCE), b""))
    except _ZIP_TROUBLE:
        raise UnreadableFileError from None


def _read_inside(folder: Path, path: Path) -> bytes:
    if _leads_out(folder, path):
        raise StrayPathError
    if not path.is_file():
        raise UnreadableFileError
    return path.read_bytes()


def _leads_out(folder: Path, path: Path) -> bool:
    if not path.is_symlink():
        return False
    return not path.resolve().is_relative_to(folder.resolve())


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _is_shown(path: str) -> bool:
    return not any(_is_hidden(part) for part in PurePosixPath(path).parts)


def _is_stray(path: str) -> bool:
    return path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/")


def _sayable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
