"""Cells of a table: any value as text that a spreadsheet shows and never runs.

A text that could begin a formula bears an apostrophe in front, and so does one that
begins with an apostrophe or a quotation mark. Taking one apostrophe off gives it back.
"""

import re
from typing import Final

import msgspec

#: What a spreadsheet may take for a formula: leading space and wide letters included.
_WIDE = "\uff1d\uff0b\uff0d\uff20"
_RISKY = re.compile(rf"""^\s*[=+\-@|%{_WIDE}]|^[\t\r\n]|^['"]""")
#: An empty text, told apart from nothing at all.
EMPTY: Final = '""'


def text_cell(text: str) -> str:
    """Write a text down."""
    if not text:
        return EMPTY
    return f"'{text}" if _RISKY.match(text) else text


def text_of(cell: str) -> str:
    """Read a text back."""
    return "" if cell == EMPTY else cell.removeprefix("'")


def value_cell(value: object) -> str:
    """Write down a number, a yes or no, or several values."""
    return msgspec.json.encode(value).decode()


def value_of(cell: str) -> object:
    """Read such a value back. Raises `msgspec.DecodeError`."""
    return msgspec.json.decode(cell.encode())
