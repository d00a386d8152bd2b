"""Takes a table of any size in pieces of whole rows, whatever its encoding is."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal, TypeAlias

Encoding: TypeAlias = Literal["UTF-8", "UTF-16", "Windows-1252"]
PIECE = 8 << 20
#: A row longer than this has a quotation mark that was never closed.
LONGEST_ROW = PIECE
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole rows, ending in a newline; `quotes` says whether quotation marks count.

    What was UTF-16 is UTF-8 here.
    """

    text: bytes
    quotes: bool
    encoding: Encoding

    def decode(self, part: bytes) -> str:
        """Read a part of it; what is no letter comes back when it is encoded."""
        return part.decode(self._codec, "surrogateescape")

    def encode(self, part: str) -> bytes:
        """Give the bytes that were read as this."""
        return part.encode(self._codec, "surrogateescape")

    @property
    def _codec(self) -> str:
        return "cp1252" if self.encoding == "Windows-1252" else "utf-8"


def pieces(file: BinaryIO, size: int = PIECE) -> Iterator[Piece]:
    """Read on in pieces of about that size, cut where no quotation is open."""
    first = file.read(size)
    wide = first.startswith(_MARKS)
    rest = b""
    for chunk in (_narrowed if wide else _marked_off)(file, first, size):
        rest += chunk
        cut, quotes = _end_of_rows(rest), True
        if not cut and len(rest) >= LONGEST_ROW:
            cut, quotes = rest.rfind(b"\n") + 1 or len(rest), False
        if cut:
            yield _piece(rest[:cut], quotes=quotes, wide=wide)
            rest = rest[cut:]
    if rest:
        whole = rest if rest.endswith(b"\n") else rest + b"\n"
        yield _piece(whole, quotes=rest.count(b'"') % 2 == 0, wide=wide)


def _narrowed(file: BinaryIO, chunk: bytes, size: int) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    while chunk:
        yield decoder.decode(chunk).encode("utf-8", "replace")
        chunk = file.read(size)


def _marked_off(file: BinaryIO, chunk: bytes, size: int) -> Iterator[bytes]:
    """Leave out a mark at the beginning, and end lines with a newline at least."""
    chunk = chunk.removeprefix(codecs.BOM_UTF8)
    returns_alone = b"\r" in chunk and b"\n" not in chunk
    while chunk:
        yield chunk.replace(b"\r", b"\n") if returns_alone else chunk
        chunk = file.read(size)


def _piece(text: bytes, *, quotes: bool, wide: bool) -> Piece:
    if wide:
        return Piece(text, quotes, "UTF-16")
    try:
        text.decode()
    except UnicodeDecodeError:
        return Piece(text, quotes, "Windows-1252")
    return Piece(text, quotes, "UTF-8")


def _end_of_rows(text: bytes) -> int:
    """Give the place after the last newline that stands outside of quotation marks."""
    end = text.rfind(b"\n")
    within = text.count(b'"', 0, end + 1) % 2
    while within and end >= 0:
        before = text.rfind(b"\n", 0, end)
        within ^= text.count(b'"', before + 1, end) % 2
        end = before
    return end + 1
