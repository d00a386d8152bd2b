"""Time, handed in from outside: nothing below the doors asks for it."""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from moorings.journey.records import When

#: Before this year an offset from Greenwich is nothing anybody lived by.
FIRST_YEAR_WITH_OFFSETS = 1900
#: No zone has a longer name; one with very many slashes would be looked up for ever.
_LONGEST_ZONE = 64
#: Goes on while the machine sleeps, so that a notebook left open in a closed laptop is
#: locked when that wakes. Elsewhere the usual clock does the same.
_SLEEPLESS: int | None = getattr(time, "CLOCK_BOOTTIME", None)


class Clock(Protocol):
    """What time it is, and how much of it has passed."""

    def now(self) -> datetime:
        """Give this moment, in UTC."""

    def elapsed(self) -> float:
        """Give seconds that only ever grow, whatever is done to the clock."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Give this moment, in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Give seconds that only ever grow, also while the machine sleeps."""
        if _SLEEPLESS is None:
            return time.monotonic()
        return time.clock_gettime(_SLEEPLESS)


def moment(now: datetime, zone: str = "") -> When:
    """Put this moment on the wall of a named zone, or of this machine."""
    local = now.astimezone(_zone(zone))
    return when(local.date(), local.time().replace(second=0, microsecond=0), zone)


def when(day: date, hour: time_of_day | None, zone: str = "") -> When:
    """Date something, as exactly as is known; without an hour there is no offset."""
    if hour is None or day.year < FIRST_YEAR_WITH_OFFSETS:
        return When(day, hour)
    known = _zone(zone)
    try:
        offset = datetime.combine(day, hour, known).astimezone(known).utcoffset()
    except (OverflowError, ValueError):  # the last evening of all, west of Greenwich
        return When(day, hour)
    seconds = int((offset or timedelta()).total_seconds())
    return When(day, hour, seconds, zone if known else None)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if 0 < len(name) <= _LONGEST_ZONE else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
