"""Far away: how unreal it is, and what is left when it is too unreal to look inward."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.journey.records import RecordId
from moorings.web.rendering import render_public
from moorings.web.routing import page
from moorings.web.steps import activation_asked

#: From here on only the outside helps (own; care for what clinicians agree on).
UNREAL = 7


@dataclass(frozen=True, slots=True)
class FarPage:
    """The numbers that lead on, and those that lead outward."""

    activation: RecordId | None
    near: tuple[int, ...] = tuple(range(UNREAL))
    far: tuple[int, ...] = tuple(range(UNREAL, 11))


async def show_far(request: Request) -> Response:
    """Ask how far away everything is."""
    return render_public(request, "now_far.html", FarPage(activation_asked(request)))


async def show_outward(request: Request) -> Response:
    """Offer the outward set, and people, and nothing else."""
    return render_public(request, "now_outward.html", activation_asked(request))


SHELL = {"/now/far": show_far, "/now/outward": show_outward}
ROUTES = [*page("/now/far", show_far), *page("/now/outward", show_outward)]
