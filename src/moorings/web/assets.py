"""Style, script, icons and tables: public, cached for good under a changing name."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from moorings.library import catalogue
from moorings.library.hints import hints_as_json
from moorings.library.rules import tables_as_json

STATIC = Path(__file__).parent / "static"
DIGEST_DIGITS = 12
#: Packs nearly as small as the slowest way, in a third of its time.
PACKING = 6
WORKER = "worker.js"
FOR_GOOD = "public, max-age=31536000, immutable"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
    ".json": "application/json",
}


#: What is written from content files, for one language: `rules.en.json`.
TABLES: Mapping[str, Callable[[str], bytes]] = {
    "rules": tables_as_json,
    "hints": lambda _: hints_as_json(),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    packed: bytes
    digest: str
    media_type: str


@cache
def assets() -> Mapping[str, Asset]:
    """Read all files once; only what lies in the folder itself is ever sent."""
    files = (path for path in STATIC.iterdir() if path.suffix in TYPES)
    return {file.name: _asset(file.read_bytes(), file.suffix) for file in files}


def table(name: str) -> Asset | None:
    """Write a table when it is first asked for, so that the start need not wait."""
    what, _, language = name.removesuffix(".json").partition(".")
    if what not in TABLES or language not in catalogue.languages():
        return None
    return _table(what, language)


@cache
def _table(what: str, language: str) -> Asset:
    with catalogue.speaking(language, catalogue.VOICES[0]):
        return _asset(TABLES[what](language), ".json")


def asset_url(name: str) -> str:
    """Give the address of a file; it changes whenever the file does."""
    found = table(name) or assets()[name]
    return f"/static/{found.digest}/{name}"


async def show(request: Request) -> Response:
    """Send a file."""
    name = request.path_params["name"]
    found = assets().get(name) or table(name)
    if found is None:
        raise HTTPException(404)
    current = found.digest == request.path_params["digest"]
    headers = {"Cache-Control": FOR_GOOD if current else "no-cache"}
    body = found.content
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = found.packed
    return Response(body, headers=headers, media_type=found.media_type)


async def show_worker(_: Request) -> Response:
    """Send the service worker, under a name that stays."""
    worker = assets()[WORKER]
    headers = {"Cache-Control": "no-cache"}
    return Response(worker.content, headers=headers, media_type=worker.media_type)


def _asset(content: bytes, suffix: str) -> Asset:
    digest = sha256(content).hexdigest()[:DIGEST_DIGITS]
    # Without a date, so that the same file is packed into the same bytes.
    return Asset(
        content, gzip.compress(content, PACKING, mtime=0), digest, TYPES[suffix]
    )


ROUTES = [
    Route("/static/{digest}/{name}", show),
    Route("/worker.js", show_worker),
]
