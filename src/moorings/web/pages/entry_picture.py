"""A picture of a page: drawn where a browser may, else handed over as a file."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.carrying import picture
from moorings.companion.taking_back import page_anywhere
from moorings.journey.records import Entry
from moorings.web.forms import record_in_path
from moorings.web.routing import page as route
from moorings.web.visitor import unlocked

#: What a browser may draw.
DRAWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


async def show(request: Request) -> Response:
    """Show a picture of a page."""
    opened = unlocked(request)
    page = page_anywhere(opened, record_in_path(request))
    wanted = request.path_params["blob"]
    if isinstance(page.newest, Entry):
        for known in page.newest.pictures:
            content = picture(opened, known.blob) if known.blob == wanted else None
            if content is not None:
                return _sent(content, known.media_type)
    raise HTTPException(404)


def _sent(content: bytes, media_type: str) -> Response:
    if media_type in DRAWN:
        return Response(content, media_type=media_type)
    headers = {"Content-Disposition": "attachment; filename=picture"}
    return Response(content, media_type="application/octet-stream", headers=headers)


ROUTES = route("/write/{record}/picture/{blob}", show)
