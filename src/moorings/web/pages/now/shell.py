"""What a service worker keeps, so that Help now stays when nothing runs."""

import json
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from moorings.library.catalogue import language
from moorings.web.assets import TABLES, asset_url
from moorings.web.pages import crisis, leave, safety
from moorings.web.pages.now import (
    after,
    choosing,
    doors,
    far,
    gate,
    holding,
    naming,
    pausing,
    practice,
    time_out,
)
from moorings.web.routing import page
from moorings.web.shell import public_shell
from moorings.web.visitor import device, house

SCRIPTS: tuple[str, ...] = (
    "shell.js",
    "moment.js",
    "pacer.js",
    "offering.js",
    "rules.js",
    "heeding.js",
)
SCRIPTS += ("saying.js", "naming.js", "holding.js", "speaking.js")
ASSETS = ("shell.css", *SCRIPTS)
VERSION_DIGITS = 16
MOST_SHELLS = 20

#: Every page that is the same for everybody on this device, and what shows it.
PAGES: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
    **doors.SHELL,
    **after.SHELL,
    **naming.SHELL,
    **gate.SHELL,
    **far.SHELL,
    **pausing.SHELL,
    **choosing.SHELL,
    **holding.SHELL,
    **time_out.SHELL,
    **safety.SHELL,
    "/crisis": crisis.show,
    "/away": leave.away,
}


async def list_shell(request: Request) -> Response:
    """Name everything a service worker keeps, under a version of it all.

    Each page that is opened asks for it: it is made once for each device's choices.
    """
    here, today = house(request), house(request).harbour.clock.now().date()
    key = (device(request), today)
    if key not in here.shells:
        if len(here.shells) >= MOST_SHELLS:
            here.shells.clear()
        here.shells[key] = await _shell(request)
    return Response(here.shells[key], media_type="application/json")


async def _shell(request: Request) -> bytes:
    tables = (f"{each}.{language()}.json" for each in TABLES)
    frame = public_shell(request)
    manifest, icon = frame.manifest, f"{frame.icon}.svg"
    names = (*ASSETS, icon, manifest, *tables)
    digest, paths = sha256(), [asset_url(name) for name in names]
    # A manifest names its icons by where it lies itself.
    paths.append(asset_url(manifest).replace(manifest, icon))
    shown = {path: await show(request) for path, show in PAGES.items()}
    for name in (*practice.OFFERED, *practice.ON_REQUEST):
        shown[f"/now/{name}"] = practice.show_named(request, name)
    for path, response in shown.items():
        digest.update(bytes(response.body))
        paths.append(path)
    version = digest.hexdigest()[:VERSION_DIGITS]
    return json.dumps({"version": version, "paths": paths}).encode()


ROUTES = page("/now/shell.json", list_shell)
