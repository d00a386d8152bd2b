"""The gate: before anything slows down, whether anyone is in danger."""

from starlette.requests import Request
from starlette.responses import Response

from moorings.web.rendering import render_public
from moorings.web.routing import page
from moorings.web.steps import activation_asked


async def show_check(request: Request) -> Response:
    """Ask it; only a yes is kept."""
    return render_public(request, "now_check.html", activation_asked(request))


async def show_unsure(request: Request) -> Response:
    """Offer what is outside, and people; nothing to see differently."""
    return render_public(request, "now_unsure.html", activation_asked(request))


SHELL = {"/now/check": show_check, "/now/unsure": show_unsure}
ROUTES = [*page("/now/check", show_check), *page("/now/unsure", show_unsure)]
