"""The pause question, and what is there when it is happening now."""

from starlette.requests import Request
from starlette.responses import Response

from moorings.web.pages.now.guarded import guarded
from moorings.web.rendering import render_public
from moorings.web.routing import page
from moorings.web.steps import activation_asked


async def show_familiar(request: Request) -> Response:
    """Ask whether this is now, or familiar."""
    return render_public(request, "now_familiar.html", activation_asked(request))


async def show_real(request: Request) -> Response:
    """Stand by what is really happening: what, who, and what can wait till morning."""
    return render_public(request, "now_real.html", activation_asked(request))


SHELL = {"/now/familiar": show_familiar, "/now/real": show_real}
ROUTES = [
    *page("/now/familiar", guarded(show_familiar, "pause question")),
    *page("/now/real", show_real),
]
