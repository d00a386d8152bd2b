"""Style, script and icons: small, public, cached for good under a name that changes."""

import gzip
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
def asset(name: str) -> Asset | None:
    """Read a file once; only what lies in the folder itself is ever sent."""
    path = STATIC / name
    if path.parent != STATIC or path.suffix not in TYPES or not path.is_file():
        return None
    content = path.read_bytes()
    digest = sha256(content).hexdigest()[:DIGEST_DIGITS]
    return Asset(content, gzip.compress(content), digest, TYPES[path.suffix])


def asset_url(name: str) -> str:
    """Give the address of a file; it changes whenever the file does."""
    found = asset(name)
    return f"/static/{found.digest if found else 'missing'}/{name}"


async def show(request: Request) -> Response:
    """Send a file."""
    found = asset(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    current = found.digest == request.path_params["digest"]
    headers = {"Cache-Control": FOR_GOOD if current else "no-cache"}
    body = found.content
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = found.packed
    return Response(body, headers=headers, media_type=found.media_type)


ROUTES = [Route("/static/{digest}/{name}", show)]
