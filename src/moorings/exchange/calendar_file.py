"""Reminders as a calendar file: what any calendar can take in, and nothing private.

The times are floating, so that they ring by the clock on the wall wherever one is. The
series ends by itself: nothing goes on calling somebody who went away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from unicodedata import category

from icalendar import Alarm, Calendar, Event

#: Two letters for each day of the week, from Monday on (RFC 5545, 3.3.10).
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Control characters, and halves of letters.
_CONTROL = frozenset({"Cc", "Cs"})
_LONG = timedelta(minutes=5)
_NAME_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Series:
    """The same few words at some hours on some days of the week.

    `days` go from 0, Monday, to 6; `first` and `last` are the days between which it
    rings, both included. `key` tells one notebook's series from another's, and says
    nothing of either.
    """

    words: str
    at: tuple[time, ...]
    days: frozenset[int]
    first: date
    last: date
    key: bytes


def write_calendar(series: Series, made: datetime) -> bytes:
    """Write the file; the same series bears the same names when it is made again."""
    calendar = Calendar()
    calendar.add("prodid", "-//Notebook//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in _events(series, made):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(series: Series, made: datetime) -> Iterable[Event]:
    first = _first_day(series)
    if first is None:
        return
    words = _plain(series.words)
    for hour in series.at:
        event = Event()
        event.add("uid", _name(series.key, hour))
        event.add("dtstamp", made)
        event.add("dtstart", datetime.combine(first, hour))
        event.add("duration", _LONG)
        event.add("summary", words)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        until = datetime.combine(series.last, hour)
        days = [_DAYS[day] for day in sorted(series.days)]
        event.add("rrule", {"freq": "weekly", "byday": days, "until": until})
        event.add_component(_alarm(words))
        yield event


def _plain(words: str) -> str:
    """Leave out control characters, which no text of a calendar may hold (3.3.11)."""
    lines = "\n".join(words.splitlines())
    return "".join(
        each for each in lines if each == "\n" or category(each) not in _CONTROL
    )


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta())
    return alarm


def _first_day(series: Series) -> date | None:
    """Give the first day that it rings: a series has to begin on a day of its own."""
    days = (series.last - series.first).days + 1
    found = (series.first + timedelta(days=each) for each in range(days))
    return next((day for day in found if day.weekday() in series.days), None)


def _name(key: bytes, hour: time) -> str:
    told = key + hour.isoformat("minutes").encode()
    return f"{sha256(told).hexdigest()[:_NAME_DIGITS]}@notebook"
