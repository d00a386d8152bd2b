"""What rests in an open notebook rests on these pages, and nobody is told why."""

from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.guarding import standing
from moorings.safety.gate import Offer, Situation, may_be_offered
from moorings.web.rendering import go_to
from moorings.web.routing import Handler
from moorings.web.visitor import open_vault_of

#: Where one comes instead: what is offered when something rests.
STEADY = "/now/choose/steady"


def guarded(show: Handler, needs: Offer = "wait") -> Handler:
    """Show a page that comes after the gate, or lead to steady things while it rests.

    `needs` is what stands on it, as the table of the gate names it. The worker, which
    keeps the page for everybody on this device, gets it as it is.
    """

    @wraps(show)
    async def asked(request: Request) -> Response:
        opened = open_vault_of(request) if _navigates(request) else None
        if opened is None:
            return await show(request)
        known = Situation(gate="no", guard=standing(opened).guard())
        return await show(request) if needs in may_be_offered(known) else go_to(STEADY)

    return asked


def _navigates(request: Request) -> bool:
    """Say whether a person goes there, and not the worker or a script."""
    return request.headers.get("sec-fetch-mode", "navigate") == "navigate"
