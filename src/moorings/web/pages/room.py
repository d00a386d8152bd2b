"""The sealed room, all of it at one address: a history tells nothing but that.

Whatever is asked for there is sent as a form, with what it is for in `act`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened
from moorings.companion.room import Room
from moorings.companion.sealed_room import change_room_passphrase, enter, make_room
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.danger import take_heard
from moorings.web.forms import Form, form_of
from moorings.web.pages.room_pages import INSIDE, keep_again, show_room
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.sealed_rooms import HERE, ask_again, room_of, tell_outside
from moorings.web.visitor import house, take_notice, tell, token, unlocked

Act: TypeAlias = Callable[[Request, Form], Awaitable[Response]]


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
        # What was said inside is not for the door.
        take_notice(request)
        take_heard(request)
        return render(request, "room_door.html", DoorPage())
    return show_room(request, room)


async def submit(request: Request) -> Response:
    """Do what was asked for: at the door, or in the room."""
    form = await form_of(request)
    act = form.text("act")
    if act in AT_THE_DOOR:
        return await AT_THE_DOOR[act](request, form)
    if act in {"write", "keep"} and room_of(request) is None:
        return ask_again(request, form)
    unlocked(request)
    room = room_of(request)
    if act == "change" and room is not None:
        return await _change(request, room, form)
    if act not in INSIDE:
        raise HTTPException(400)
    return INSIDE[act](request, room, form) if room else go_to(HERE)


async def _open(request: Request, form: Form) -> Response:
    return await _come_in(request, enter, form.text("passphrase"))


async def _make(request: Request, form: Form) -> Response:
    problem = _differ(form)
    if problem:
        unlocked(request)
        return render(request, "room_door.html", DoorPage(problem, making=True), 422)
    return await _come_in(request, make_room, form.text("new"))


async def _leave(request: Request, _: Form) -> Response:
    unlocked(request)
    house(request).harbour.sessions.go_into(token(request), None)
    tell_outside(request, gettext("The room is closed."))
    return go_to("/write")


async def _again(request: Request, form: Form) -> Response:
    """Open what closed meanwhile, and keep what waited in the page."""
    return await keep_again(request, form)


async def _change(request: Request, room: Room, form: Form) -> Response:
    problem, status = _differ(form), 422
    if not problem:
        try:
            new = await run_in_threadpool(
                change_room_passphrase, room, form.text("new")
            )
        except MooringsError as error:
            problem, status = sentence(error), STATUS[error.kind]
    if problem:
        return render(request, "room_passphrase.html", DoorPage(problem), status)
    house(request).harbour.sessions.go_into(token(request), new)
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


AT_THE_DOOR: Final[Mapping[str, Act]] = {
    "open": _open,
    "make": _make,
    "leave": _leave,
    "again": _again,
}
ROUTES = page(HERE, show, submit)
