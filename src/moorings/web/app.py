"""The web application: all pages, in one list."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from moorings.web import assets
from moorings.web.pages import (
    arrive,
    calendar,
    crisis,
    draft,
    entry,
    help_now,
    keys,
    leave,
    moment,
    people,
    search,
    settings,
    take_out,
    today,
    unlock,
    unsent,
    way,
    way_asking,
    way_bringing,
    way_map,
    way_measured,
    way_moments,
    way_progress,
    way_start,
    welcome,
    write,
)
from moorings.web.routing import show_refused, show_unforeseen
from moorings.web.security import Edge
from moorings.web.visitor import House

ROUTES = [
    *assets.ROUTES,
    *leave.ROUTES,
    *moment.ROUTES,
    *help_now.ROUTES,
    *crisis.ROUTES,
    *welcome.ROUTES,
    *unlock.ROUTES,
    *today.ROUTES,
    *draft.ROUTES,
    *calendar.ROUTES,
    *search.ROUTES,
    *unsent.ROUTES,
    *write.ROUTES,
    *people.ROUTES,
    *way.ROUTES,
    *way_start.ROUTES,
    *way_bringing.ROUTES,
    *way_measured.ROUTES,
    *way_asking.ROUTES,
    *way_progress.ROUTES,
    *way_map.ROUTES,
    *way_moments.ROUTES,
    *arrive.ROUTES,
    *take_out.ROUTES,
    *keys.ROUTES,
    *settings.ROUTES,
    *entry.ROUTES,
]


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
