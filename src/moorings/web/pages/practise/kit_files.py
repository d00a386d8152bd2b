"""A picture or recording of the kit: opened for the one session, and never stored."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.kitting import PICTURES, RECORDINGS, file_of, item
from moorings.web.forms import record_in_path
from moorings.web.routing import page
from moorings.web.visitor import unlocked

_RANGE = re.compile(r"bytes=([0-9]{0,12})-([0-9]{0,12})")


async def show(request: Request) -> Response:
    """Hand over the file of a thing, or the part of it that a player asks for."""
    opened = unlocked(request)
    thing = item(opened, record_in_path(request))
    content = file_of(opened, thing)
    # What came in from elsewhere may call its file anything.
    if content is None or thing.media_type not in PICTURES | RECORDINGS:
        raise HTTPException(404)
    headers = {"Content-Disposition": "inline", "Accept-Ranges": "bytes"}
    part = _part(request.headers.get("range", ""), len(content))
    if part is None:
        return Response(content, media_type=thing.media_type, headers=headers)
    first, last = part
    whole = len(content)
    if first > last or first >= whole:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{whole}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{whole}"
    return Response(content[first : last + 1], 206, headers, thing.media_type)


def _part(asked: str, whole: int) -> tuple[int, int] | None:
    """Read which bytes are asked for, first and last; None where all of them are."""
    found = _RANGE.fullmatch(asked)
    if found is None or not any(found.groups()):
        return None
    begins, ends = found.groups()
    if not begins:
        return max(whole - int(ends), 0), whole - 1
    return int(begins), min(int(ends), whole - 1) if ends else whole - 1


ROUTES = page("/practise/kit/{record}/file", show)
