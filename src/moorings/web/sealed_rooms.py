"""Who is in a sealed room, and how it closes behind whoever looks at something else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.errors import LockedError
from moorings.companion.sealed_room import Room
from moorings.web.forms import Form
from moorings.web.rendering import go_to, render
from moorings.web.visitor import house, open_vault_of, token, unlocked

HERE: Final = "/room"
#: What of a form goes along while its room is opened again.
CARRIED: Final = ("text", "date", "time", "zone", "new_person", "replaces", "record")
_Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Again:
    """Words that wait in the answer alone, until their room is opened again."""

    locked: bool
    of: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    problem: str = ""


def room_of(request: Request) -> Room | None:
    """Give the room somebody is in, if the notebook is open and they are in one."""
    if open_vault_of(request) is None:
        return None
    return house(request).harbour.sessions.room(token(request))


def within(show: Callable[[Request, Room], Awaitable[Response]]) -> _Handler:
    """Answer whoever is in the room; anybody else comes to its door."""

    @wraps(show)
    async def shown(request: Request) -> Response:
        unlocked(request)
        room = room_of(request)
        return await show(request, room) if room else go_to(HERE)

    return shown


def outside(path: str, show: _Handler) -> _Handler:
    """Let a room close soon after somebody turns to a page that is none of its own."""
    if f"{path}/".startswith(f"{HERE}/"):
        return show

    @wraps(show)
    async def shown(request: Request) -> Response:
        # What a page fetches by itself is no turning away.
        if request.headers.get("sec-fetch-mode", "navigate") == "navigate":
            _turn(request)
        return await show(request)

    return shown


def _turn(request: Request) -> None:
    try:
        house(request).harbour.sessions.turn_from_room(token(request))
    except LockedError:
        return


def ask_again(
    request: Request, form: Form, of: str = "", problem: str = "", status: int = 401
) -> Response:
    """Say that nothing was kept yet, and carry the words along in this page alone.

    They go nowhere else: the notebook's own box could be read without the room. Where
    there are none, or no notebook, it is asked for that first.
    """
    locked = open_vault_of(request) is None
    known = house(request).harbour.vaults()
    if locked and not (known and form.text("text").strip()):
        raise LockedError
    told = ((name, form.text(name)) for name in CARRIED)
    fields = tuple((name, value) for name, value in told if value)
    shown = Again(locked, of, fields, problem)
    return render(request, "room_again.html", shown, status, calm=True)
