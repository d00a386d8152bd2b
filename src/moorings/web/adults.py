"""For adults: what rests where the person said that they are under 18."""

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import UNDER_18
from moorings.web.rendering import go_to
from moorings.web.routing import Handler
from moorings.web.visitor import open_vault_of

RESTING = "/way/start"


def for_adults(handler: Handler) -> Handler:
    """Let a page lead to the one that says why it waits, for whoever is under 18."""

    async def guarded(request: Request) -> Response:
        opened = open_vault_of(request)
        if opened is not None and opened.journey.choices.get(UNDER_18) == "yes":
            return go_to(RESTING)
        return await handler(request)

    guarded.__name__ = handler.__name__
    guarded.__module__ = handler.__module__
    return guarded
