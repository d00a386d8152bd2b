"""The door of the sealed room: going in, beginning one, leaving, another passphrase."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened
from moorings.companion.sealed_room import (
    Room,
    change_room_passphrase,
    enter,
    make_room,
)
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.forms import Form, form_of
from moorings.web.pages.room_pages import show_room
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.sealed_rooms import HERE, room_of, within
from moorings.web.visitor import house, tell, token, unlocked


@dataclass(frozen=True, slots=True)
class DoorPage:
    """The door: what was wrong with the passphrase that was tried, or chosen."""

    problem: str = ""
    making: bool = False


async def show(request: Request) -> Response:
    """Show the room to whoever is in it, and its door to anybody else."""
    unlocked(request)
    room = room_of(request)
    if room is None:
        return render(request, "room_door.html", DoorPage())
    return show_room(request, room)


async def open_door(request: Request) -> Response:
    """Go in, where the passphrase opens a room."""
    form = await form_of(request)
    return await _come_in(request, enter, form.text("passphrase"))


async def make(request: Request) -> Response:
    """Begin a room under a passphrase of its own."""
    form = await form_of(request)
    problem = _differ(form)
    if problem:
        unlocked(request)
        return render(request, "room_door.html", DoorPage(problem, making=True), 422)
    return await _come_in(request, make_room, form.text("new"))


async def leave(request: Request) -> Response:
    """Close the room at once; the notebook stays open."""
    unlocked(request)
    house(request).harbour.sessions.go_into(token(request), None)
    tell(request, gettext("The room is closed."))
    return go_to("/write")


@within
async def show_passphrase(request: Request, _: Room) -> Response:
    """Ask for another passphrase of this room."""
    return render(request, "room_passphrase.html", DoorPage())


@within
async def submit_passphrase(request: Request, room: Room) -> Response:
    """Give the room another passphrase."""
    form = await form_of(request)
    problem, status = _differ(form), 422
    if not problem:
        try:
            await run_in_threadpool(change_room_passphrase, room, form.text("new"))
        except MooringsError as error:
            problem, status = sentence(error), STATUS[error.kind]
    if problem:
        return render(request, "room_passphrase.html", DoorPage(problem), status)
    tell(request, gettext("This room has its new passphrase."))
    return go_to(HERE)


async def _come_in(
    request: Request, way: Callable[[Opened, str], Room], passphrase: str
) -> Response:
    opened = unlocked(request)
    try:
        room = await run_in_threadpool(way, opened, passphrase)
    except MooringsError as error:
        shown = DoorPage(sentence(error), making=way is make_room)
        return render(request, "room_door.html", shown, STATUS[error.kind])
    house(request).harbour.sessions.go_into(token(request), room)
    return go_to(HERE)


def _differ(form: Form) -> str:
    if form.text("new").split() == form.text("again").split():
        return ""
    return gettext("The two are not the same. Nothing was changed yet.")


ROUTES = [
    *page(HERE, show),
    *page(f"{HERE}/open", submit=open_door),
    *page(f"{HERE}/make", submit=make),
    *page(f"{HERE}/leave", submit=leave),
    *page(f"{HERE}/passphrase", show_passphrase, submit_passphrase),
]
