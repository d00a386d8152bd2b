"""The programme: one week at a time, in any order, paused at will, or none."""

from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import UNDER_18
from moorings.companion.clock import moment
from moorings.companion.following import (
    Followed,
    begin,
    begun,
    followed,
    leave,
    pause,
    week_rests,
)
from moorings.companion.opened import Opened
from moorings.companion.practising import all_resting, reasons
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.library.programme import Programme, Week, programme
from moorings.library.roadmap import stages
from moorings.web.forms import Form, form_of
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.rows import Row, lesson_row, practice_row
from moorings.web.visitor import tell, unlocked

HERE = "/way/programme"


@dataclass(frozen=True, slots=True)
class WeekShown:
    """The week that is followed; a quieter one where part of it `rests`."""

    number: int
    title: str
    why: str
    since: date
    rests: bool
    practices: tuple[Row, ...]
    read: Row | None
    steps: tuple[Row, ...]
    measures: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One week of the list, and when it was begun, if ever."""

    number: int
    title: str
    begun: date | None


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """Everything the page shows."""

    programme: Programme
    paused: bool
    week: WeekShown | None
    following: int
    weeks: tuple[Listed, ...]


async def show(request: Request) -> Response:
    """Show where one is in it, and all its weeks."""
    opened = unlocked(request)
    told, now, known = programme(), followed(opened), begun(opened)
    shown = ProgrammePage(
        programme=told,
        paused=now is not None and now.paused,
        week=_week(opened, now, told.weeks[now.week - 1]) if now else None,
        following=now.week + 1 if now and now.week < len(told.weeks) else 0,
        weeks=tuple(
            Listed(number, week.title, known.get(number))
            for number, week in enumerate(told.weeks, start=1)
        ),
    )
    return render(request, "programme.html", shown)


async def take(request: Request) -> Response:
    """Begin a week, pause, go on, or leave it."""
    opened, form = unlocked(request), await form_of(request)
    how = form.text("how")
    match how:
        case "pause" | "go-on":
            pause(opened, paused=how == "pause")
            paused = how == "pause"
            tell(request, gettext("It is paused.") if paused else gettext("Kept."))
        case "leave":
            leave(opened)
            tell(request, gettext("You follow no programme now. Nothing is lost."))
        case _:
            begin(opened, _number(form), moment(opened.now(), form.line("zone")))
            tell(request, gettext("Kept."))
    return go_to(HERE)


def _number(form: Form) -> int:
    told = form.text("week")
    if not told.isdecimal() or len(told) > len(str(len(programme().weeks))):
        raise HTTPException(400)
    return int(told)


def _week(opened: Opened, now: Followed, week: Week) -> WeekShown:
    """Give what the week holds; what rests just now is left out of it."""
    resting, asleep = week_rests(opened, week), all_resting(opened, reasons(opened))
    named = week.instead if resting else week.practices
    awake = [n for n in named if n in practices() and n not in asleep]
    roadmap = stages()
    return WeekShown(
        number=now.week,
        title=week.title,
        why=week.why,
        since=now.since,
        rests=resting,
        practices=tuple(map(practice_row, awake)),
        read=lesson_row(week.read) if week.read and not resting else None,
        steps=tuple(
            Row(f"/way/steps/{of}", roadmap[of].title) for of in week.of if not resting
        ),
        measures=week.measure and opened.journey.choices.get(UNDER_18) != "yes",
    )


ROUTES = page(HERE, show, take)
