"""Packing files into a zip, in memory, byte for byte the same for the same files."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from moorings.exchange.files import swells

#: The earliest day a zip can bear: when it was taken out is said inside.
_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_OWNER = 0o600 << 16


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files, each by its path with slashes; nothing touches a disk.

    What would pack so well that nobody could tell it from a trap is left unpacked.
    """
    given = tuple(files)
    packed = _packed(given, zipfile.ZIP_DEFLATED)
    if swells(len(packed), sum(len(content) for _, content in given)):
        return _packed(given, zipfile.ZIP_STORED)
    return packed


def _packed(files: Sequence[tuple[str, bytes]], way: int) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for path, content in files:
            member = zipfile.ZipInfo(path, _DAY)
            member.compress_type = way
            member.external_attr = _READABLE_BY_OWNER
            archive.writestr(member, content, compresslevel=6)
    return whole.getvalue()
