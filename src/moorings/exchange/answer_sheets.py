"""Reads a table of answers, one sheet a row, in blocks: of any size, and never clean.

What cannot be read counts as not answered, and is told.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO

from moorings.errors import MooringsError
from moorings.exchange.answer_codes import Codes
from moorings.exchange.answer_columns import find_columns
from moorings.exchange.answer_cutting import Cut, Layout, cut, take_heading
from moorings.exchange.answer_text import PIECE, Encoding, Piece, pieces
from moorings.measures.arithmetic import arithmetic
from moorings.measures.cells import UNANSWERED
from moorings.measures.instrument import Key
from moorings.measures.many import Sheets, arranged_items

MOST_EXAMPLES = 5
LONGEST_EXAMPLE = 20
#: After so many rows nobody looks any further for repeated ones: 16 MB of memory.
MOST_COMPARED = 2_000_000


class NoTableError(MooringsError):
    """A file without a single line."""

    sentence = "The table is empty: its first row should name the columns."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the answers stand in a table, and which codes in it mean no answer."""

    prefix: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code that is no answer to its item, with the number of its row."""

    text: str
    row: int
    column: str


@dataclass(slots=True)
class Findings:
    """What was found on the way; complete when the last block was read."""

    encoding: Encoding = "UTF-8"
    rows: int = 0
    blank: int = 0
    short: int = 0
    overlong: int = 0
    unclosed: bool = False
    unknown: int = 0
    examples: list[Unknown] = field(default_factory=list)
    ages: int = 0
    compared: "array[int]" = field(default_factory=lambda: array("q"))

    @property
    def repeated(self) -> int:
        """Count the rows that are the same, byte for byte, as one before."""
        return len(self.compared) - arithmetic().distinct(self.compared)

    @property
    def all_compared(self) -> bool:
        """Say whether every row was held against those before."""
        return len(self.compared) < MOST_COMPARED

    def compare(self, lines: Iterable[bytes]) -> None:
        """Remember rows by eight bytes each, as long as there is room."""
        if self.all_compared:
            self.compared.extend(map(hash, lines))
            del self.compared[MOST_COMPARED:]


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows, one after the other, and which of them hold nothing at all."""

    sheets: Sheets
    blank: frozenset[int]


class AnswerSheets:
    """A table of answers to one instrument; `blocks` reads it through, once."""

    def __init__(
        self, file: BinaryIO, key: Key, wanted: Wanted, size: int = PIECE
    ) -> None:
        self.findings = Findings()
        later = pieces(file, size)
        nothing = Piece(b"", quotes=True, encoding="UTF-8")
        first = next((piece for piece in later if piece.text.strip()), nothing)
        self._names, delimiter, rest = take_heading(first)
        if not self._names:
            raise NoTableError
        self._pieces = chain([rest], later)
        items = arranged_items(key)
        found = find_columns(self._names, key.order, wanted.prefix, wanted.named)
        ages = (at for at, name in enumerate(self._names) if name.casefold() == "age")
        self._layout = Layout(
            len(self._names),
            delimiter,
            tuple(found[item] for item in items),
            tuple(Codes(key, item, wanted.missing) for item in items),
            next(ages, None),
        )

    def blocks(self) -> Iterator[Block]:
        """Read on, block by block, and note what was found."""
        for piece in self._pieces:
            found = cut(piece, self._layout)
            self._note(piece, found)
            if found.rows:
                sheets = Sheets(found.rows, b"".join(found.cells))
                yield Block(sheets, frozenset(found.blank))

    def _note(self, piece: Piece, found: Cut) -> None:
        findings = self.findings
        for row, number, text in found.unread:
            found.cells[number][row] = UNANSWERED
            if len(findings.examples) < MOST_EXAMPLES:
                column = self._names[self._layout.columns[number]]
                place = findings.rows + row + 1
                findings.examples.append(Unknown(_shown(text), place, _shown(column)))
        if findings.encoding == "UTF-8":
            findings.encoding = piece.encoding
        findings.unclosed |= not piece.quotes
        findings.unknown += len(found.unread)
        findings.rows += found.rows
        findings.blank += len(found.blank)
        findings.short += found.short
        findings.overlong += found.overlong
        findings.ages += found.ages
        findings.compare(found.lines)


def _shown(text: str) -> str:
    """Cut a text short, and leave out what a terminal would act on."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return plain if len(plain) <= LONGEST_EXAMPLE else f"{plain[:LONGEST_EXAMPLE]}…"
