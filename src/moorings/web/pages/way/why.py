"""Where to begin: a few steps, each with the answers that speak for it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.beginning import begin_with, reasons_to_begin
from moorings.companion.opened import Opened
from moorings.insight.starting import First
from moorings.library.roadmap import Stage, stages
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.wording.starting import reason_path, reason_words

HERE = "/way/why"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may be one to start with, and why: words, and where they stand."""

    path: str
    stage: Stage
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Everything the page shows."""

    steps: tuple[Step, ...]
    answered: bool


async def show(request: Request) -> Response:
    """Show at most three steps, and what speaks for each."""
    opened = unlocked(request)
    found = reasons_to_begin(opened)
    steps = tuple(_step(opened, each) for each in begin_with(opened, found))
    return render(request, "way_why.html", WhyPage(steps, bool(found)))


def _step(opened: Opened, each: First) -> Step:
    told = (
        (reason_path(opened, reason), reason_words(opened, reason))
        for reason in each.reasons
    )
    return Step(f"/way/steps/{each.step}", stages()[each.step], tuple(told))


ROUTES = page(HERE, show)
