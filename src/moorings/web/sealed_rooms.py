"""Who is in a sealed room, and how it closes behind whoever looks at something else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.errors import LockedError
from moorings.companion.room import Room
from moorings.web.forms import Form
from moorings.web.rendering import render
from moorings.web.visitor import ROOM, house, open_vault_of, tell, token

HERE: Final = ROOM
#: What of a form goes along while its room is opened again.
CARRIED: Final = (
    *("text", "date", "time", "zone", "people", "new_person"),
    *("replaces", "record", "of", "act"),
)
_Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Again:
    """Words that wait in the answer alone, until their room is opened again."""

    locked: bool
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    problem: str = ""


def room_of(request: Request, *, there: bool = True) -> Room | None:
    """Give the room somebody is in, if the notebook is open and they are in one."""
    if open_vault_of(request) is None:
        return None
    return house(request).harbour.sessions.room(token(request), there=there)


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


def tell_outside(request: Request, words: str) -> None:
    """Leave a word for the next page that is none of the room's."""
    tell(request, words, session=token(request))


def ask_again(
    request: Request, form: Form, problem: str = "", status: int = 401
) -> Response:
    """Say that nothing was kept yet, and carry the words along in this page alone.

    They go nowhere else: the notebook's own box could be read without the room. Where
    there are none, or no notebook, it is asked for that first.
    """
    locked = open_vault_of(request) is None
    known = house(request).harbour.vaults()
    if locked and not (known and form.text("text").strip()):
        raise LockedError
    told = ((name, value) for name in CARRIED for value in form.lines(name))
    fields = tuple((name, value) for name, value in told if value)
    shown = Again(locked, fields, problem)
    return render(request, "room_again.html", shown, status, calm=True)
