"""The week ahead: what would fit, what is planned, and a week that is off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened, new_id
from moorings.companion.pausing import is_paused
from moorings.companion.planning_weeks import (
    LEANINGS,
    SKETCH,
    WEEK,
    erase_week,
    keep_week,
    monday,
    own_sketch,
    pick,
    picked,
    plan_of,
    plans,
    proposed,
    take_off,
    today,
)
from moorings.companion.practising import all_resting, reasons, times
from moorings.errors import MooringsError
from moorings.journey.records import RecordId, WeekPlan
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.library.strategies import ROOMS, STRATEGIES
from moorings.web.forms import form_of
from moorings.web.options import Option
from moorings.web.pages.plan.day import FARTHEST, HERE, day_in_path, week_path
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.rooms import rooms
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.weeks import DrawnWeek, WeekDay, drawn_week, titles
from moorings.web.wording.sketch import told_of

#: So many earlier weeks are listed.
EARLIER = 12


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in words; `path` leads to where it can be changed."""

    path: str
    day: date
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """A practice of today: it has no path while it rests."""

    name: str
    short: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """Everything the page shows; `state` is new, paused, planned, off or past."""

    state: str
    first: date
    here: str
    this_week: bool
    record: RecordId
    today: tuple[Doing, ...]
    days: tuple[DayRow, ...]
    drawn: DrawnWeek | None
    following: str
    earlier: tuple[tuple[str, date], ...]
    fits: tuple[tuple[Option, str], ...]
    strategies: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    problem: str = ""


async def show(request: Request) -> Response:
    """Show this week, or where nothing fits into its rest, what the next could be."""
    opened = unlocked(request)
    shown = _page(opened, today(opened))
    if shown.state == "new" and not any(row.names for row in shown.days):
        shown = _page(opened, shown.first + timedelta(days=WEEK))
    return render(request, "plan.html", shown)


async def show_week(request: Request) -> Response:
    """Show another week."""
    opened, day = unlocked(request), day_in_path(request)
    return render(request, "plan.html", _page(opened, day))


