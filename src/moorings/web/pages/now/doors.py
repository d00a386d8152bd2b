"""The first page of Help now: doors that speak in needs, and what is one's own."""

from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.library.catalogue import gettext
from moorings.library.practices import Practice, practices
from moorings.web.device import CARD_LINES, FIGURES, Device
from moorings.web.forms import form_of
from moorings.web.options import Option, options
from moorings.web.pages.now.practice import FIRST, ON_REQUEST
from moorings.web.rendering import go_to, render_public
from moorings.web.routing import page
from moorings.web.visitor import device, remember_device

#: A line of the pocket card fits on a phone held in one hand.
LINE_LETTERS = 120


@dataclass(frozen=True, slots=True)
class DoorsPage:
    """Everything the first page of Help now shows."""

    card: tuple[str, ...]
    first: str = ""
    way: Practice | None = None


@dataclass(frozen=True, slots=True)
class YoursPage:
    """What can be made one's own on this device."""

    ways: tuple[Option, ...]
    lines: tuple[str, ...]
    figures: tuple[Option, ...]
    more: tuple[Option, ...]
    letters: int = LINE_LETTERS


async def show(request: Request) -> Response:
    """Show the doors, or the way that is the same every time."""
    here = device(request)
    first = here.way if here.way in FIRST else ""
    way = practices()[first] if first else None
    shown = DoorsPage(here.card, first, way)
    return render_public(request, "now.html", shown)


async def show_stopped(request: Request) -> Response:
    """Say that the program does not run, and what is here all the same."""
    return render_public(request, "now_stopped.html", device(request).card)


async def show_yours(request: Request) -> Response:
    """Show the pocket card, what it holds, and the way that is the same every time."""
    here, known = device(request), practices()
    names = {"": gettext("Let me choose each time")}
    names |= {name: known[name].title for name in FIRST}
    figures = {"": gettext("None of them")}
    figures |= {each: gettext("Line %s") % each for each in FIGURES}
    shown = YoursPage(
        ways=options(names, here.way),
        lines=(*here.card, *[""] * (CARD_LINES - len(here.card))),
        figures=options(figures, here.figure),
        more=tuple(
            Option(name, known[name].title, name in here.more) for name in _switched()
        ),
    )
    return render_public(request, "now_yours.html", shown)


async def keep_yours(request: Request) -> Response:
    """Keep on this device how Help now begins, and what the card says."""
    form = await form_of(request)
    way, more = form.text("way"), form.lines("more")
    if way not in {"", *FIRST} or not {*more} <= {*_switched()}:
        raise HTTPException(400)
    response = go_to("/now?fresh")
    chosen = replace(device(request), way=way, more=more)
    chosen = _with_card(chosen, form.lines("line"), form.text("figure"))
    remember_device(request, response, chosen)
    return response


def _switched() -> list[str]:
    """Name what is off until somebody switches it on."""
    known = practices()
    return [name for name in ON_REQUEST if known[name].offered == "asked"]


def _with_card(chosen: Device, lines: tuple[str, ...], figure: str) -> Device:
    """Put lines on the card; the figure stays with its line where others fall out."""
    written = [" ".join(line.split())[:LINE_LETTERS] for line in lines]
    kept = [place for place, line in enumerate(written, 1) if line][:CARD_LINES]
    moved = {str(place): str(now) for now, place in enumerate(kept, 1)}
    card = tuple(written[place - 1] for place in kept)
    return replace(chosen, card=card, figure=moved.get(figure, ""))


SHELL = {"/now": show, "/now/stopped": show_stopped}
ROUTES = [
    *page("/now", show),
    *page("/now/stopped", show_stopped),
    *page("/now/yours", show_yours, keep_yours),
]
