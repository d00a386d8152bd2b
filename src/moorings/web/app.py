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
    backups,
    calendar,
    crisis,
    draft,
    entry,
    entry_picture,
    erase_all,
    held,
    keys,
    leave,
    ledger,
    passkeys,
    pause,
    people,
    person_notes,
    plan,
    restore,
    returning,
    room,
    room_pages,
    safety,
    safety_plan,
    search,
    sessions,
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
    from moorings.web.pages.way import (  # noqa: PLC0415 - the start would wait for it
        asking,
        before,
        beside,
        bringing,
        followed,
        forecasts,
        honest,
        look_back,
        looking_back,
        map,  # noqa: A004 - the page is called so
        measured,
        moments,
        month,
        origin,
        overview,
        patterns,
        programme,
        progress,
        recovery,
        reports,
        seeking_help,
        start,
        steps,
        what_helps,
        why,
        words,
    )

    begun = (overview, start, honest, looking_back, patterns, origin, why)
    noticed = (map, moments, bringing, measured, asking, progress, words, forecasts)
    ahead = (recovery, look_back, seeking_help, programme, steps, followed)
    seen = (beside, what_helps, before, month, reports)
    return [r for each in (*begun, *noticed, *ahead, *seen) for r in each.ROUTES]


def _practise() -> list[Route]:
    """Load the shelf and the rooms; a practice may have any name no room has."""
    from moorings.web.pages.practise import (  # noqa: PLC0415 - the start would wait
        beliefs,
        figure,
        kindness,
        kit,
        ladders,
        practice,
        reading,
        recommit,
        rehearsal,
        rungs,
        shelf,
        sitting,
        therapy,
        window,
        worksheets,
    )

    rooms = (ladders, rungs, beliefs, kit, figure, window, sitting, therapy)
    also = (kindness, recommit, rehearsal, worksheets, reading, shelf)
    return [r for each in (*rooms, *also, practice) for r in each.ROUTES]


def _together() -> list[Route]:
    """Load the rooms for what is between people."""
    from moorings.web.pages.together import (  # noqa: PLC0415 - the start would wait
        both_and,
        check_up,
        hub,
        joining,
        listening,
        pairing,
        promises,
        rebuild,
        repair,
        sharing,
        statements,
        time_out,
    )

    words = (hub, statements, listening, time_out, check_up)
    deeds = (promises, rebuild, repair, both_and, joining, pairing, sharing)
    return [r for each in (*words, *deeds) for r in each.ROUTES]


def _guests() -> list[Route]:
    """Load the pages for somebody who was invited and may have no notebook."""
    from moorings.web.pages.together import joining, turn  # noqa: PLC0415 - as above

    return [*joining.GUEST_ROUTES, *turn.ROUTES]


#: A practice may have any name that no other page has.
NOW = [
    *(doors.ROUTES + shell.ROUTES + noting.ROUTES + after.ROUTES),
    *(naming.ROUTES + own.ROUTES),
    *(gate.ROUTES + far.ROUTES + pausing.ROUTES + heard.ROUTES),
    *(choosing.ROUTES + holding.ROUTES + time_out.ROUTES),
    *practice.ROUTES,
]
WAY = Later("/way", _way)
PRACTISE = Later("/practise", _practise)
TOGETHER = Later("/people/together", _together)
GUESTS = Later("/together", _guests)
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
    *ledger.ROUTES,
    TOGETHER,
    GUESTS,
    *person_notes.ROUTES,
    *people.ROUTES,
    WAY,
    PRACTISE,
    *plan.ROUTES,
    *arrive.ROUTES,
    *take_out.ROUTES,
    *backups.ROUTES,
    *erase_all.ROUTES,
    *restore.ROUTES,
    *keys.ROUTES,
    *passkeys.ROUTES,
    *pause.ROUTES,
    *room.ROUTES,
    *room_pages.ROUTES,
    *sessions.ROUTES,
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
    """Lock what was left alone, and begin a copy that is due, when nobody asks."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        house.harbour.sweep()
        house.backups.tick()
