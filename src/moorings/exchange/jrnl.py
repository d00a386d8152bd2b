"""Reads the journals of jrnl: its text, its folder of days, its JSON.

jrnl gives its entries no name. An entry is named by its date and time, to the second,
and a number that counts the entries of one stamp in the order of the file; the text
is not part of it and may change. Tags are filed in lower case, as jrnl does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import msgspec

from moorings.exchange.arrival import Fault, Found, FoundEntry, attempt
from moorings.exchange.dates import read_when
from moorings.exchange.decoding import clean
from moorings.exchange.files import Files
from moorings.exchange.jrnl_text import Block, blocks_of
from moorings.exchange.json_entries import Contradiction, entries_in
from moorings.exchange.reasons import (
    BrokenJsonError,
    LockedJournalError,
    NoWordsError,
    RepeatedNameError,
    UnfamiliarEntryError,
)
from moorings.journey.records import When

SUFFIXES = (".journal", ".jrnl")
LOCKED = (b"gAAAA", b"JRNLv3\0")

_DAY = re.compile(r"(?:^|/)([0-9]{4})/([0-9]{2})/([0-9]{2})\.txt$")
_TAG = re.compile(r"(?<![^\s(\"'“])@(\w[-+*#/\w]*)")


class _Entry(msgspec.Struct):
    date: str
    time: str = ""
    title: str | None = None
    body: str | None = None
    tags: list[str] = []


def is_day(name: str) -> bool:
    """Whether a path is one day of a jrnl folder: YYYY/MM/DD.txt."""
    return _DAY.search(name) is not None


def read_jrnl(files: Files, names: Sequence[str]) -> Iterator[Found]:
    """Read the journals one after the other and number entries of one stamp."""
    times: Counter[str] = Counter()
    for name in names:
        for one in _read_file(files, name):
            if isinstance(one, Fault):
                yield one
                continue
            times[one.source_id] += 1
            number = times[one.source_id]
            yield replace(one, source_id=f"{one.source_id}#{number}")


def _read_file(files: Files, name: str) -> Iterator[Found]:
    content = files.content(name)
    if isinstance(content, bytes) and content.startswith(LOCKED):
        return iter([Fault(name, 1, LockedJournalError())])
    text = files.text(name)
    if isinstance(text, Fault):
        # Before its second version, jrnl encrypted without leaving a mark.
        locked = name.endswith(SUFFIXES)
        return iter([Fault(name, 1, LockedJournalError()) if locked else text])
    if text.lstrip().startswith("{"):
        return _read_json(name, text)
    return (
        attempt(name, one.line, partial(_read_block, one)) for one in blocks_of(text)
    )


def _read_block(block: Block) -> FoundEntry:
    if block.when is None:
        raise block.reason
    return _entry(block.when, "\n".join(block.lines), ())


def _read_json(name: str, text: str) -> Iterator[Found]:
    try:
        for line, value in entries_in(text):
            yield attempt(name, line, partial(_read_value, value))
    except BrokenJsonError as reason:
        yield Fault(name, reason.line, reason)


def _read_value(value: object) -> FoundEntry:
    if isinstance(value, Contradiction):
        raise RepeatedNameError
    try:
        entry = msgspec.convert(value, _Entry)
    except (msgspec.ValidationError, RecursionError, UnicodeEncodeError):
        raise UnfamiliarEntryError(program="jrnl") from None
    when = read_when(f"{entry.date} {entry.time}")
    parts = (entry.title or "").strip(), (entry.body or "").rstrip()
    tags = (clean(tag).removeprefix("@").lower() for tag in entry.tags)
    return _entry(when, clean("\n".join(part for part in parts if part)), tuple(tags))


def _entry(when: When, written: str, tags: tuple[str, ...]) -> FoundEntry:
    text = written.strip()
    if not text:
        raise NoWordsError
    time = f"T{when.time.isoformat('seconds')}" if when.time else ""
    found = (*tags, *(tag.lower() for tag in _TAG.findall(text)))
    return FoundEntry(
        source="jrnl",
        source_id=f"{when.date.isoformat()}{time}",
        when=when,
        text=text,
        labels=tuple(dict.fromkeys(tag for tag in found if tag)),
    )
