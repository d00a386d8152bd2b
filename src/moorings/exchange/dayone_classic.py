"""Reads an entry of Day One Classic: one small XML file, one picture of its name."""

import datetime as dt
import plistlib
from collections.abc import Callable, Sequence
from xml.parsers.expat import ExpatError

import msgspec

from moorings.errors import MooringsError
from moorings.exchange.arrival import Fault, Found, FoundPicture
from moorings.exchange.dayone_entry import dayone_entry, wall_time
from moorings.exchange.reasons import UnfamiliarEntryError

Pictures = Callable[[Sequence[tuple[str, ...]]], tuple[FoundPicture, ...]]

_NOT_AS_EXPECTED = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    msgspec.ValidationError,
)


class _Classic(msgspec.Struct):
    uuid: str = msgspec.field(name="UUID")
    moment: dt.datetime = msgspec.field(name="Creation Date")
    zone: str = msgspec.field(name="Time Zone", default="")
    text: str = msgspec.field(name="Entry Text", default="")
    tags: list[str] = msgspec.field(name="Tags", default=[])


def read_classic(name: str, content: bytes, pictures: Pictures) -> Found:
    """Read one `.doentry` file."""
    broken = UnfamiliarEntryError(program="Day One")
    try:
        written = plistlib.loads(content, fmt=plistlib.FMT_XML)
        entry = msgspec.convert(written, _Classic)
    except ExpatError as error:
        return Fault(name, error.lineno, broken)
    except _NOT_AS_EXPECTED:
        return Fault(name, 1, broken)
    try:
        return dayone_entry(
            entry.uuid,
            wall_time(entry.moment.isoformat(), entry.zone),
            entry.text,
            tuple(entry.tags),
            pictures([(entry.uuid,)]),
        )
    except MooringsError as reason:
        return Fault(name, 1, reason)
