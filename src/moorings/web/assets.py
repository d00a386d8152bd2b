"""Style, script and icons: small, public, cached for good under a name that changes."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

STATIC = Path(__file__).parent / "static"
DIGEST_DIGITS = 12
WORKER = "worker.js"
FOR_GOOD = "public, max-age=31536000, immutable"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
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
    return {p.name: _asset(p) for p in STATIC.iterdir() if p.suffix in TYPES}


def asset_url(name: str) -> str:
    """Give the address of a file; it changes whenever the file does."""
    return f"/static/{assets()[name].digest}/{name}"


async def show(request: Request) -> Response:
    """Send a file."""
    found = assets().get(request.path_params["name"])
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


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    digest = sha256(content).hexdigest()[:DIGEST_DIGITS]
    # Without a date, so that the same file is packed into the same bytes.
    return Asset(content, gzip.compress(content, mtime=0), digest, TYPES[path.suffix])


ROUTES = [
    Route("/static/{digest}/{name}", show),
    Route("/worker.js", show_worker),
]
