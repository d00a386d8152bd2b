"""Write the vectors: python -m tests.vectors.make

They are made from the page of the sealed form, not by the program, with keys and nonces
that are the same each time. What was handed out is never changed, only added to.
"""

import json
from collections.abc import Callable
from pathlib import Path

from tests.vectors import pieces, rooms, whole
from tests.vectors.pieces import Vectors

FOLDER = Path(__file__).parent
FILES: dict[str, Callable[[], Vectors]] = {
    "backups": pieces.backups,
    "boxes": pieces.boxes,
    "codes": pieces.codes,
    "derivation": pieces.derivation,
    "first-pages": whole.first_pages,
    "inbox": pieces.inbox,
    "invitations": whole.invitations,
    "items": pieces.items,
    "parcels": whole.parcels,
    "records": whole.records,
    "rooms": rooms.rooms,
    "sealing": pieces.sealing,
    "stretching": pieces.stretching,
}


def written(name: str) -> str:
    """Give a file of vectors, one a line."""
    lines = (json.dumps(each) for each in FILES[name]())
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    for each in FILES:
        (FOLDER / f"{each}.json").write_text(written(each), encoding="utf-8")
