"""The web application: all pages, in one list."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp

from moorings.web import assets
from moorings.web.pages import (
    arrive,
    calendar,
    crisis,
    draft,
    entry,
    entry_picture,
    held,
    keys,
    leave,
    people,
    returning,
    safety,
    safety_plan,
    search,
    settings,
    take_out,
    today,
    unlock,
    unsent,
    welcome,
    write,
)
from moorings.web.pages.now import (
    after,
    choosing,
    doors,
    far,
    gate,
    heard,
    holding,
    naming,
    noting,
    own,
    pausing,
    practice,
    shell,
    time_out,
)
from moorings.web.routing import Later, show_refused, show_unforeseen
from moorings.web.security import Edge
from moorings.web.visitor import House


def _way() -> list[Route]:
    """Load everything under Way: pictures, and the arithmetic behind them."""
    from moorings.web.pages import (  # noqa: PLC0415 - the start would wait for it
        way,
        way_asking,
        way_bringing,
        way_followed,
        way_forecasts,
        way_map,
        way_measured,
        way_moments,
        way_progress,
        way_recovery,
        way_start,
        way_words,
    )

    pages = (way, way_start, way_map, way_moments, way_bringing, way_measured)
    also = (way_asking, way_progress, way_words, way_forecasts, way_recovery)
    return [route for each in (*pages, *also, way_followed) for route in each.ROUTES]


#: A practice may have any name that no other page has.
NOW = [
    *(doors.ROUTES + shell.ROUTES + noting.ROUTES + after.ROUTES),
    *(naming.ROUTES + own.ROUTES),
    *(gate.ROUTES + far.ROUTES + pausing.ROUTES + heard.ROUTES),
    *(choosing.ROUTES + holding.ROUTES + time_out.ROUTES),
    *practice.ROUTES,
]
WAY = Later("/way", _way)
ROUTES: list[Route | Later] = [
    *assets.ROUTES,
    *leave.ROUTES,
    *NOW,
    *crisis.ROUTES,
    *safety.ROUTES,
    *safety_plan.ROUTES,
    *welcome.ROUTES,
    *unlock.ROUTES,
    *today.ROUTES,
    *returning.ROUTES,
    *draft.ROUTES,
    *calendar.ROUTES,
    *search.ROUTES,
    *unsent.ROUTES,
    *held.ROUTES,
    *write.ROUTES,
    *people.ROUTES,
    WAY,
    *arrive.ROUTES,
    *take_out.ROUTES,
    *keys.ROUTES,
    *settings.ROUTES,
    *entry.ROUTES,
    *entry_picture.ROUTES,
]


def all_routes() -> list[Route]:
    """Give every page, also those that are loaded later."""
    found: list[Route] = []
    for route in ROUTES:
        found += route.routes if isinstance(route, Later) else [route]
    return found


#: How often it is looked whether a vault was left alone for too long.
SWEEP_SECONDS = 5


def create_app(house: House) -> ASGIApp:
    """Put the pages behind the edge."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(house))
        yield
        sweeping.cancel()
        house.harbour.lock_all()

    app = Starlette(
        routes=ROUTES,
        exception_handlers={HTTPException: show_refused, Exception: show_unforeseen},
        lifespan=lifespan,
    )
    app.state.house = house
    app.router.redirect_slashes = False
    return Edge(app, house.origins)


async def _sweep(house: House) -> None:
    """Lock what was left alone, also when nobody asks for a page."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        house.harbour.sweep()
