"""Records as bytes and back. The only place that knows the written form."""

import hashlib
from datetime import datetime, timedelta, timezone

import msgspec

from moorings.errors import MooringsError
from moorings.journey.records import AnyRecord, RecordId, When

#: Grows when a record kind or field is added that older code would not know.
RECORDS_VERSION = 8

_DECODER: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)
#: What bytes may come to that are no record, are no UTF-8, or go too deep.
_BROKEN = (msgspec.DecodeError, MooringsError, RecursionError, UnicodeDecodeError)
_ENCODER = msgspec.json.Encoder(order="deterministic")


class UnreadableRecordError(MooringsError):
    """A record was damaged, or written by a newer Moorings."""

    sentence = "This record could not be read. It may come from a newer Moorings."


def encode(record: AnyRecord) -> bytes:
    """Write a record down."""
    return _ENCODER.encode(record)


def decode(written: bytes) -> AnyRecord:
    """Read a record back."""
    try:
        return _DECODER.decode(written)
    except _BROKEN as error:
        raise UnreadableRecordError from error


def same_content(one: AnyRecord, other: AnyRecord) -> bool:
    """Say whether two records tell the same, whenever and wherever they were sent.

    A form without an hour in it is of the moment in which it is sent.
    """
    told, again = _content(one), _content(other)
    if _is_of_its_moment(one) and _is_of_its_moment(other):
        again["when"] = told["when"]
    return told == again


def copy_id(record: AnyRecord) -> RecordId:
    """Name the conflict copy of a record: the same again for the same content."""
    digest = hashlib.sha256(_ENCODER.encode(_content(record))).hexdigest()
    return RecordId(digest[:32])


def _content(record: AnyRecord) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(record)
    return {k: v for k, v in told.items() if k not in {"written_at", "written_where"}}


def _is_of_its_moment(record: AnyRecord) -> bool:
    """Say whether its hour is that of its writing, to the minute."""
    when: When | None = getattr(record, "when", None)
    if when is None or when.time is None or when.offset is None:
        return False
    here = timezone(timedelta(seconds=when.offset))
    written = record.written_at.replace(second=0, microsecond=0)
    return datetime.combine(when.date, when.time, here) == written
