"""Looking for what was sealed, and should be gone, in every byte of a folder."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import apsw

from moorings.storage.sqlite import FILE_NAME

#: So many bytes in a row of what looks like chance are there by no chance.
PIECE = 16
_BODIES = "SELECT CAST(body AS BLOB) FROM {shelf} WHERE owner = ? AND id = ?"


def sealed_in(place: Path, owner: bytes, shelf: str, item: bytes) -> bytes:
    """Give the sealed bytes of something, as they lie in a notebook's file."""
    with closing(apsw.Connection(str(place / FILE_NAME))) as db:
        asked = _BODIES.format(shelf=shelf)
        ((body,),) = db.execute(asked, (owner, item))
    assert isinstance(body, bytes)
    return body


def left_in(content: bytes, sealed: Iterable[bytes]) -> int:
    """Count the pieces of what was sealed that stand in some bytes."""
    return sum(
        body[at : at + PIECE] in content
        for body in sealed
        for at in range(0, len(body) - PIECE + 1, PIECE // 2)
    )


def left(folder: Path, sealed: Iterable[bytes]) -> dict[str, int]:
    """Name every file of a folder in which a piece is left, and how many."""
    bodies = list(sealed)
    files = [each for each in folder.rglob("*") if each.is_file()]
    found = {str(f.relative_to(folder)): left_in(f.read_bytes(), bodies) for f in files}
    return {name: count for name, count in found.items() if count}
