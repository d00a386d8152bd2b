"""Reminders: off until they are asked for, as a calendar file or on an open page."""

from dataclasses import dataclass
from datetime import date

from babel.dates import get_day_names
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.calendaring import WEEKS, calendar, last_day
from moorings.companion.opened import Opened
from moorings.companion.pausing import is_paused
from moorings.companion.practising import night_hours
from moorings.companion.reminding import (
    AWAY,
    EVERY_DAY,
    MOST,
    remind,
    reminders,
    stop_reminding,
)
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext, locale
from moorings.web.forms import Form, form_of
from moorings.web.letters import LETTERS
from moorings.web.options import Option
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.ringing import neutral_words
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked

HERE = "/plan/reminders"
#: So many empty fields stand there for an hour of one's own.
FIELDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersPage:
    """Everything the page shows."""

    at: tuple[str, ...]
    days: tuple[Option, ...]
    words: str
    on: bool
    paused: bool
    night: tuple[int, int]
    until: date
    weeks: int = WEEKS
    away: int = AWAY.days
    problem: str = ""


async def show(request: Request) -> Response:
    """Show what rings, and how it could be taken to a calendar or to this device."""
    return render(request, "plan_reminders.html", _page(unlocked(request)))


async def submit(request: Request) -> Response:
    """Keep at which hours something may ring, or that nothing does."""
    opened, form = unlocked(request), await form_of(request)
    if form.text("how") == "off":
        stop_reminding(opened)
        tell(request, gettext("Nothing rings any more. A file in a calendar stays."))
        return go_to(HERE)
    try:
        form.fit(line=LETTERS.title)
        remind(opened, _hours(form), _days(form), form.line("line"))
    except MooringsError as error:
        again = _page(opened, form, sentence(error))
        return render(request, "plan_reminders.html", again, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to(HERE)


async def take_file(request: Request) -> Response:
    """Hand over the calendar file."""
    content = calendar(unlocked(request), neutral_words())
    headers = {"Content-Disposition": 'attachment; filename="reminders.ics"'}
    return Response(content, media_type="text/calendar", headers=headers)


def _hours(form: Form) -> tuple[str, ...]:
    return tuple(" ".join(each.split()) for each in form.lines("at"))


def _days(form: Form) -> frozenset[int]:
    known = {str(each) for each in EVERY_DAY}
    return frozenset(int(each) for each in form.lines("on") if each in known)


def _page(opened: Opened, form: Form | None = None, problem: str = "") -> RemindersPage:
    kept = reminders(opened)
    at = tuple(each.isoformat("minutes") for each in kept.at) if kept else ()
    on, words = (kept.on, kept.words) if kept else (EVERY_DAY, "")
    if form is not None:
        at, on, words = _hours(form), _days(form), form.line("line")
    at = tuple(filter(None, at))
    names = get_day_names("wide", locale=locale())
    empty = ("",) * max(1, min(FIELDS, MOST) - len(at))
    return RemindersPage(
        at=(*at, *empty)[:MOST],
        days=tuple(Option(str(d), names[d], d in on) for d in sorted(EVERY_DAY)),
        words=words,
        on=kept is not None,
        paused=is_paused(opened),
        night=night_hours(opened),
        until=last_day(opened),
        problem=problem,
    )


ROUTES = [*page(HERE, show, submit), *page(HERE + "/file", take_file)]
