"""Help now: a breath, a look round, and numbers. Works locked, asks nothing."""

from starlette.requests import Request
from starlette.responses import Response

from moorings.library.crisis import emergencies
from moorings.web.rendering import render
from moorings.web.routing import page


async def show(request: Request) -> Response:
    """Show the ways to steady oneself."""
    return render(request, "now.html", None, calm=True)


async def breathe(request: Request) -> Response:
    """Show a slow breath."""
    return render(request, "now_breathe.html", None, calm=True)


async def look(request: Request) -> Response:
    """Look round, eyes open."""
    return render(request, "now_look.html", None, calm=True)


async def crisis(request: Request) -> Response:
    """Show emergency numbers of many countries; no questions first."""
    return render(request, "crisis.html", emergencies(), calm=True)


ROUTES = [
    *page("/now", show),
    *page("/now/breathe", breathe),
    *page("/now/look", look),
    *page("/crisis", crisis),
]
