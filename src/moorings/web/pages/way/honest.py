"""Five honest questions: what one feels, does and notices with people who are close."""

from starlette.requests import Request
from starlette.responses import Response

from moorings.web.questions import questions_page
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked

HERE = "/way/honest"
ASKED = (
    "honest-distance",
    "honest-closeness",
    "honest-conflict",
    "honest-known",
    "honest-well",
)


async def show(request: Request) -> Response:
    """Show the five, with the first words of what was answered."""
    shown = questions_page(request, unlocked(request), ASKED)
    return render(request, "way_honest.html", shown)


ROUTES = page(HERE, show)
