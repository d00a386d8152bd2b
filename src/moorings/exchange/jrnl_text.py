"""Parts the text of a jrnl journal where a new date begins.

jrnl puts the date in brackets. Up to version 1.9.5 it did not; the first date in a
file tells which of the two holds for all of it. A line that looks dated but is not
begins an unreadable block, so that nothing is glued to the entry before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from moorings.errors import MooringsError
from moorings.exchange.dates import read_when
from moorings.exchange.reasons import (
    NoDateInBracketsError,
    UndatedLinesError,
    UnreadableDateError,
)
from moorings.journey.records import When

_BRACKETS = re.compile(r"\[([^\[\]]{1,60})\](?:\s+(.*))?$")
_BARE = re.compile(
    r"((?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})"
    r" [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: [AaPp][Mm])?)(?:\s+(.*))?$"
)
_DATE_LIKE = re.compile(
    r"[0-9]{4}[-/.][0-9]{1,2}"
    r"|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}"
    r"|\b[0-9]{4}\b.*[0-9]:[0-9]{2}|[0-9]:[0-9]{2}.*\b[0-9]{4}\b"
)
LONGEST_NUMBERING = 4
NOWHERE = 0


@dataclass(slots=True)
class Block:
    """The lines from one date to the next; without a date, the reason why."""

    line: int
    when: When | None
    reason: MooringsError
    lines: list[str] = field(default_factory=list)


def begins_dated(text: str) -> bool:
    """Whether the first line that is not empty begins as jrnl begins an entry."""
    first = text.lstrip("\n").partition("\n")[0]
    return _is_dated(_BRACKETS, first) or _is_dated(_BARE, first)


def is_dated(text: str) -> bool:
    """Whether any line does so."""
    return _form(text) is not None


def blocks_of(text: str) -> Iterator[Block]:
    """Part the text; lines before the first date are a block without one."""
    form = _form(text) or _BRACKETS
    block = Block(NOWHERE, None, UndatedLinesError())
    for number, line in enumerate(text.split("\n"), 1):
        begun = _begin(form, number, line, open_entry=block.when is not None)
        if begun:
            yield from _filled(block)
            block = begun
        elif block.line != NOWHERE:
            block.lines.append(line)
        elif line.strip():
            block.line = number
    yield from _filled(block)


def _filled(block: Block) -> Iterator[Block]:
    return iter([block] if block.line != NOWHERE else [])


def _begin(
    form: re.Pattern[str], number: int, line: str, *, open_entry: bool
) -> Block | None:
    stamp = form.match(line)
    if stamp is None:
        return None
    lines = [stamp[2] or ""]
    try:
        return Block(number, read_when(stamp[1]), UndatedLinesError(), lines)
    except UnreadableDateError as reason:
        if form is _BARE or _DATE_LIKE.search(stamp[1]):
            return Block(number, None, reason, lines)
    if not open_entry and _may_be_meant_as_date(stamp[1]):
        return Block(number, None, NoDateInBracketsError(), lines)
    return None


def _may_be_meant_as_date(token: str) -> bool:
    # Within an entry such brackets are the writer's own; outside of one, the line
    # has no entry to belong to and is better named than lost among the others.
    return len(token) > LONGEST_NUMBERING and any(sign.isdigit() for sign in token)


def _form(text: str) -> re.Pattern[str] | None:
    for line in text.split("\n"):
        for form in (_BRACKETS, _BARE):
            if _is_dated(form, line):
                return form
    return None


def _is_dated(form: re.Pattern[str], line: str) -> bool:
    stamp = form.match(line)
    if stamp is None:
        return False
    try:
        read_when(stamp[1])
    except UnreadableDateError:
        return False
    return True
