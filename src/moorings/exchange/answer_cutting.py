"""Takes a piece of a table of answers apart, all at once or row by row.

Where numpy is installed and a piece holds plain cells, they are cut at once; else the
csv module reads it, with the same outcome.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from moorings.errors import MooringsError
from moorings.exchange.answer_codes import Codes, impossible_age
from moorings.exchange.answer_text import Piece
from moorings.measures.arithmetic import arithmetic
from moorings.measures.cells import UNREAD, Table

_DELIMITERS = ",;\t"
#: With a larger share of cells to look at one by one, the csv module is quicker.
_FEW = 1 / 16


class UnreadableHeadingError(MooringsError):
    """A first row in which something is far too long for a name."""

    sentence = (
        "The first row of this table could not be read: it should name the columns, "
        "each in a few letters."
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out: where each item stands and how it is to be read."""

    width: int
    delimiter: str
    columns: tuple[int, ...]
    codes: tuple[Codes, ...]
    age: int | None


@dataclass(slots=True)
class Cut:
    """A piece taken apart: the cells of each item, and what was not as it should be.

    `unread` are places (row, item) with what stands there; `lines` are the rows as they
    stand, but for those in `blank`.
    """

    rows: int = 0
    cells: list[bytearray] = field(default_factory=list)
    unread: list[tuple[int, int, str]] = field(default_factory=list)
    blank: set[int] = field(default_factory=set)
    lines: list[bytes] = field(default_factory=list)
    ages: int = 0
    short: int = 0
    overlong: int = 0


def take_heading(piece: Piece) -> tuple[list[str], str, Piece]:
    """Give the names of the columns, what parts them, and the rest of the piece."""
    lines = list(io.StringIO(piece.decode(piece.text), newline=""))
    while lines and not lines[0].strip():
        del lines[0]
    if not lines:
        return [], "", piece
    try:
        delimiter = max(_DELIMITERS, key=lambda d: len(next(_reader(lines[:1], d))))
        reader = _reader(lines, delimiter)
        names = [name.strip().strip('"') for name in next(reader)]
    except csv.Error:  # a name longer than the module takes
        raise UnreadableHeadingError from None
    rest = piece.encode("".join(lines[reader.line_num :]))
    return names, delimiter, Piece(rest, piece.quotes, piece.encoding)


def cut(piece: Piece, layout: Layout) -> Cut:
    """Take a piece apart in the quickest way that it allows."""
    if not piece.text:
        return Cut()
    found = _at_once(piece, layout) or _by_rows(piece, layout)
    found.unread.sort(key=lambda place: (place[0], layout.columns[place[1]]))
    return found


def _at_once(piece: Piece, layout: Layout) -> Cut | None:
    text = piece.text.replace(b"\r\n", b"\n")
    if b'"' in text or b"\r" in text:
        return None
    table = arithmetic().table(text, layout.delimiter.encode(), layout.width)
    if table is None:
        return None
    each = zip(layout.columns, layout.codes, strict=True)
    cells = [bytearray(table.codes(at, codes.of_bytes)) for at, codes in each]
    if sum(c.count(UNREAD) for c in cells) > table.rows * len(cells) * _FEW:
        return None
    found = Cut(table.rows, cells)
    for number, at in enumerate(layout.columns):
        for row in _places(cells[number]):
            written = piece.decode(table.cell(row, at))
            code = cells[number][row] = layout.codes[number][written]
            if code == UNREAD:
                found.unread.append((row, number, written))
    _look_around(found, piece, table, layout)
    found.lines = text.split(b"\n")[:-1]
    nothing = arithmetic().empty_rows(b"".join(cells), table.rows)
    found.blank = {row for row in nothing if _is_blank(found.lines[row], piece, layout)}
    for row in sorted(found.blank, reverse=True):
        del found.lines[row]
    return found


def _look_around(found: Cut, piece: Piece, table: Table, layout: Layout) -> None:
    if (at := layout.age) is not None:
        written = (piece.decode(table.cell(row, at)) for row in table.unusual(at))
        found.ages = sum(map(impossible_age, written))


def _is_blank(line: bytes, piece: Piece, layout: Layout) -> bool:
    return not piece.decode(line).replace(layout.delimiter, " ").strip()


def _places(cells: bytearray) -> Iterator[int]:
    at = cells.find(UNREAD)
    while at >= 0:
        yield at
        at = cells.find(UNREAD, at + 1)


def _by_rows(piece: Piece, layout: Layout) -> Cut:
    found = Cut()
    sheets = [_sheet(found, cells, layout) for cells in _rows(found, piece, layout)]
    columns = zip(*sheets, strict=True) if sheets else ((),) * len(layout.columns)
    found.cells = [bytearray(column) for column in columns]
    return found


def _rows(found: Cut, piece: Piece, layout: Layout) -> Iterator[list[str]]:
    """Give the cells of each row: none of one that has more than there are columns."""
    lines = list(io.StringIO(piece.decode(piece.text), newline=""))
    reader = _reader(lines, layout.delimiter, quotes=piece.quotes)
    while (begin := reader.line_num) < len(lines):
        try:
            cells = next(reader)
        except csv.Error:  # a cell longer than the module takes
            cells = ["?"] * (layout.width + 1)
        except StopIteration:
            return
        if any(map(str.strip, cells)):
            line = "".join(lines[begin : reader.line_num])
            found.lines.append(piece.encode(line.rstrip("\r\n")))
        else:
            found.blank.add(found.rows)
        overlong = any(map(str.strip, cells[layout.width :]))
        found.overlong += overlong
        yield [] if overlong else cells
        found.rows += 1


def _sheet(found: Cut, cells: list[str], layout: Layout) -> Sequence[int]:
    if not cells or found.rows in found.blank:
        return bytes(len(layout.columns))
    if len(cells) < layout.width:
        found.short += 1
        cells += [""] * (layout.width - len(cells))
    if layout.age is not None:
        found.ages += impossible_age(cells[layout.age])
    each = zip(layout.columns, layout.codes, strict=True)
    sheet = [codes[cells[at]] for at, codes in each]
    if UNREAD in sheet:
        found.unread += (
            (found.rows, number, cells[layout.columns[number]])
            for number, code in enumerate(sheet)
            if code == UNREAD
        )
    return sheet


def _reader(lines: list[str], delimiter: str, *, quotes: bool = True) -> Any:  # noqa: ANN401 - has no public type
    kind: Literal[0, 3] = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    return csv.reader(lines, delimiter=delimiter, quoting=kind)
