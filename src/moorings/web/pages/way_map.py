"""The map: what the latest sketch draws, what it may mean, and those before it."""

from dataclasses import dataclass
from datetime import date

from babel.numbers import format_decimal
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import (
    UNDER_18,
    Drawn,
    Sketch,
    sketches,
    take_sketch_back,
)
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.taking_back import bring_back
from moorings.journey.records import Administration, RecordId
from moorings.library.catalogue import gettext, locale
from moorings.measures.cloud import Leaning
from moorings.measures.instrument import Key
from moorings.pictures.map import Axis, Spot, Told, draw_map
from moorings.web.forms import record_in_path
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked

HERE = "/way/map"


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
    lowest: int
    highest: int
    anxiety: Side
    avoidance: Side
    sentence: str
    picture: Markup | None


async def show(request: Request) -> Response:
    """Show the latest sketch, and list the others; nothing to who is under 18."""
    opened = unlocked(request)
    if opened.journey.choices.get(UNDER_18) == "yes":
        return go_to("/way/start")
    shown = tuple(_shown(each) for each in sketches(opened))
    return render(request, "way_map.html", shown)


async def take_back(request: Request) -> Response:
    """Take one sketch back; the others stay."""
    record = record_in_path(request)
    take_sketch_back(unlocked(request), record)
    tell(request, gettext("Taken back."), undo=f"{HERE}/{record}/bring-back")
    return go_to(HERE)


async def undo(request: Request) -> Response:
    """Bring a sketch back."""
    opened, record = unlocked(request), record_in_path(request)
    if not isinstance(opened.journey.record(record), Administration):
        raise NothingThereError
    bring_back(opened, record)
    tell(request, gettext("It is back."))
    return go_to(HERE)


def _shown(sketch: Sketch) -> Shown:
    key = sketch.key
    names = (gettext("When someone might go"), gettext("When someone comes close"))
    told = " ".join(
        (_anxiety_sentence(sketch.anxiety), _avoidance_sentence(sketch.avoidance))
    )
    return Shown(
        sketch.administration.id,
        moment(sketch.administration.ended).date,
        sketch.answered,
        len(key.order),
        key.lowest,
        key.highest,
        _side(names[0], sketch.anxiety, len(key.scales[0].items)),
        _side(names[1], sketch.avoidance, len(key.scales[1].items)),
        told,
        _picture(key, sketch, told),
    )


def _side(name: str, drawn: Drawn, items: int) -> Side:
    answered = gettext("%(answered)s of %(asked)s") % {
        "answered": drawn.score.answered,
        "asked": items,
    }
    found = drawn.cloud
    figure = f"{_number(found.centre)} ± {_number(found.half_width)}" if found else ""
    figures = (name, answered, figure or gettext("not drawn"))
    return Side(drawn.leaning, drawn.contradicts, figures)


def _picture(key: Key, sketch: Sketch, told: str) -> Markup | None:
    anxiety, avoidance = sketch.anxiety.cloud, sketch.avoidance.cloud
    if anxiety is None or avoidance is None:
        return None
    ends = (key.lowest, key.highest)
    across = Axis(
        *ends,
        gettext("calm when someone is away"),
        gettext("worry that someone may go"),
    )
    upward = Axis(
        *ends, gettext("letting people near"), gettext("keeping some distance")
    )
    drawn = draw_map(
        (across, Spot(anxiety.centre, anxiety.half_width)),
        (upward, Spot(avoidance.centre, avoidance.half_width)),
        Told(
            gettext("A first sketch"),
            told,
            short_day(moment(sketch.administration.ended).date),
        ),
    )
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def _anxiety_sentence(drawn: Drawn) -> str:
    match drawn.leaning:
        case Leaning.HIGHER:
            return gettext(
                "When someone might go, most of the cloud lies toward worry."
            )
        case Leaning.LOWER:
            return gettext("When someone might go, most of the cloud lies toward calm.")
        case Leaning.BETWEEN:
            return gettext(
                "When someone might go, the cloud lies on both sides of the middle."
            )
        case Leaning.UNCLEAR:
            return gettext("When someone might go: hard to tell.")


def _avoidance_sentence(drawn: Drawn) -> str:
    match drawn.leaning:
        case Leaning.HIGHER:
            return gettext("When someone comes close, most of it lies toward distance.")
        case Leaning.LOWER:
            return gettext(
                "When someone comes close, most of it lies toward letting them near."
            )
        case Leaning.BETWEEN:
            return gettext(
                "When someone comes close, it lies on both sides of the middle."
            )
        case Leaning.UNCLEAR:
            return gettext("When someone comes close: hard to tell.")


def _number(value: float) -> str:
    return str(format_decimal(value, "0.0", locale=locale()))


ROUTES = [
    *page(HERE, show),
    *page(f"{HERE}/{{record}}/take-back", submit=take_back),
    *page(f"{HERE}/{{record}}/bring-back", submit=undo),
]
