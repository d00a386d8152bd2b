"""Looking back: five questions about what was, kept short and ending with today."""

from starlette.requests import Request
from starlette.responses import Response

from moorings.web.questions import questions_page
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked

HERE = "/way/looking-back"
ASKED = (
    "looking-distance",
    "looking-repeats",
    "looking-shut-down",
    "looking-secure",
    "looking-family",
)


async def show(request: Request) -> Response:
    """Show the five, with the first words of what was answered."""
    shown = questions_page(request, unlocked(request), ASKED)
    return render(request, "way_looking_back.html", shown)


ROUTES = page(HERE, show)
