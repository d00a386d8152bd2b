"""Choosing what to do: four at a time, and the ones that need no more than a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.journey.records import RecordId
from moorings.library.practices import Practice, practices
from moorings.web.pages.now.guarded import guarded
from moorings.web.rendering import render_public
from moorings.web.routing import Handler, page
from moorings.web.steps import activation_asked
from moorings.web.visitor import device

#: What steadies without looking inward comes first; it is also offered while other
#: things rest, and looks the same then.
STEADYING = ("orient-outward", "five-senses", "long-exhale")


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """Which of the screens of choosing; the activation where no script knows it."""

    step: str
    activation: RecordId | None


@dataclass(frozen=True, slots=True)
class NearPage:
    """The pocket card, and what is at hand beside it."""

    card: tuple[str, ...]
    practices: Mapping[str, Practice]


def show_choices(step: str) -> Handler:
    """Show some ways to answer, each of which is enough."""

    async def show(request: Request) -> Response:
        shown = ChoosePage(step, activation_asked(request))
        return render_public(request, "now_choose.html", shown)

    return show


async def show_steady(request: Request) -> Response:
    """Show what soothes; this is also all there is while something rests."""
    return render_public(request, "now_steady.html", _near(request))


async def show_let_in(request: Request) -> Response:
    """Offer a sentence for somebody who could know."""
    return render_public(request, "now_let_in.html", _near(request))


async def show_nothing(request: Request) -> Response:
    """Name doing nothing as what it is: a choice."""
    return render_public(request, "now_nothing.html", None)


def _near(request: Request) -> NearPage:
    known = practices()
    return NearPage(device(request).card, {name: known[name] for name in STEADYING})


_FOUR, _WAIT, _ELSE = (show_choices(step) for step in ("", "wait", "else"))

SHELL = {
    "/now/choose": _FOUR,
    "/now/choose/wait": _WAIT,
    "/now/choose/else": _ELSE,
    "/now/choose/steady": show_steady,
    "/now/let-in": show_let_in,
    "/now/nothing": show_nothing,
}
ROUTES = [
    *page("/now/choose", guarded(_FOUR, "ask")),
    *page("/now/choose/wait", guarded(_WAIT, "wait")),
    *page("/now/choose/else", guarded(_ELSE, "ask")),
    *page("/now/choose/steady", show_steady),
    *page("/now/let-in", show_let_in),
    *page("/now/nothing", show_nothing),
]
