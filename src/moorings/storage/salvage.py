"""Reading around pages of a file that SQLite can make no sense of any more.

A record is looked for by the number of its row, which is its place, and then by the
index of places: either may be whole where the other is not.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any, Final

import apsw

from moorings.storage.log import Row

_BY_ROW: Final = """
SELECT
    IFNULL(CAST(position AS INTEGER), 0), IFNULL(CAST(id AS BLOB), x''),
    IFNULL(CAST(link AS BLOB), x''), CAST(body AS BLOB)
FROM records WHERE owner = ? AND rowid = ?
"""
_BY_PLACE: Final = _BY_ROW.replace("rowid", "position")
#: No row is smaller, so that a forged head cannot make it look for ever.
_SMALLEST_ROW: Final = 100


def rows_around(
    db: apsw.Connection, owner: bytes, last: int, besides: Collection[int]
) -> Iterator[Row]:
    """Give every row up to the `last` place that can still be read, in order."""
    for position in range(1, min(last, _most_rows(db)) + 1):
        if position not in besides:
            row = _row_at(db, owner, position)
            if row is not None:
                yield row


def _row_at(db: apsw.Connection, owner: bytes, position: int) -> Row | None:
    for query in (_BY_ROW, _BY_PLACE):
        with suppress(apsw.Error):
            found = db.execute(query, (owner, position)).fetchone()
            if found is not None and found[0] == position:
                return Row._make(found)
    return None


def _most_rows(db: apsw.Connection) -> int:
    return _pragma(db, "page_count") * _pragma(db, "page_size") // _SMALLEST_ROW


def _pragma(db: apsw.Connection, name: str) -> int:
    found: Any = db.pragma(name)
    return int(found)
