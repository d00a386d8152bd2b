"""The first page of Help now: doors that speak in needs, and what is one's own."""

from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.library.catalogue import gettext
from moorings.library.practices import AFTER, Practice, practices
from moorings.web.forms import form_of
from moorings.web.options import Option, options
from moorings.web.pages.now.practice import FIRST
from moorings.web.rendering import go_to, render_public
from moorings.web.routing import page
from moorings.web.visitor import CARD_LINES, device, remember_device

#: A line of the pocket card fits on a phone held in one hand.
LINE_LETTERS = 120


@dataclass(frozen=True, slots=True)
class DoorsPage:
    """Everything the first page of Help now shows."""

    card: tuple[str, ...]
    way: tuple[Practice, ...] = ()
    first: str = ""


@dataclass(frozen=True, slots=True)
class YoursPage:
    """What can be made one's own on this device."""

    ways: tuple[Option, ...]
    lines: tuple[str, ...]
    letters: int = LINE_LETTERS


async def show(request: Request) -> Response:
    """Show the doors, or the way that is the same every time."""
    here = device(request)
    way = tuple(_sequence(here.way)) if here.way in FIRST else ()
    shown = DoorsPage(here.card, way, here.way if way else "")
    return render_public(request, "now.html", shown)


async def show_stopped(request: Request) -> Response:
    """Say that the program does not run, and what is here all the same."""
    return render_public(request, "now_stopped.html", device(request).card)


async def show_yours(request: Request) -> Response:
    """Show the pocket card and the way that is the same every time."""
    here = device(request)
    names = {"": gettext("Let me choose each time")}
    names |= {name: practices()[name].title for name in FIRST}
    lines = (*here.card, *[""] * (CARD_LINES - len(here.card)))
    shown = YoursPage(options(names, here.way), lines)
    return render_public(request, "now_yours.html", shown)


async def keep_yours(request: Request) -> Response:
    """Keep on this device how Help now begins, and what the card says."""
    form = await form_of(request)
    lines = (" ".join(line.split())[:LINE_LETTERS] for line in form.lines("line"))
    card = tuple(line for line in lines if line)[:CARD_LINES]
    way = form.text("way")
    if way not in {"", *FIRST}:
        raise HTTPException(400)
    response = go_to("/now?fresh")
    remember_device(request, response, replace(device(request), way=way, card=card))
    return response


def _sequence(first: str) -> list[Practice]:
    known, found = practices(), list[Practice]()
    while first != AFTER:
        found.append(known[first])
        first = known[first].next
    return found


SHELL = {"/now": show, "/now/stopped": show_stopped}
ROUTES = [
    *page("/now", show),
    *page("/now/stopped", show_stopped),
    *page("/now/yours", show_yours, keep_yours),
]
