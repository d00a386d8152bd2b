"""Everything as tables: one CSV file for each kind of record, pictures beside them.

A column bears the name of a field; `when` has a column for each of its parts. `number`
says in which order the records of all files were written.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from operator import itemgetter
from threading import Lock
from typing import Any, Final, get_args

import msgspec

from moorings.exchange.arrival import Fault
from moorings.exchange.files import Files
from moorings.exchange.leaving.cells import text_cell, text_of, value_cell, value_of
from moorings.exchange.leaving.packing import pack
from moorings.exchange.portable import (
    NotAnExportError,
    Portable,
    decoded,
    require_whole,
)
from moorings.journey.draft import Draft
from moorings.journey.records import AnyRecord

FORMAT: Final = "moorings-tables"
VERSION: Final = 1
ABOUT, DRAFTS, PICTURES = "about.json", "drafts.csv", "pictures"
NUMBER, WHEN = "number", "when"
#: A spreadsheet takes a file that begins so for UTF-8.
_MARK = "\ufeff"
#: Every table of a program shares one measure of how long a cell may be.
_LENGTH: Final = Lock()
#: What a table that was cut short, or written by something else, may come to.
_BROKEN: Final = (
    msgspec.MsgspecError,
    KeyError,
    ValueError,
    csv.Error,
    RecursionError,
)
_KINDS = {msgspec.inspect.type_info(each).tag: each for each in get_args(AnyRecord)}  # type: ignore[attr-defined]


class _About(msgspec.Struct, frozen=True):
    format: str
    version: int
    exported_at: datetime
    source: bytes = b""


def write_tables(portable: Portable) -> bytes:
    """Write a zip of tables."""
    return pack(_files(portable))


def is_tables(files: Files) -> bool:
    """Say whether a zip holds tables of ours."""
    if ABOUT not in files.openers:
        return False
    content = files.content(ABOUT)
    return not isinstance(content, Fault) and f'"{FORMAT}"'.encode() in content


def read_tables(files: Files) -> Portable:
    """Read the tables back to what they were written from."""
    try:
        about = msgspec.json.decode(_content(files, ABOUT), type=_About)
        numbered = sorted(_numbered(files), key=itemgetter(0))
        drafts = tuple(_drafts(files))
        blobs = {
            name.rpartition("/")[2]: _content(files, name)
            for name in files.names
            if name.startswith(f"{PICTURES}/")
        }
    except _BROKEN as e:
        raise NotAnExportError from e
    records = decoded(written for _, written in numbered)
    return require_whole(
        Portable(about.exported_at, records, drafts, blobs, about.source), about.version
    )


def _files(portable: Portable) -> Iterator[tuple[str, bytes]]:
    about = _About(FORMAT, VERSION, portable.exported_at, portable.source)
    yield ABOUT, msgspec.json.encode(about)
    rows: dict[str, list[dict[str, str]]] = {}
    for number, record in enumerate(portable.records, start=1):
        told = msgspec.to_builtins(record, str_keys=True)
        kind = str(told.pop("kind"))
        rows.setdefault(kind, []).append(_row(kind, number, told))
    for kind, found in sorted(rows.items()):
        yield f"{kind}.csv", _table((NUMBER, *_columns(kind)), found)
    if portable.drafts:
        columns = ("id", "form", "fields", "saved_at")
        yield DRAFTS, _table(columns, map(_draft_row, portable.drafts))
    for blob, content in sorted(portable.blobs.items()):
        yield f"{PICTURES}/{blob}", content


def _table(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, list(columns), restval="", lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return (_MARK + written.getvalue()).encode()


def _row(kind: str, number: int, told: dict[str, Any]) -> dict[str, str]:
    row = {NUMBER: str(number)}
    for part, value in told.pop(WHEN, {}).items():
        row[f"{WHEN}.{part}"] = _part_cell(part, value)
    texts = _texts(kind)
    for name, value in told.items():
        if name in texts and isinstance(value, str):
            row[name] = text_cell(value)
        elif value is not None:
            row[name] = value_cell(value)
    return row


def _part_cell(part: str, value: object) -> str:
    return value_cell(value) if part == "offset" else text_cell(str(value))


def _draft_row(draft: Draft) -> dict[str, str]:
    told = msgspec.to_builtins(draft)
    return {
        "id": told["id"],
        "form": text_cell(told["form"]),
        "fields": value_cell(told["fields"]),
        "saved_at": told["saved_at"],
    }


def _numbered(files: Files) -> Iterator[tuple[int, bytes]]:
    for name in files.names:
        kind = name.removesuffix(".csv")
        if "/" in name or name in {kind, DRAFTS}:
            continue
        for row in _rows(files, name):
            number = int(row.pop(NUMBER) or 0)
            yield number, msgspec.json.encode({"kind": kind, **_told(kind, row)})


def _told(kind: str, row: Mapping[str, str]) -> dict[str, object]:
    """Read one row back to what a record is written as."""
    told: dict[str, object] = {}
    when: dict[str, object] = {}
    texts = _texts(kind)
    for name, cell in row.items():
        if not cell:
            continue
        part = name.removeprefix(f"{WHEN}.")
        if part != name:
            when[part] = value_of(cell) if part == "offset" else text_of(cell)
        else:
            told[name] = text_of(cell) if name in texts else value_of(cell)
    if not when:
        return told
    if WHEN in told:
        raise ValueError(WHEN)
    return told | {WHEN: when}


def _rows(files: Files, name: str) -> list[dict[str, str]]:
    text = _content(files, name).decode().removeprefix(_MARK)
    with _cells_as_long_as(len(text)):
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    if any(None in row or None in row.values() for row in rows):
        raise ValueError(name)
    return rows


@contextmanager
def _cells_as_long_as(length: int) -> Iterator[None]:
    """Let a cell be so long while one table is read, and then what it could be."""
    with _LENGTH:
        before = csv.field_size_limit()
        csv.field_size_limit(max(before, length))
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _drafts(files: Files) -> Iterator[Draft]:
    if DRAFTS not in files.openers:
        return
    for row in _rows(files, DRAFTS):
        told = {
            "id": row["id"],
            "form": text_of(row["form"]),
            "fields": value_of(row["fields"]),
            "saved_at": row["saved_at"],
        }
        yield msgspec.convert(told, Draft)


def _content(files: Files, name: str) -> bytes:
    content = files.content(name)
    if isinstance(content, Fault):
        raise content.reason
    return content


@cache
def _columns(kind: str) -> tuple[str, ...]:
    """Give the columns of a kind, in the order of its fields."""
    known = _KINDS.get(kind)
    names = (
        [field.encode_name for field in msgspec.structs.fields(known)] if known else []
    )
    parts = ("date", "time", "offset", "zone")
    spread = ([f"{WHEN}.{p}" for p in parts] if n == WHEN else [n] for n in names)
    return tuple(name for some in spread for name in some)


@cache
def _texts(kind: str) -> frozenset[str]:
    """Give the fields of a kind that hold text, an id or a moment, and nothing else."""
    known = _KINDS.get(kind)
    if known is None:
        return frozenset()
    fields = msgspec.inspect.type_info(known).fields  # type: ignore[attr-defined]
    return frozenset(each.encode_name for each in fields if _is_text(each.type))


def _is_text(kind: msgspec.inspect.Type) -> bool:
    match kind:
        case msgspec.inspect.UnionType(types=types):
            return all(map(_is_text, types))
        case msgspec.inspect.LiteralType(values=values):
            return all(isinstance(value, str) for value in values)
        case (
            msgspec.inspect.StrType()
            | msgspec.inspect.DateType()
            | msgspec.inspect.DateTimeType()
            | msgspec.inspect.TimeType()
            | msgspec.inspect.NoneType()
        ):
            return True
        case _:
            return False
