"""Writing it here instead of sending, and asking for one thing."""

from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.journey.records import RecordId
from moorings.library.airlock import LIMITS, Mark, Need, composed, marks
from moorings.library.catalogue import language
from moorings.web.assets import asset_url
from moorings.web.danger import heard_in
from moorings.web.forms import form_of
from moorings.web.lengths import MORNING, Length, lengths
from moorings.web.needs import need_from, text_with_need
from moorings.web.pages.now.guarded import guarded
from moorings.web.rendering import render_public
from moorings.web.routing import page
from moorings.web.steps import activation_asked
from moorings.web.visitor import Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPage:
    """The text, what may be looked at in it, and how long it may wait."""

    activation: RecordId | None
    tables: str
    few: tuple[Length, ...]
    more: tuple[Length, ...]
    text: str = ""
    to: str = ""
    unwanted: bool = False
    marks: tuple[Mark, ...] = ()
    need: Need = field(default_factory=Need)
    heard: Heard | None = None
    limits: tuple[int, ...] = LIMITS


@dataclass(frozen=True, slots=True)
class AskPage:
    """The four parts of a need, and the sentences they make."""

    activation: RecordId | None
    need: Need = field(default_factory=Need)
    said: str = ""
    heard: Heard | None = None


async def show_hold(request: Request) -> Response:
    """Show the page to write on instead."""
    return render_public(request, "now_hold.html", _hold(activation_asked(request)))


async def look_over(request: Request) -> Response:
    """Mark a text for whom no script does it; nothing is kept yet."""
    form = await form_of(request)
    text = text_with_need(form)
    heard, unwanted = heard_in(text), bool(form.text("unwanted"))
    quiet = unwanted or (heard is not None and heard.outcome == "crisis")
    shown = replace(
        _hold(form.record("activation") if form.text("activation") else None),
        text=text,
        to=form.line("to"),
        unwanted=unwanted,
        marks=() if quiet else marks(text, language()),
        heard=heard,
    )
    return render_public(request, "now_hold.html", shown)


async def show_waiting(request: Request) -> Response:
    """Stand by while it waits."""
    return render_public(request, "now_waiting.html", None)


async def show_ask(request: Request) -> Response:
    """Show four small parts of one need."""
    return render_public(request, "now_ask.html", AskPage(activation_asked(request)))


async def put_together(request: Request) -> Response:
    """Put the parts together for whom no script does it."""
    form = await form_of(request)
    need = need_from(form)
    activation = form.record("activation") if form.text("activation") else None
    shown = AskPage(activation, need, composed(need), heard_in(composed(need)))
    return render_public(request, "now_ask.html", shown)


def tables_url() -> str:
    """Say where a page gets the rules of its language."""
    return asset_url(f"rules.{language()}.json")


def _hold(activation: RecordId | None) -> HoldPage:
    return HoldPage(
        activation=activation,
        tables=tables_url(),
        few=lengths(10, 60, MORNING),
        more=lengths(20, 30, 120, 180, 240, 360, 720, 1080, 1440),
    )


SHELL = {
    "/now/hold": show_hold,
    "/now/hold/waiting": show_waiting,
    "/now/ask": show_ask,
}
ROUTES = [
    *page("/now/hold", guarded(show_hold, "wait"), look_over),
    *page("/now/hold/waiting", show_waiting),
    *page("/now/ask", guarded(show_ask, "ask"), put_together),
]
