"""Reads the table that Daylio exports: one row, one entry.

Daylio gives its entries no name. An entry is named by its day, its minute and, among
several of one minute, by a number that counts from the bottom of the table, because a
later export puts newer rows on top. The minute is written on a clock of 24 hours, so
a changed setting doubles nothing.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from moorings.exchange.arrival import Fault, Found, FoundEntry, attempt, gather
from moorings.exchange.dates import read_time, read_when
from moorings.exchange.files import Files
from moorings.exchange.reasons import BrokenRowError, NoHeadingsError, NoWordsError
from moorings.exchange.rich_text import plain_words
from moorings.journey.records import When

NEEDED = frozenset({"full_date", "time", "mood"})


def is_daylio(text: str) -> bool:
    """Whether the first row names Daylio's columns."""
    first = text.lstrip().partition("\n")[0]
    try:
        cells = next(csv.reader([first], delimiter=_delimiter(first), strict=True), [])
    except csv.Error:
        return False
    return set(_headings(cells)) >= NEEDED


def read_daylio(files: Files, names: Sequence[str]) -> Iterator[Found]:
    """Read the rows of each table, oldest first."""
    for name in names:
        text = files.text(name)
        yield from [text] if isinstance(text, Fault) else _read_table(name, text)


def _read_table(name: str, text: str) -> Iterator[Found]:
    if not is_daylio(text):
        return iter([Fault(name, 1, NoHeadingsError())])
    arrival = gather(_read_row(name, *row) for row in _rows(text))
    return chain(arrival.faults, _numbered(reversed(arrival.entries)))


def _numbered(entries: Iterator[FoundEntry]) -> Iterator[Found]:
    times: Counter[str] = Counter()
    for entry in entries:
        times[entry.source_id] += 1
        number = times[entry.source_id]
        yield replace(entry, source_id=f"{entry.source_id}#{number}")


def _rows(text: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Give each row with its first line; a row that does not fit has no cells."""
    table = csv.reader(_lines(text), delimiter=_delimiter(text), strict=True)
    headings: list[str] = []
    while True:
        line = table.line_num + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if not any(cells):
            continue
        if not headings:
            headings = _headings(cells)
            continue
        fits = len(cells) == len(headings)
        yield line, dict(zip(headings, cells, strict=True)) if fits else None


def _lines(text: str) -> Iterator[str]:
    """Give one line after the other, without a second copy of them all."""
    begin = 0
    while end := text.find("\n", begin) + 1:
        yield text[begin:end]
        begin = end
    yield text[begin:]


def _read_row(name: str, line: int, cells: dict[str, str] | None) -> Found:
    return attempt(name, line, partial(_read_entry, cells))


def _read_entry(cells: dict[str, str] | None) -> FoundEntry:
    if cells is None:
        raise BrokenRowError
    date = read_when(cells["full_date"]).date
    time = read_time(cells["time"]) if cells["time"].strip() else None
    text = "\n".join(
        words
        for column in ("note_title", "note")
        if (words := plain_words(cells.get(column, "")))
    )
    mood = cells["mood"].strip()
    labels = tuple(dict.fromkeys(_activities(cells.get("activities", ""))))
    if not (text or mood or labels):
        raise NoWordsError
    stamp = f"{date.isoformat()}T{time.isoformat('minutes') if time else ''}"
    return FoundEntry("daylio", stamp, When(date, time), text, labels, mood)


def _activities(cell: str) -> Iterator[str]:
    return (bare for activity in cell.split("|") if (bare := activity.strip()))


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _headings(cells: list[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]
