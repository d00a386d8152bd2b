"""Cells of a table: any value as text that a spreadsheet shows and never runs.

A text that could begin a formula bears an apostrophe in front, and so does one that
begins with an apostrophe or a quotation mark. A spreadsheet may also part a cell at a
semicolon, a tab or a line end, so that what follows one is looked at in the same way.
Taking one apostrophe off each such place gives the text back.
"""

import re
from typing import Final

import msgspec

#: What a spreadsheet may take for a formula: leading space and wide letters included.
_WIDE = "\uff1d\uff0b\uff0d\uff20"
_RISKY = re.compile(rf"""^\s*[=+\-@|%{_WIDE}]|^[\t\r\n]|^['"]""")
#: Where one cell may become two, before what could then be a formula: also within
#: quotation marks, which count for nothing in a cell that begins without.
_PARTED = re.compile(rf"""([;\t\r\n])(?=[\s'"]*[=+\-@|%{_WIDE}]|')""")
_MARKED = re.compile(r"([;\t\r\n])'")
#: An empty text, told apart from nothing at all.
EMPTY: Final = '""'


def text_cell(text: str) -> str:
    """Write a text down."""
    if not text:
        return EMPTY
    told = _PARTED.sub(r"\1'", text)
    return f"'{told}" if _RISKY.match(text) else told


def text_of(cell: str) -> str:
    """Read a text back."""
    return "" if cell == EMPTY else _MARKED.sub(r"\1", cell.removeprefix("'"))


def value_cell(value: object) -> str:
    """Write down a number, a yes or no, or several values; no sign in it parts them."""
    return msgspec.json.encode(value).decode().replace(";", r"\u003b")


def value_of(cell: str) -> object:
    """Read such a value back. Raises `msgspec.DecodeError` or `RecursionError`."""
    return msgspec.json.decode(cell.encode())