async def keep(request: Request) -> Response:
    """Keep a week as it was offered, an empty one, one that is off or on again."""
    opened, form, day = unlocked(request), await form_of(request), day_in_path(request)
    record, how = form.record(), form.text("how")
    try:
        if how in {"keep", "empty"}:
            days = [form.lines(f"day-{at}") for at in range(WEEK)]
            keep_week(opened, record, day, days if how == "keep" else ())
        elif how in {"off", "on"}:
            take_off(opened, record, day, off=how == "off")
        else:
            raise HTTPException(400)
    except MooringsError as error:
        shown = _page(opened, day, problem=sentence(error))
        return render(request, "plan.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(week_path(opened, day))


async def take_fits(request: Request) -> Response:
    """Keep what fits the person, and offer a week that is drawn from it."""
    opened, form = unlocked(request), await form_of(request)
    pick(opened, form.lines("fits"))
    tell(request, gettext("Kept. A week that is planned already stays as it is."))
    return go_to(HERE)


async def ask_to_erase(request: Request) -> Response:
    """Ask once before a plan is destroyed."""
    opened, day = unlocked(request), day_in_path(request)
    if plan_of(opened, day) is None:
        raise HTTPException(404)
    return render(request, "plan_erase.html", (week_path(opened, day), monday(day)))


async def erase(request: Request) -> Response:
    """Destroy the plan of a week."""
    opened, day = unlocked(request), day_in_path(request)
    erase_week(opened, day)
    tell(request, gettext("The plan is erased."))
    return go_to(week_path(opened, day))


def _page(opened: Opened, day: date, problem: str = "") -> PlanPage:
    now, first, plan = today(opened), monday(day), plan_of(opened, day)
    past = first + timedelta(days=WEEK) <= now
    state = _state(plan, past=past, paused=is_paused(opened))
    named = proposed(opened, day) if state == "new" else plan.days if plan else ()
    days = _days(opened, first, named or ((),) * WEEK)
    shown = [each for each in days if past or each.day >= now]
    off, this_week = state == "off", first == monday(now)
    resting = all_resting(opened, reasons(opened))
    return PlanPage(
        state=state,
        first=first,
        here=f"{HERE}/week/{first.isoformat()}",
        this_week=this_week,
        record=new_id(),
        today=_today(plan, now, resting) if plan and not off and this_week else (),
        days=tuple(_row(each) for each in shown),
        drawn=drawn_week(days, now) if state in {"planned", "past"} else None,
        following=_following(first, now),
        earlier=_earlier(opened, monday(now)),
        fits=_fits(opened),
        strategies=_strategies(opened, resting),
        problem=problem,
    )


def _following(first: date, now: date) -> str:
    after = first + timedelta(days=WEEK)
    return f"{HERE}/week/{after.isoformat()}" if after <= now + FARTHEST else ""


def _state(plan: WeekPlan | None, *, past: bool, paused: bool) -> str:
    if plan is not None and plan.off:
        return "off"
    if past:
        return "past"
    if plan is not None:
        return "planned"
    return "paused" if paused else "new"


def _days(
    opened: Opened, first: date, named: tuple[tuple[str, ...], ...]
) -> tuple[WeekDay, ...]:
    given: dict[date, list[str]] = {}
    for each in reversed(times(opened)):
        given.setdefault(each.when.date, []).append(each.practice)
    found = []
    for at, names in enumerate(named):
        day = first + timedelta(days=at)
        done = tuple(dict.fromkeys(given.get(day, ())))
        found.append(WeekDay(day, names, done))
    return tuple(found)


def _row(each: WeekDay) -> DayRow:
    path = f"{HERE}/day/{each.day.isoformat()}"
    return DayRow(path, each.day, titles(each.planned), each.planned)


def _today(plan: WeekPlan, now: date, resting: Collection[str]) -> tuple[Doing, ...]:
    names = plan.days[now.weekday()] if plan.days else ()
    return tuple(
        Doing(
            practices()[name].title,
            practices()[name].short,
            "" if name in resting else f"/practise/{name}",
        )
        for name in names
        if name in practices()
    )


def _earlier(opened: Opened, now: date) -> tuple[tuple[str, date], ...]:
    found = sorted((first for first in plans(opened) if first < now), reverse=True)
    return tuple((f"{HERE}/week/{each.isoformat()}", each) for each in found[:EARLIER])


def _fits(opened: Opened) -> tuple[tuple[Option, str], ...]:
    """Give what can be ticked, with a word about each."""
    told, sketch = picked(opened), own_sketch(opened)
    words = {
        "anxious": (
            gettext("Reaching"),
            gettext("When someone seems far away, I want to hear from them at once."),
        ),
        "avoidant": (
            gettext("Pulling back"),
            gettext("When someone comes close, I need room, or I go."),
        ),
        "disorganised": (
            gettext("Both at once"),
            gettext("I want someone near, and I want to get away from them."),
        ),
    }
    asked: list[tuple[str, str, str]] = [(each, *words[each]) for each in LEANINGS]
    if sketch is not None:
        asked.append((SKETCH, gettext("What my first sketch shows"), told_of(sketch)))
    return tuple(
        (Option(name, title, name in told), more) for name, title, more in asked
    )


def _strategies(
    opened: Opened, resting: Collection[str]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Give all fifteen by what they are for, but for what rests."""
    shelf = practices()
    names = {option.id: option.name for option, _ in _fits(opened)}
    found = []
    for leaning, some in STRATEGIES.items():
        rows = [
            (f"/practise/{name}", shelf[name].title)
            for name in some
            if name not in resting
        ]
        if leaning in ROOMS:
            place = rooms()[ROOMS[leaning]]
            rows.append((place.path, place.name))
        found.append((names[leaning], tuple(rows)))
    return tuple(found)


_WEEK = HERE + "/week/{day}"
ROUTES = [
    *page(HERE, show),
    *page(HERE + "/fits", submit=take_fits),
    *page(_WEEK, show_week, keep),
    *page(_WEEK + "/erase", ask_to_erase, erase),
]
