"""What all records share."""

import datetime as dt
import re
from typing import Literal, NewType, TypeAlias

import msgspec

from moorings.errors import MooringsError

#: 128 random bits as 32 lower-case hexadecimal digits, made before the record is sent.
RecordId = NewType("RecordId", str)

#: Names the sealed bytes of a picture; same form as a record's id.
BlobId = NewType("BlobId", str)

#: From where a record came into the vault.
Where: TypeAlias = Literal["here", "locked", "offline", "import", "demo"]

ID_DIGITS = 32
_ID = re.compile(f"[0-9a-f]{{{ID_DIGITS}}}")
LARGEST_OFFSET_SECONDS = 86_399


class InvalidRecordError(MooringsError):
    """A record says something it cannot mean."""

    sentence = "This could not be kept as it stands: {reason}"


class When(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The wall time at which something happened, as exactly as it is known.

    `offset` counts seconds east of Greenwich; 1660 has none, and neither has a day
    without an hour.
    """

    date: dt.date
    time: dt.time | None = None
    offset: int | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        if self.offset is not None and abs(self.offset) > LARGEST_OFFSET_SECONDS:
            raise InvalidRecordError(reason="offset")
        if self.time is not None and self.time.tzinfo is not None:
            raise InvalidRecordError(reason="time")

    @property
    def order(self) -> tuple[dt.date, dt.time]:
        """Sorts by the clock on the wall; a day without an hour comes first in it."""
        return (self.date, self.time or dt.time.min)


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    gc=False,
):
    """One fact a person chose to keep. Written once, never changed.

    `replaces` names the version this one was made from; `origin` is the keyed
    fingerprint of what it was imported from.
    """

    id: RecordId
    written_at: dt.datetime
    written_where: Where = "here"
    replaces: RecordId | None = None
    origin: str | None = None

    def __post_init__(self) -> None:
        if self.written_at.tzinfo is None:
            raise InvalidRecordError(reason="written_at")
        require_id(self.id)


def require_id(name: str) -> None:
    """Refuse a name that is no id: storage knows it by its sixteen bytes."""
    if not _ID.fullmatch(name):
        raise InvalidRecordError(reason="id")
