"""Where pages stand that can rest: what counts as a look, and what is shown instead.

Only pictures, scores and pages about people are in the table. Help now, the crisis
page, the safety pages, and whatever one writes on, are in no table at all.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time
from functools import wraps
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.over_looking import note_look, note_other, rests_until
from moorings.insight.over_focus import Because
from moorings.library.outside import outside
from moorings.web.rendering import render
from moorings.web.visitor import house, open_vault_of, token

_Handler = Callable[[Request], Awaitable[Response]]

#: Every page that counts as a look, and no other; the same ones can rest. The list of
#: people is none of them: it is the way to somebody who could be there.
LOOKS: Final[tuple[str, ...]] = (
    "/way/map",
    "/way/map/{person}",
    "/way/progress",
    "/way/recovery",
    "/way/forecasts",
    "/way/what-helps",
    "/way/before",
    "/way/questionnaires",
    "/way/questionnaires/{record}",
    "/way/questionnaires/{record}/with/{person}",
    "/way/right-now/drawn",
    "/people/{person}",
    "/people/{person}/ledger",
    "/people/{person}/notes",
    "/people/ledger",
)
#: Whoever opens the notebook on the way to one of these has not come to look.
NOT_FOR_LOOKING: Final[tuple[str, ...]] = ("/now", "/crisis", "/safety", "/write")


@dataclass(frozen=True, slots=True)
class OfferPage:
    """A rest that is offered: why, and where one was going."""

    because: Because
    count: int
    to: str
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestingPage:
    """A page that rests: until when, and where it is."""

    day: date
    hour: time | None
    today: bool
    to: str


def is_for_looking(path: str) -> bool:
    """Say whether an opening counts that leads to this page."""
    return not f"{path}/".startswith(tuple(f"{each}/" for each in NOT_FOR_LOOKING))


def looked_at(path: str, show: _Handler) -> _Handler:
    """Let a page of the table rest, or be rested from; any other stays as it is.

    Whoever goes on from an opening to get help, or to write, did not come to look.
    """
    if not is_for_looking(path):
        return _not_for_looking(show)
    if path not in LOOKS:
        return show

    @wraps(show)
    async def shown(request: Request) -> Response:
        opened = open_vault_of(request)
        return (_instead(request, opened) if opened else None) or await show(request)

    return shown


def _not_for_looking(show: _Handler) -> _Handler:
    @wraps(show)
    async def shown(request: Request) -> Response:
        if (opened := open_vault_of(request)) is not None:
            note_other(opened)
        return await show(request)

    return shown


def _instead(request: Request, opened: Opened) -> Response | None:
    """Give what stands in the place of the page, where something does."""
    here = request.url.path
    if until := rests_until(opened):
        ends, now = moment(until), moment(opened.now())
        page = RestingPage(ends.date, ends.time, ends.date == now.date, here)
        return render(request, "rests_until.html", page)
    # What answers something that was just done is no look of its own.
    if request.method != "GET" or token(request) in house(request).notices:
        return None
    found = note_look(opened, here)
    if found is None:
        return None
    told = OfferPage(found.because, found.count, here, outside())
    return render(request, "rest_offer.html", told, calm=True)
