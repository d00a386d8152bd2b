"""Going with a time to come back, and staying with a time to go."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.responding import staying
from moorings.journey.records import RecordId
from moorings.web.forms import form_of
from moorings.web.lengths import MORNING, Length, lengths, span_of
from moorings.web.pages.now.guarded import guarded
from moorings.web.rendering import go_to, hour_words, render, render_public
from moorings.web.routing import page
from moorings.web.steps import activation_asked, steps_of
from moorings.web.visitor import unlocked


@dataclass(frozen=True, slots=True)
class TimeOutPage:
    """How long one may be away."""

    activation: RecordId | None
    few: tuple[Length, ...]
    more: tuple[Length, ...]


@dataclass(frozen=True, slots=True)
class StayPage:
    """How long one may stay; or until when one does, and from when to when it is."""

    activation: RecordId | None
    few: tuple[Length, ...]
    until: str = ""
    span: str = ""


async def show_time_out(request: Request) -> Response:
    """Offer a pause with a return, and a sentence that names the time."""
    few, more = lengths(20, 60, 120), lengths(30, 45, 180, 240, 360, MORNING, 720, 1440)
    shown = TimeOutPage(activation_asked(request), few, more)
    return render_public(request, "now_time_out.html", shown)


async def show_away(request: Request) -> Response:
    """Stand by until the time to come back."""
    return render_public(request, "now_away.html", None)


async def show_stay(request: Request) -> Response:
    """Offer a few minutes more, or count those that were chosen."""
    return render(
        request, "now_stay.html", _stay(unlocked(request), request), calm=True
    )


async def stay(request: Request) -> Response:
    """Keep that one stays, and until when."""
    opened, form = unlocked(request), await form_of(request)
    opened.keep(*steps_of(form, opened.now()))
    return go_to("/now/stay")


def _stay(opened: Opened, request: Request) -> StayPage:
    activation, few = activation_asked(request), lengths(2, 5, 10, 20)
    chosen = staying(opened)
    if chosen is None or chosen.until is None:
        return StayPage(activation, few)
    span = span_of(chosen.written_at, chosen.until)
    return StayPage(activation, few, hour_words(moment(chosen.until).time), span)


SHELL = {"/now/time-out": show_time_out, "/now/time-out/away": show_away}
ROUTES = [
    *page("/now/time-out", guarded(show_time_out, "time-out")),
    *page("/now/time-out/away", guarded(show_away, "time-out")),
    *page("/now/stay", guarded(show_stay, "stay longer"), guarded(stay, "stay longer")),
]
