"""The map: what the latest sketch draws, what it may mean, and those before it.

General is its own answer. Each person somebody was sketched with is a buoy beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import (
    RIGHT_NOW,
    UNDER_18,
    sketches,
    take_sitting_back,
    targets,
)
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.taking_back import bring_back
from moorings.insight.sketch import Drawn, Sketch, pooled
from moorings.journey.records import Administration, RecordId
from moorings.library.catalogue import gettext
from moorings.measures.bursts import bursts, next_sitting
from moorings.measures.cloud import Leaning
from moorings.web.forms import record_in_path
from moorings.web.maps import MOST_MARKS, moment_map, sketch_map
from moorings.web.offers import Offered, offered
from moorings.web.rendering import go_to, number_words, render, short_day
from moorings.web.routing import page
from moorings.web.sketch_words import told_now, told_of, told_of_buoys
from moorings.web.visitor import tell, unlocked

HERE = "/way/map"
MOMENT = "/way/right-now/drawn"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two directions: what may be said of it, and the figures behind it."""

    leaning: Leaning
    contradicts: bool
    figures: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One sketch, ready to be shown."""

    id: RecordId
    day: date
    answered: int
    asked: int
    sittings: int
    lowest: int
    highest: int
    anxiety: Side
    avoidance: Side


@dataclass(frozen=True, slots=True)
class Buoy:
    """Somebody who was sketched with."""

    path: str
    name: str
    day: date
    drawn: bool


@dataclass(frozen=True, slots=True)
class Map:
    """Everything the page shows: of people in general, or with one of them."""

    kind: Literal["general", "person", "moment"]
    path: str
    again: str
    name: str
    latest: Shown | None
    sentence: str
    picture: Markup | None
    earlier: tuple[Shown, ...]
    buoys: tuple[Buoy, ...] = ()
    offered: Offered | None = None


async def show(request: Request) -> Response:
    """Show the latest sketch of people in general, and the buoys around it."""
    opened = unlocked(request)
    if opened.journey.choices.get(UNDER_18) == "yes":
        return go_to("/way/start")
    found = sketches(opened)
    people = [(p, sketches(opened, target=p)) for p in targets(opened)]
    known = opened.journey.people()
    latest = _best(found)
    marks = [(known[p].name, best) for p, of in people if (best := _best(of))]
    general = [(_label(latest), latest)] if latest else []
    told = told_of(latest)
    shown = Map(
        "general",
        HERE,
        "/way/start",
        "",
        _shown(latest),
        told,
        sketch_map(
            (general + marks)[:MOST_MARKS],
            " ".join((told, *told_of_buoys(marks))).strip(),
            general=bool(general and latest and latest.drawn),
        ),
        tuple(filter(None, map(_shown, found[1:]))),
        tuple(
            Buoy(f"{HERE}/{p}", known[p].name, _day(of[0]), of[0].drawn)
            for p, of in people
        ),
        _offered(opened, found, "/way/start"),
    )
    return render(request, "way_map.html", shown)


async def show_person(request: Request) -> Response:
    """Show how it is with one person."""
    opened, person = unlocked(request), record_in_path(request, "person")
    if opened.journey.choices.get(UNDER_18) == "yes":
        return go_to("/way/start")
    known = opened.journey.people().get(person)
    if known is None:
        raise NothingThereError
    found = sketches(opened, target=person)
    latest, again = _best(found), f"/way/start/{person}"
    marks = [(known.name, latest)] if latest else []
    shown = Map(
        "person",
        f"{HERE}/{person}",
        again,
        known.name,
        _shown(latest),
        told_of(latest),
        sketch_map(marks, told_of(latest), general=False),
        tuple(filter(None, map(_shown, found[1:]))),
        offered=_offered(opened, found, again),
    )
    return render(request, "way_map.html", shown)


async def show_moment(request: Request) -> Response:
    """Show what was asked about right now, which is put beside nothing else."""
    opened = unlocked(request)
    if opened.journey.choices.get(UNDER_18) == "yes":
        return go_to("/way/start")
    found = sketches(opened, of=RIGHT_NOW)
    latest = found[0] if found else None
    told = told_now(latest)
    shown = Map(
        "moment",
        MOMENT,
        "/way/right-now",
        "",
        _shown(latest),
        told,
        moment_map(_label(latest), latest, told) if latest else None,
        tuple(filter(None, map(_shown, found[1:]))),
    )
    return render(request, "way_right_now.html", shown)


async def take_back(request: Request) -> Response:
    """Take one sitting back; the others stay."""
    opened, record = unlocked(request), record_in_path(request)
    where = _where(opened, record)
    take_sitting_back(opened, record)
    tell(request, gettext("Taken back."), undo=f"{HERE}/{record}/bring-back")
    return go_to(where)


async def undo(request: Request) -> Response:
    """Bring a sitting back."""
    opened, record = unlocked(request), record_in_path(request)
    where = _where(opened, record)
    bring_back(opened, record)
    tell(request, gettext("It is back."))
    return go_to(where)


def _where(opened: Opened, record: RecordId) -> str:
    """Give the page on which a sitting is shown."""
    found = opened.journey.record(record)
    if not isinstance(found, Administration):
        raise NothingThereError
    if found.questionnaire is not None:
        home = f"/way/questionnaires/{found.questionnaire}"
        return f"{home}/with/{found.target}" if found.target else home
    if found.instrument == RIGHT_NOW:
        return MOMENT
    return f"{HERE}/{found.target}" if found.target else HERE


def _best(found: Sequence[Sketch]) -> Sketch | None:
    """Give the latest burst as one, or else the latest sketch."""
    together = pooled((_day(each), each) for each in found)
    return together or (found[0] if found else None)


def _offered(opened: Opened, found: Sequence[Sketch], path: str) -> Offered | None:
    if not found:
        return None
    so_far = bursts(map(_day, found))
    today = moment(opened.now()).date
    return offered(so_far, next_sitting(so_far, today), today, path)


def _day(sketch: Sketch) -> date:
    return moment(sketch.administration.ended).date


def _label(sketch: Sketch | None) -> str:
    return short_day(_day(sketch)) if sketch else ""


def _shown(sketch: Sketch | None) -> Shown | None:
    if sketch is None:
        return None
    key = sketch.key
    names = (gettext("When someone might go"), gettext("When someone comes close"))
    shown = set(sketch.administration.shown)
    sides = (
        _side(name, drawn, sum(item in shown for item in scale.items))
        for name, drawn, scale in zip(
            names, (sketch.anxiety, sketch.avoidance), key.scales, strict=True
        )
    )
    return Shown(
        sketch.administration.id,
        _day(sketch),
        sketch.answered,
        sketch.asked,
        sketch.sittings,
        key.lowest,
        key.highest,
        *sides,
    )


def _side(name: str, drawn: Drawn, items: int) -> Side:
    answered = gettext("%(answered)s of %(asked)s") % {
        "answered": drawn.score.answered,
        "asked": items,
    }
    found = drawn.cloud
    figure = gettext("not drawn")
    if found:
        figure = f"{number_words(found.centre)} ± {number_words(found.half_width)}"
    return Side(drawn.leaning, drawn.contradicts, (name, answered, figure))


ROUTES = [
    *page(HERE, show),
    *page(MOMENT, show_moment),
    *page(f"{HERE}/{{person}}", show_person),
    *page(f"{HERE}/{{record}}/take-back", submit=take_back),
    *page(f"{HERE}/{{record}}/bring-back", submit=undo),
]
