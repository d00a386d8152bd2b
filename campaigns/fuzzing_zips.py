"""Zips, taken apart and packed again with whatever a zip may bear."""

import io
import stat
import zipfile
from random import Random
from typing import Final

ZIP: Final = b"PK\x03\x04"
#: How often a zip is packed again just as it was.
PLAINLY: Final = 0.6
#: Names that lead out, or nowhere.
NAMES: Final = (
    *("../out.md", "/etc/passwd", "C:\\out.md", "a/../../out.md", "..\\out.md"),
    *("", ".", "./a.md", "a\0b.md", "a" * 300 + ".md", "caf\u00e9/\u202etxt.md"),
    *("__MACOSX/a.md", ".hidden.md", "a.md/", "entry.csv", "about.json", "NUL.md"),
)

Members = list[tuple[str, bytes]]


def looks_packed(content: bytes) -> bool:
    """Say whether it begins as a zip does."""
    return content.startswith(ZIP)


def unpacked(content: bytes) -> Members:
    """Give the members of a zip; of one that is spoilt already, none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [one for one in archive.infolist() if one.file_size < 1 << 20]
            return [(one.filename, archive.read(one)) for one in inside]
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is no zip
        return []


def packed(chance: Random, members: Members) -> bytes:
    """Pack members, most often as anybody would."""
    members = list(members)
    odd = chance.random() > PLAINLY
    if odd:
        _, content = chance.choice(members)
        members.append((chance.choice(NAMES), content))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in members:
            archive.writestr(_about(chance, name, odd=odd), content)
    return whole.getvalue()


def _about(chance: Random, name: str, *, odd: bool) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name)
    about.compress_type = zipfile.ZIP_DEFLATED
    if odd:
        about.compress_type = chance.choice((0, 8, 12, 14))
        kind = chance.choice((stat.S_IFREG, stat.S_IFREG, stat.S_IFLNK, stat.S_IFDIR))
        about.external_attr = (kind | 0o777) << 16
    return about
