"""Understands the ways in which diaries write a date, a time and an offset."""

import datetime as dt
import re

from moorings.exchange.reasons import (
    AmbiguousDateError,
    UnreadableDateError,
    UnreadableTimeError,
)
from moorings.journey.records import When

_TIME = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_DATE = (
    r"(?:(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)"
    r"(?P<day>[0-9]{1,2})"
    r"|(?P<day_first>[0-9]{1,2})\.(?P<month_next>[0-9]{1,2})\."
    r"(?P<year_last>[0-9]{4}))"
)
_OFFSET = (
    r"\s?(?:(?P<utc>[Zz])|(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})?)"
)
_WHEN = re.compile(rf"{_DATE}(?:(?:[Tt]|,?\s)\s?{_TIME}(?:{_OFFSET})?)?")
_ONLY_TIME = re.compile(_TIME)
_AMBIGUOUS = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?![0-9])")
_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")

NOON = 12
MINUTES = 60
HOURS = 24


def read_when(token: str) -> When:
    """Read a date with or without a time and an offset.

    With dots and the year last, the day comes first; with slashes and the year last,
    nobody can tell.
    """
    token = token.strip()
    match = _WHEN.fullmatch(token)
    if match is None:
        raise _doubt(token)
    try:
        date = _date_of(match)
        return When(date=date, time=_time_of(match), offset=_offset_of(match))
    except ValueError:
        raise UnreadableDateError(token) from None


def read_time(token: str) -> dt.time:
    """Read a time of day on a clock of twelve or of twenty-four hours."""
    match = _ONLY_TIME.fullmatch(token.strip())
    try:
        time = match and _time_of(match)
    except ValueError:
        time = None
    if time is None:
        raise UnreadableTimeError(token.strip())
    return time


def date_in_name(name: str) -> dt.date | None:
    """Read the date with which a file's name begins, if it does."""
    match = _NAME.match(name)
    return read_when(match[1]).date if match else None


def _doubt(token: str) -> UnreadableDateError:
    kind = AmbiguousDateError if _AMBIGUOUS.match(token) else UnreadableDateError
    return kind(token)


def _date_of(match: re.Match[str]) -> dt.date:
    return dt.date(
        int(match["year"] or match["year_last"]),
        int(match["month"] or match["month_next"]),
        int(match["day"] or match["day_first"]),
    )


def _time_of(match: re.Match[str]) -> dt.time | None:
    if match["hour"] is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= NOON:
            raise ValueError(hour)
        hour = hour % NOON + (NOON if match["half"] in "pP" else 0)
    return dt.time(hour, int(match["minute"]), int(match["second"] or 0))


def _offset_of(match: re.Match[str]) -> int | None:
    if match["utc"]:
        return 0
    if match["sign"] is None:
        return None
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours >= HOURS or minutes >= MINUTES:
        raise ValueError(hours)
    seconds = (hours * MINUTES + minutes) * MINUTES
    return -seconds if match["sign"] == "-" else seconds
