"""What all forms of Day One have in common: moments, marks in the text, the entry."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from moorings.exchange.arrival import FoundEntry, FoundPicture
from moorings.exchange.dates import read_when
from moorings.exchange.decoding import clean
from moorings.exchange.reasons import NoWordsError, UnreadableDateError
from moorings.journey.records import When

#: A line that only shows where a picture, film or recording had its place.
_MOMENT = re.compile(r"!\[[^\[\]\n]{0,1000}\]\(dayone-moment:[^()\s]{1,1000}\)")
_LINE_OF_MOMENTS = re.compile(rf"^[ \t]*(?:{_MOMENT.pattern}[ \t]*)+\n?", re.MULTILINE)
#: No zone has a longer name; one with very many slashes would be looked up for ever.
_LONGEST_ZONE = 64
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def dayone_entry(
    uuid: str,
    when: When,
    text: str,
    tags: tuple[str, ...],
    pictures: tuple[FoundPicture, ...],
) -> FoundEntry:
    """Put an entry together, if there is anything in it."""
    text = clean(text).strip()
    labels = tuple(dict.fromkeys(bare for tag in tags if (bare := clean(tag).strip())))
    if not (text or labels or pictures):
        raise NoWordsError
    return FoundEntry("dayone", clean(uuid), when, text, labels, pictures=pictures)


def unmarked(text: str) -> str:
    """Take out the marks of pictures, and the backslashes Day One puts before signs."""
    text = _MOMENT.sub("", _LINE_OF_MOMENTS.sub("", text))
    return _ESCAPED.sub(r"\1", text)


def wall_time(written: str, zone: str) -> When:
    """Turn a moment in UTC into what the clock on the wall said.

    Where the zone is not known, the wall is Greenwich's.
    """
    read = read_when(written)
    utc = dt.datetime.combine(read.date, read.time or dt.time(), dt.UTC)
    known = _zone(zone)
    try:
        utc -= dt.timedelta(seconds=read.offset or 0)
        local = utc.astimezone(known) if known else utc
    except OverflowError:
        raise UnreadableDateError(written) from None
    offset = local.utcoffset() or dt.timedelta()
    seconds = int(offset.total_seconds())
    return When(local.date(), local.time(), seconds, zone if known else None)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if len(name) <= _LONGEST_ZONE else None
    except (KeyError, OSError, ValueError):
        return None
