"""What a service worker keeps, so that Help now stays when nothing runs."""

from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from moorings.web.assets import asset_url
from moorings.web.pages import crisis, leave
from moorings.web.pages.now import after, doors, practice
from moorings.web.routing import page

ICON, MANIFEST = "icon.svg", "manifest.webmanifest"
ASSETS = ("shell.css", "shell.js", "moment.js", ICON, MANIFEST)
VERSION_DIGITS = 16

#: Every page that is the same for everybody on this device, and what shows it.
PAGES: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
    **doors.SHELL,
    **after.SHELL,
    "/crisis": crisis.show,
    "/away": leave.away,
}


async def list_shell(request: Request) -> Response:
    """Name everything a service worker keeps, under a version of it all."""
    digest, paths = sha256(), [asset_url(name) for name in ASSETS]
    # A manifest names its icons by where it lies itself.
    paths.append(asset_url(MANIFEST).replace(MANIFEST, ICON))
    shown = {path: await show(request) for path, show in PAGES.items()}
    for name in practice.OFFERED:
        shown[f"/now/{name}"] = practice.show_named(request, name)
    for path, response in shown.items():
        digest.update(bytes(response.body))
        paths.append(path)
    version = digest.hexdigest()[:VERSION_DIGITS]
    return JSONResponse({"version": version, "paths": paths})


ROUTES = page("/now/shell.json", list_shell)
