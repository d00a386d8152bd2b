"""Help now: doors that speak in needs, and one steadying thing behind each.

These pages are the same locked and unlocked, so that a service worker can keep them
for when the program is not running. What is noted on them goes to `moment.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.practices import AFTER, Practice, practices
from moorings.web.assets import asset_url
from moorings.web.forms import form_of
from moorings.web.options import Option, options
from moorings.web.pages.crisis import show as show_crisis
from moorings.web.pages.leave import away as show_away
from moorings.web.rendering import go_to, render_public
from moorings.web.routing import page
from moorings.web.visitor import CARD_LINES, device, remember_device

#: What stands behind a door; the others are reached from these.
BREATHS = ("belly-breath", "long-exhale", "coherent")
FIRST = (*BREATHS, "orient-outward")
OFFERED = (*FIRST, "five-senses")
#: A line of the pocket card fits on a phone held in one hand.
LINE_LETTERS = 120
ICON, MANIFEST = "icon.svg", "manifest.webmanifest"
ASSETS = ("shell.css", "shell.js", "moment.js", ICON, MANIFEST)
VERSION_DIGITS = 16


@dataclass(frozen=True, slots=True)
class DoorsPage:
    """Everything the first page of Help now shows."""

    card: tuple[str, ...]
    way: tuple[Practice, ...] = ()
    first: str = ""


@dataclass(frozen=True, slots=True)
class PracticePage:
    """A practice, and what comes after it."""

    id: str
    practice: Practice
    next: str
    next_title: str
    others: Mapping[str, Practice]


@dataclass(frozen=True, slots=True)
class AfterPage:
    """How it is now; the activation is known where no script remembers it."""

    activation: RecordId | None = None
    rated: bool = False
    outcome: str = ""
    text: str = ""


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


async def show_practice(request: Request) -> Response:
    """Show one steadying thing; it begins by itself."""
    name = request.path_params["practice"]
    if name not in OFFERED:
        raise HTTPException(404)
    return _practice(request, name)


async def show_after(request: Request) -> Response:
    """Ask how it is now, and leave room for a line."""
    return render_public(request, "now_after.html", AfterPage())


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


async def list_shell(request: Request) -> Response:
    """Name everything a service worker keeps, under a version of it all."""
    digest, paths = sha256(), [asset_url(name) for name in ASSETS]
    # A manifest names its icons by where it lies itself.
    paths.append(asset_url(MANIFEST).replace(MANIFEST, ICON))
    for path, shown in (await _shell(request)).items():
        digest.update(bytes(shown.body))
        paths.append(path)
    version = digest.hexdigest()[:VERSION_DIGITS]
    return JSONResponse({"version": version, "paths": paths})


async def _shell(request: Request) -> dict[str, Response]:
    return {
        "/now": await show(request),
        "/now/after": await show_after(request),
        "/now/stopped": await show_stopped(request),
        "/crisis": await show_crisis(request),
        "/away": await show_away(request),
        **{f"/now/{name}": _practice(request, name) for name in OFFERED},
    }


def _practice(request: Request, name: str) -> Response:
    known = practices()
    following = known[name].next
    shown = PracticePage(
        id=name,
        practice=known[name],
        next=following,
        next_title=known[following].title if following != AFTER else "",
        others={each: known[each] for each in OFFERED if each != name},
    )
    return render_public(request, "now_practice.html", shown)


def _sequence(first: str) -> list[Practice]:
    known, found = practices(), list[Practice]()
    while first != AFTER:
        found.append(known[first])
        first = known[first].next
    return found


ROUTES = [
    *page("/now", show),
    *page("/now/after", show_after),
    *page("/now/stopped", show_stopped),
    *page("/now/yours", show_yours, keep_yours),
    *page("/now/shell.json", list_shell),
    *page("/now/{practice}", show_practice),
]
