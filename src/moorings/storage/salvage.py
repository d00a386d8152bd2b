"""Finding records in a file whose pages SQLite can make no sense of any more.

Each row begins with its owner, wherever it lies; so the file is searched for that, and
neither the tree of the table nor a page's own list of rows has to be whole. What is
found proves itself later: a record opens at its own place and nowhere else.

The layout is that of <https://www.sqlite.org/fileformat2.html>, sections 1.6 and 2.1.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import apsw

from moorings.storage.log import Row

#: How long owner, position, id, link and body are is said in so many bytes before them.
_SAID_IN: Final = range(6, 14)
#: An integer takes so many bytes, by its kind; the last two are 0 and 1, and take none.
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
_COLUMNS, _FIRST_BLOB = 5, 12


def rows_around(
    db: apsw.Connection, owner: bytes, last: int, besides: Collection[int]
) -> Iterator[Row]:
    """Give every row up to the `last` place that can still be read, in order."""
    size: Any = db.pragma("page_size")
    content = _content(db)
    pages = _Pages(content, int(size), int(size) - content[20])
    found = dict[int, Row]()
    for row in pages.rows(owner):
        # Where one lies there twice, what was erased stays erased.
        if row.position not in found or row.body is None:
            found[row.position] = row
    for position in sorted(found.keys() - {*besides}):
        if 0 < position <= last:
            yield found[position]


def _content(db: apsw.Connection) -> bytes:
    """Give all pages; the file may be longer than its first page says."""
    told = db.serialize("main")
    with suppress(OSError), Path(db.filename).open("rb") as file:
        file.seek(len(told))
        return told + file.read()
    return told


class _Pages(NamedTuple):
    """A whole database, its pages of one `size`, of which so many bytes are `used`."""

    content: bytes
    size: int
    used: int

    def rows(self, owner: bytes) -> Iterator[Row]:
        """Give whatever reads as a row of this owner."""
        at = self.content.find(owner)
        while at >= 0:
            for start in (at - said for said in _SAID_IN):
                kinds = _kinds(self.content[max(start, 0) : at])
                if kinds and _length(kinds[0]) == len(owner):
                    yield from self._row(start, at - start, kinds)
            at = self.content.find(owner, at + 1)

    def _row(self, start: int, said: int, kinds: list[int]) -> Iterator[Row]:
        ends = [*accumulate(map(_length, kinds), initial=said)]
        whole = self._payload(start, ends[-1])
        if len(whole) == ends[-1]:
            _, number, item, link, body = (whole[a:b] for a, b in pairwise(ends))
            position = int.from_bytes(number, "big", signed=True)
            if not number:
                position = kinds[1] - 8
            yield Row(position, item, link, body if kinds[-1] else None)

    def _payload(self, start: int, size: int) -> bytes:
        """Put together what begins here and may run over into other pages."""
        if size > len(self.content):
            return b""
        end = start + self._here(size)
        pieces, left = [self.content[start:end]], size - (end - start)
        while left and (page := int.from_bytes(self.content[end : end + 4], "big")):
            start = (page - 1) * self.size
            end = start
            more = self.content[start + 4 : start + self.used][:left]
            if not more:
                break
            pieces.append(more)
            left -= len(more)
        return b"".join(pieces)

    def _here(self, size: int) -> int:
        """Say how much of it lies in the page of the row itself."""
        most, least = self.used - 35, (self.used - 12) * 32 // 255 - 23
        if size <= most:
            return size
        here = least + (size - least) % (self.used - 4)
        return here if here <= most else least


def _kinds(said: bytes) -> list[int]:
    """Read what each column is, where this is what stands before a row."""
    kinds, kind = list[int](), 0
    if said and said[0] == len(said):
        for byte in said[1:]:
            kind = kind << 7 | byte & 0x7F
            if not byte & 0x80:
                kinds.append(kind)
                kind = 0
    return kinds if not kind and _are_of_a_row(kinds) else []


def _are_of_a_row(kinds: list[int]) -> bool:
    if len(kinds) != _COLUMNS or kinds[1] not in _INTEGERS:
        return False
    blobs = [kinds[0], *kinds[2:4], kinds[4] or _FIRST_BLOB]
    return all(kind >= _FIRST_BLOB and kind % 2 == 0 for kind in blobs)


def _length(kind: int) -> int:
    return _INTEGERS.get(kind, max((kind - _FIRST_BLOB) // 2, 0))
