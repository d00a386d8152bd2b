"""Our own way out and back in: everything of one vault as one readable JSON file.

The form is described in docs/reference/export-format.md and carries a version.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from inspect import cleandoc
from typing import Literal

import msgspec

from moorings.errors import MooringsError
from moorings.journey.codec import UnreadableRecordError, decode
from moorings.journey.draft import Draft
from moorings.journey.records import AnyRecord, InvalidRecordError
from moorings.journey.records.base import require_id

VERSION = 1
SOURCE_BYTES = 32
#: Within so many bytes an export says what it is.
BEGINNING = 64
#: What a file that was cut short may come to, or one that is not UTF-8 or too deep.
_BROKEN = (msgspec.DecodeError, InvalidRecordError, RecursionError, UnicodeDecodeError)


class NotAnExportError(MooringsError):
    """The file is no export of ours, or was cut short."""

    sentence = (
        "This file is not a Moorings export, or it was cut short. Nothing was taken "
        "in. Take the export out again, or choose another file."
    )


class NewerExportError(MooringsError):
    """The export was made by a later version."""

    sentence = (
        "This export was made by a newer Moorings (form {version}). Nothing was taken "
        "in. Bring it in with that version."
    )


class UnreadableRecordsError(MooringsError):
    """Some records in the file cannot be understood."""

    sentence = (
        "Some records in this file could not be read ({count}; first number {first}). "
        "Nothing was taken in. They may come from a newer Moorings."
    )


class Portable(msgspec.Struct, frozen=True):
    """Everything a vault holds, in the order in which it was written.

    `source` is the key behind the records' origins: with it a new vault knows an old
    diary again, and what was erased from it stays erased.
    """

    exported_at: datetime
    records: tuple[AnyRecord, ...]
    drafts: tuple[Draft, ...] = ()
    blobs: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    source: bytes = b""


class _File(msgspec.Struct, frozen=True):
    format: Literal["moorings-export"]
    version: int
    exported_at: datetime
    records: tuple[msgspec.Raw, ...]
    drafts: tuple[Draft, ...]
    blobs: dict[str, bytes]
    source: bytes = b""


class _Whole(msgspec.Struct, frozen=True):
    """The file with every record read: what its schema is made of."""

    format: Literal["moorings-export"]
    version: int
    exported_at: datetime
    records: tuple[AnyRecord, ...]
    drafts: tuple[Draft, ...]
    blobs: dict[str, bytes]
    source: bytes = b""


class _Version(msgspec.Struct, frozen=True):
    format: Literal["moorings-export"]
    version: int


def write_portable(portable: Portable) -> Iterable[bytes]:
    """Write the file, one record a line, so that a person can read it too."""
    encode = msgspec.json.Encoder(order="deterministic").encode
    opening = {"format": "moorings-export", "version": VERSION}
    yield encode(opening)[:-1]
    yield b',"exported_at":' + encode(portable.exported_at)
    yield b',\n"records":[\n' + b",\n".join(map(encode, portable.records)) + b"\n]"
    yield b',\n"drafts":[' + b",\n".join(map(encode, portable.drafts)) + b"]"
    if portable.source:
        yield b',\n"source":' + encode(portable.source)
    yield b',\n"blobs":' + encode(dict(portable.blobs)) + b"}\n"


def require_whole(portable: Portable, version: int) -> Portable:
    """Refuse what a newer Moorings wrote, or what bears no good names."""
    if version > VERSION:
        raise NewerExportError(version=version)
    try:
        for blob in portable.blobs:
            require_id(blob)
        _require_source(portable.source)
    except InvalidRecordError as error:
        raise NotAnExportError from error
    return portable


def _require_source(source: bytes) -> None:
    if len(source) not in {0, SOURCE_BYTES}:
        raise InvalidRecordError(reason="source")


def is_export(content: bytes) -> bool:
    """Say whether a file begins as an export of ours does."""
    return b'"moorings-export"' in content[:BEGINNING]


def read_portable(content: bytes) -> Portable:
    """Read the file back, or say what is wrong with it."""
    try:
        version = msgspec.json.decode(content, type=_Version).version
        if version > VERSION:
            raise NewerExportError(version=version)
        file = msgspec.json.decode(content, type=_File)
    except _BROKEN as error:
        raise NotAnExportError from error
    records = decoded(map(bytes, file.records))
    return require_whole(
        Portable(file.exported_at, records, file.drafts, file.blobs, file.source),
        version,
    )


def decoded(written: Iterable[bytes]) -> tuple[AnyRecord, ...]:
    """Read records back, all of them or none; the first that cannot be is named."""
    records, faults = [], []
    for number, each in enumerate(written, start=1):
        try:
            records.append(decode(each))
        except UnreadableRecordError:
            faults.append(number)
    if faults:
        raise UnreadableRecordsError(count=len(faults), first=faults[0])
    return tuple(records)


def schema() -> bytes:
    """Give the form of the file as a JSON Schema, for whoever writes another reader."""
    told = msgspec.json.schema(_Whole)
    for each in told["$defs"].values():
        # Python 3.13 takes the indent out of a docstring, older ones leave it.
        each["description"] = cleandoc(each["description"])
    written = msgspec.json.encode(told, order="sorted")
    return msgspec.json.format(written, indent=1) + b"\n"
