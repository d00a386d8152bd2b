"""After it: how it is now, a line to keep, and whether calm came back."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.journey.records import RecordId
from moorings.web.rendering import render_public
from moorings.web.routing import page
from moorings.web.steps import activation_asked


@dataclass(frozen=True, slots=True)
class AfterPage:
    """How it is now; the activation is known where no script remembers it."""

    activation: RecordId | None = None
    rated: bool = False
    outcome: str = ""
    text: str = ""


async def show(request: Request) -> Response:
    """Ask how it is now, and leave room for a line."""
    return render_public(
        request, "now_after.html", AfterPage(activation_asked(request))
    )


SHELL = {"/now/after": show}
ROUTES = page("/now/after", show)
