"""After words that may mean danger, where no script runs: people first, then on."""

from starlette.requests import Request
from starlette.responses import Response

from moorings.web.danger import AFTER, take_step
from moorings.web.rendering import go_to, render_public
from moorings.web.routing import page


async def show(request: Request) -> Response:
    """Answer what was written just now, once; to reload says nothing."""
    heard = take_step(request)
    if heard is None:
        return go_to(AFTER)
    return render_public(request, "now_heard.html", heard)


ROUTES = page("/now/heard", show)
