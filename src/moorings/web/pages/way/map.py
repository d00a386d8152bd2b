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
    FIRST_SKETCH,
    RIGHT_NOW,
    sketches,
    take_sitting_back,
    targets,
)
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.taking_back import bring_back, erase
from moorings.insight.sketch import Drawn, Sketch, pooled
from moorings.journey.records import Administration, RecordId
from moorings.library.catalogue import gettext
from moorings.measures.cloud import Leaning
from moorings.web.adults import for_adults
from moorings.web.forms import record_in_path
from moorings.web.maps import MOST_MARKS, moment_map, sketch_map
from moorings.web.offers import Offered, offered
from moorings.web.rendering import go_to, number_words, render, short_day
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.sketch import told_now, told_of, told_of_buoys

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
    taken_back: tuple[tuple[RecordId, date], ...]
    buoys: tuple[Buoy, ...] = ()
    left_out: int = 0
    offered: Offered | None = None


async def show(request: Request) -> Response:
    """Show the latest sketch of people in general, and the buoys around it."""
    opened = unlocked(request)
    found = sketches(opened)
    people = [(p, sketches(opened, target=p)) for p in targets(opened)]
    known = opened.journey.people()
    latest = _best(found)
    marks = [(known[p].name, best) for p, of in people if (best := _best(of))]
    label = gettext("in general") if marks else _label(latest)
    general = [(label, latest)] if latest else []
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
        _earlier(found, latest),
        _taken_back(opened, FIRST_SKETCH),
        tuple(
            Buoy(f"{HERE}/{p}", known[p].name, _day(of[0]), of[0].drawn)
            for p, of in people
        ),
        max(0, len(general) + len(marks) - MOST_MARKS),
        _offered(opened, found),
    )
    return render(request, "way_map.html", shown)


async def show_person(request: Request) -> Response:
    """Show how it is with one person."""
    opened, person = unlocked(request), record_in_path(request, "person")
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
        _earlier(found, latest),
        _taken_back(opened, FIRST_SKETCH, person),
        offered=_offered(opened, found),
    )
    return render(request, "way_map.html", shown)


async def show_moment(request: Request) -> Response:
    """Show what was asked about right now, which is put beside nothing else."""
    opened = unlocked(request)
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
        _earlier(found, latest),
        _taken_back(opened, RIGHT_NOW),
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


async def destroy(request: Request) -> Response:
    """Destroy the answers of a sitting for good."""
    opened, record = unlocked(request), record_in_path(request)
    where = _where(opened, record)
    erase(opened, record)
    tell(request, gettext("Erased for good."))
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


def _offered(opened: Opened, found: Sequence[Sketch]) -> Offered | None:
    today = moment(opened.now()).date
    return offered(map(_day, found), today) if found else None


def _earlier(found: Sequence[Sketch], best: Sketch | None) -> tuple[Shown, ...]:
    """Give every sketch but the one that is shown already."""
    shown = best.administration.id if best else None
    others = (each for each in found if each.administration.id != shown)
    return tuple(filter(None, map(_shown, others)))


def _taken_back(
    opened: Opened, instrument: str, target: RecordId | None = None
) -> tuple[tuple[RecordId, date], ...]:
    taken = opened.journey.standing(Administration, taken=True)
    return tuple(
        (each.id, moment(each.ended).date)
        for each in taken
        if (each.instrument, each.questionnaire) == (instrument, None)
        and each.target == target
    )


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
    *page(HERE, for_adults(show)),
    *page(MOMENT, for_adults(show_moment)),
    *page(f"{HERE}/{{person}}", for_adults(show_person)),
    *page(f"{HERE}/{{record}}/take-back", submit=take_back),
    *page(f"{HERE}/{{record}}/bring-back", submit=undo),
    *page(f"{HERE}/{{record}}/erase", submit=destroy),
]
