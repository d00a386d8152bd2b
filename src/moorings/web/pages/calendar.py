"""The calendar: which days have a page, and what they say."""

import calendar as months
from dataclasses import dataclass
from datetime import date

from babel.dates import get_day_names
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.library import catalogue
from moorings.library.catalogue import gettext, ngettext
from moorings.web.forms import form_of
from moorings.web.listing import Day, days_of
from moorings.web.rendering import day_words, go_to, month_words, render
from moorings.web.routing import page
from moorings.web.visitor import unlocked

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the month."""

    number: int
    count: int
    path: str | None
    words: str
    today: bool


@dataclass(frozen=True, slots=True)
class MonthPage:
    """Everything the page shows."""

    title: str
    month: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Cell | None, ...], ...]
    previous: tuple[str, str] | None
    next: tuple[str, str] | None
    first_year: int
    count: int
    problem: str = ""


async def this_month(request: Request) -> Response:
    """Show the month of the latest page, or this one."""
    opened = unlocked(request)
    span = opened.journey.span()
    today = moment(opened.now()).date
    latest = today if span is None or span[1] > today else span[1]
    return go_to(_path(latest))


async def another_month(request: Request) -> Response:
    """Go to the month that was typed."""
    unlocked(request)
    typed = (await form_of(request)).line("month")
    try:
        return go_to(_path(date.fromisoformat(f"{typed[:7]}-01")))
    except ValueError:
        return go_to("/write/calendar")


async def show_month(request: Request) -> Response:
    """Show one month."""
    opened = unlocked(request)
    first = _date(request.path_params["month"] + "-01")
    last = first.replace(day=months.monthrange(first.year, first.month)[1])
    days = opened.journey.days(first, last)
    today = moment(opened.now()).date
    monday = catalogue.locale().first_week_day
    span = opened.journey.span()
    weeks = tuple(
        tuple(
            _cell(first.replace(day=number), days, today) if number else None
            for number in week
        )
        for week in months.Calendar(monday).monthdayscalendar(first.year, first.month)
    )
    shown = MonthPage(
        title=month_words(first),
        month=first.isoformat()[:7],
        weekdays=_weekdays(monday),
        weeks=weeks,
        previous=_turn(first, -1),
        next=_turn(first, 1),
        first_year=span[0].year if span else today.year,
        count=sum(days.values()),
    )
    return render(request, "calendar.html", shown)


async def show_day(request: Request) -> Response:
    """Show the pages of one day."""
    opened = unlocked(request)
    day = _date(request.path_params["day"])
    pages = list(opened.journey.pages_on(day, day))
    found = days_of(opened, pages)
    shown = found[0] if found else Day(day, ())
    return render(request, "day.html", shown)


def _cell(day: date, days: dict[date, int], today: date) -> Cell:
    count = days.get(day, 0)
    words = day_words(day)
    if count:
        told = ngettext("%(count)s entry", "%(count)s entries", count)
        words = f"{words}, {told % {'count': count}}"
    path = f"/write/day/{day.isoformat()}" if count else None
    return Cell(day.day, count, path, words, today=day == today)


def _weekdays(first: int) -> tuple[tuple[str, str], ...]:
    short = get_day_names("short", "stand-alone", catalogue.locale())
    wide = get_day_names("wide", "stand-alone", catalogue.locale())
    order = [(first + n) % DAYS_IN_WEEK for n in range(DAYS_IN_WEEK)]
    return tuple((short[day], wide[day]) for day in order)


def _turn(first: date, step: int) -> tuple[str, str] | None:
    month = first.year * 12 + first.month - 1 + step
    if not 12 <= month < 12 * 10_000:  # noqa: PLR2004 - the years 1 to 9999
        return None
    there = date(month // 12, month % 12 + 1, 1)
    words = gettext("The month before") if step < 0 else gettext("The month after")
    return _path(there), f"{words}: {month_words(there)}"


def _path(day: date) -> str:
    return f"/write/calendar/{day.isoformat()[:7]}"


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise HTTPException(404) from None


ROUTES = [
    *page("/write/calendar", this_month, another_month),
    *page("/write/calendar/{month}", show_month),
    *page("/write/day/{day}", show_day),
]
