"""One day of the plan: what stands on it, and another day for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.following import week_practices
from moorings.companion.opened import Opened, new_id
from moorings.companion.planning_weeks import (
    KIND,
    WEEK,
    change_day,
    fits,
    monday,
    move_day,
    plan_of,
    today,
)
from moorings.companion.practising import reasons, resting_worse
from moorings.errors import MooringsError
from moorings.insight.fitting import BESIDE, SHORT, is_short
from moorings.insight.next_step import STEADYING
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.practices import Practice, practices
from moorings.library.roadmap import stages
from moorings.library.strategies import STRATEGIES
from moorings.safety.resting import rests
from moorings.web.forms import form_of
from moorings.web.options import Option
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence, weekday
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked

HERE = "/plan"
#: So far ahead a day can be planned (own).
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Group:
    """Practices that are listed together."""

    legend: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything the page shows."""

    day: date
    path: str
    back: str
    record: RecordId
    again: RecordId
    groups: tuple[Group, ...]
    others: tuple[Option, ...]
    problem: str = ""
    not_moved: str = ""

    @property
    def room(self) -> str:
        """Say how much fits on a day."""
        return gettext(
            "One main practice fits on a day, and up to %(beside)s short ones beside "
            "it. Short means %(short)s minutes or less."
        ) % {"beside": BESIDE, "short": SHORT}


async def show(request: Request) -> Response:
    """Show what can stand on a day."""
    opened, day = unlocked(request), _open_day(request)
    return render(request, "plan_day.html", _page(opened, day, _planned(opened, day)))


async def keep(request: Request) -> Response:
    """Keep what stands on a day."""
    opened, form, day = unlocked(request), await form_of(request), _open_day(request)
    names = form.lines("practice")
    try:
        change_day(opened, form.record(), day, names)
    except MooringsError as error:
        shown = replace(_page(opened, day, names), problem=sentence(error))
        return render(request, "plan_day.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(week_path(opened, day))


async def move(request: Request) -> Response:
    """Keep what stood on a day on another one."""
    opened, form, day = unlocked(request), await form_of(request), _open_day(request)
    shown = _page(opened, day, _planned(opened, day))
    to = next((each for each in shown.others if each.id == form.line("to")), None)
    if to is None:
        told = gettext("Choose the day it should move to.")
        return render(request, "plan_day.html", replace(shown, not_moved=told), 422)
    try:
        move_day(opened, form.record(), day, date.fromisoformat(to.id))
    except MooringsError as error:
        again = replace(shown, not_moved=sentence(error))
        return render(request, "plan_day.html", again, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(week_path(opened, day))


def day_in_path(request: Request) -> date:
    """Give the day in an address; one that never was, or is far off, leads nowhere."""
    try:
        day = date.fromisoformat(str(request.path_params["day"]))
    except ValueError:
        raise HTTPException(404) from None
    if day > today(unlocked(request)) + FARTHEST:
        raise HTTPException(404)
    return day


def week_path(opened: Opened, day: date) -> str:
    """Say where the week of a day is shown."""
    first = monday(day)
    return HERE if first == monday(today(opened)) else f"{HERE}/week/{first}"


def _open_day(request: Request) -> date:
    """Give a day that can still be planned: one that is past is simply past."""
    day = day_in_path(request)
    if day < today(unlocked(request)):
        raise HTTPException(404)
    return day


def _planned(opened: Opened, day: date) -> tuple[str, ...]:
    plan = plan_of(opened, day)
    return plan.days[day.weekday()] if plan and plan.days else ()


def _page(opened: Opened, day: date, chosen: tuple[str, ...]) -> DayPage:
    awake = _awake(opened, chosen)
    roadmap, taken = stages(), set[str]()

    def group(legend: str, names: Iterable[str]) -> Group:
        wanted = [n for n in dict.fromkeys(names) if n in awake and n not in taken]
        taken.update(wanted)
        return Group(legend, tuple(_option(n, awake, chosen) for n in wanted))

    fitting = [name for fit in fits(opened) for name in STRATEGIES[fit.leaning]]
    steady = (*roadmap[STEADYING].start, *roadmap[KIND].start)
    groups = (
        group(gettext("What fits you"), fitting),
        group(gettext("From your programme"), week_practices(opened)),
        group(gettext("Steadying"), steady),
        group(gettext("Everything else"), sorted(awake, key=lambda n: awake[n].title)),
    )
    first, now = monday(day), today(opened)
    week = (first + timedelta(days=at) for at in range(WEEK))
    others = (each for each in week if each >= now and each != day)
    return DayPage(
        day,
        f"{HERE}/day/{day.isoformat()}",
        week_path(opened, day),
        new_id(),
        new_id(),
        tuple(each for each in groups if each.options),
        tuple(Option(each.isoformat(), weekday(each), chosen=False) for each in others)
        if _planned(opened, day)
        else (),
    )


def _awake(opened: Opened, chosen: tuple[str, ...]) -> dict[str, Practice]:
    """Give what may stand on a day; what stands there already stays to be seen."""
    known, worse = reasons(opened), resting_worse(opened)
    return {
        name: each
        for name, each in practices().items()
        if name in chosen
        or (
            each.offered == "always"
            and not each.length_of
            and name not in worse
            and not rests(each.asks, known)
        )
    }


def _option(name: str, awake: dict[str, Practice], chosen: tuple[str, ...]) -> Option:
    """Give a practice to tick; a short one says that it is short."""
    each = awake[name]
    short = f" · {gettext('short')}" if is_short(each.minutes) else ""
    return Option(name, f"{each.title}{short}", name in chosen)


ROUTES = [
    *page(HERE + "/day/{day}", show, keep),
    *page(HERE + "/day/{day}/move", submit=move),
]
