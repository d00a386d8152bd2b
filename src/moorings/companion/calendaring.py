"""Calendars: reminders as a file that any of them takes in, and that ends by itself."""

from datetime import date, timedelta

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.reminding import ringing
from moorings.errors import MooringsError
from moorings.exchange.calendar_file import Series, write_calendar

#: It rings for so many weeks; then it is silent until somebody takes another (own).
WEEKS = 4


class SilentError(MooringsError):
    """There is nothing that could ring."""

    kind = "missing"
    sentence = (
        "Nothing rings just now: reminders are off, or everything rests. Choose an "
        "hour first, or end the pause."
    )


def last_day(opened: Opened) -> date:
    """Give the last day on which a file made now would ring."""
    return moment(opened.now()).date + timedelta(weeks=WEEKS, days=-1)


def calendar(opened: Opened, words: str) -> bytes:
    """Give the calendar file, which says `words` where the person chose none."""
    told, now = ringing(opened), opened.now()
    if told is None:
        raise SilentError
    return write_calendar(
        Series(
            told.words or words,
            told.at,
            told.on,
            moment(now).date,
            last_day(opened),
            opened.unlocked.header.vault,
        ),
        now,
    )
