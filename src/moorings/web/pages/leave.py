"""Leaving at once, locking, and going out of sight."""

from starlette.requests import Request
from starlette.responses import Response

from moorings.web.rendering import go_to, render_public
from moorings.web.routing import page
from moorings.web.visitor import (
    end_session,
    house,
    open_vault_of,
    take_notice,
    token,
    unlocked,
)

AWAY = "/away"


async def leave(request: Request) -> Response:
    """Lock, and show something that anybody may see."""
    response = _lock(request, AWAY)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


async def lock(request: Request) -> Response:
    """Lock, and show the way back in."""
    return _lock(request, "/")


async def hide(request: Request) -> Response:
    """Note that the page went out of sight; coming back within a minute undoes it."""
    house(request).harbour.hide(token(request))
    return Response(status_code=204)


async def back(request: Request) -> Response:
    """Note that the page is in sight again."""
    unlocked(request)
    return Response(status_code=204)


async def state(request: Request) -> Response:
    """Say whether the vault is still open; asking does not keep it open."""
    house(request).harbour.find(token(request), active=False)
    return Response(status_code=204)


async def in_sight(request: Request) -> Response:
    """Take it from a page that it is looked at; say whether the vault is still open.

    Word that a page went out of sight may come late, or be true of another one alone.
    """
    house(request).harbour.find(token(request), active=False, seen=True)
    return Response(status_code=204)


async def away(request: Request) -> Response:
    """Show a page about nothing in particular, also when the program is not running."""
    return render_public(request, "away.html", None)


def _lock(request: Request, to: str) -> Response:
    opened = open_vault_of(request)
    take_notice(request)
    if opened is not None:
        house(request).harbour.lock(opened)
    response = go_to(to)
    end_session(request, response)
    return response


ROUTES = [
    *page("/leave", submit=leave),
    *page("/lock", submit=lock),
    *page("/hide", submit=hide),
    *page("/back", submit=back),
    *page("/state", state, submit=in_sight),
    *page(AWAY, away),
]
