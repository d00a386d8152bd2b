"""Way: where the starting point is, and what was sketched so far."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import UNDER_18, first_sketch
from moorings.companion.clock import moment
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked


@dataclass(frozen=True, slots=True)
class Way:
    """Everything the page shows."""

    sketched: date | None
    resting: bool
    moment: date | None


async def show(request: Request) -> Response:
    """Show what there is on the way."""
    opened = unlocked(request)
    latest = first_sketch(opened)
    sketched = moment(latest.administration.ended).date if latest else None
    resting = opened.journey.choices.get(UNDER_18) == "yes"
    latest_moment = next(opened.journey.activations(), None)
    began = latest_moment.began.date if latest_moment else None
    return render(request, "way.html", Way(sketched, resting, began))


ROUTES = page("/way", show)
