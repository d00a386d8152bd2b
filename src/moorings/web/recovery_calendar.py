"""Recovery over the months: in one sentence, in a picture, and in a table."""

from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from moorings.insight.recovery import Calendar, Settling, Told, TooFew
from moorings.library.catalogue import gettext, locale
from moorings.pictures import drawing
from moorings.pictures.recovery import MOST, Month, Span, Words, draw_recovery
from moorings.web.wording.recovery import DAY, HOUR, minutes_words, time_unit

WEEK = 7 * DAY
#: The steps of the scale, in minutes: how many of which unit.
STEPS = (
    (1, 1, "minute"),
    (5, 5, "minute"),
    (15, 15, "minute"),
    (HOUR, 1, "hour"),
    (4 * HOUR, 4, "hour"),
    (DAY, 1, "day"),
    (WEEK, 1, "week"),
    (4 * WEEK, 4, "week"),
)


def calendar_sentence(calendar: Calendar) -> str:
    """Say which is the latest that can be told, and how many can; or nothing."""
    shown = _latest(calendar)
    known = [(first, told) for first, told in shown if isinstance(told, Settling)]
    if not known:
        return ""
    first, told = known[-1]
    return gettext(
        "The latest that can be told is %(name)s: calm in half of them after about "
        "%(time)s, likely between %(low)s and %(high)s. Of %(all)s such stretches "
        "%(known)s can be told."
    ) % {
        "name": _name(first, calendar.months),
        "time": minutes_words(told.median.value),
        "low": minutes_words(told.median.low),
        "high": minutes_words(told.median.high),
        "all": len(shown),
        "known": len(known),
    }


def calendar_picture(calendar: Calendar) -> Markup | None:
    """Draw the latest twelve; None where none of them can be told."""
    sentence = calendar_sentence(calendar)
    if not sentence:
        return None
    shown = _latest(calendar)
    ends = {shown[0][0], shown[-1][0]}
    drawn = [
        Month(
            _name(first, 1) if first in ends else _month(first),
            told.episodes if told else 0,
            _span(told),
        )
        for first, told in shown
    ]
    ticks = tuple((step, time_unit(many, unit, "short")) for step, many, unit in STEPS)
    scale = (
        gettext("Time until half are calm, by month")
        if calendar.months == 1
        else gettext("Time until half are calm, by three months")
    )
    words = Words(ticks, scale, gettext("number"))
    told = drawing.Told(gettext("Until calm comes back, over the months"), sentence)
    svg = draw_recovery("recovery", drawn, words, told)
    return Markup(svg)  # noqa: S704 - every word in it was escaped


def calendar_rows(calendar: Calendar) -> tuple[tuple[str, ...], ...]:
    """Give the rows of the table: how many, how many unfinished, time and range."""
    return tuple(
        (_name(first, calendar.months), *_cells(told))
        for first, told in calendar.told.items()
    )


def _cells(told: Told) -> tuple[str, ...]:
    counts = (str(told.episodes), str(told.unfinished))
    if isinstance(told, TooFew):
        return (*counts, gettext("too few"), "", "")
    if not isinstance(told, Settling):
        return (*counts, gettext("cannot be told"), "", "")
    low, high = minutes_words(told.median.low), minutes_words(told.median.high)
    noted = "" if told.noted is None else minutes_words(told.noted)
    return (*counts, minutes_words(told.median.value), f"{low} … {high}", noted)


def _latest(calendar: Calendar) -> list[tuple[date, Told | None]]:
    """Give the latest in order, also those in which nothing was noted."""
    first, last = (_number(day) for day in (min(calendar.told), max(calendar.told)))
    numbers = range(first, last + 1, calendar.months)[-MOST:]
    return [(day, calendar.told.get(day)) for day in map(_day, numbers)]


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _span(told: Told | None) -> Span | None:
    if not isinstance(told, Settling):
        return None
    return Span(told.median.value, told.median.low, told.median.high)


def _name(first: date, months: int) -> str:
    """Name a month, or a quarter: Nov 2026, Oct to Dec 2026."""
    last = _day(_number(first) + months - 1)
    year = str(format_date(last, "LLL y", locale=locale()))
    if months == 1:
        return year
    return gettext("%(first)s to %(last)s") % {"first": _month(first), "last": year}


def _month(first: date) -> str:
    return str(format_date(first, "LLL", locale=locale()))
