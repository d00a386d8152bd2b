"""One steadying thing, and what may come after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.library.practices import AFTER, Practice, practices
from moorings.web.rendering import render_public
from moorings.web.routing import page

#: What stands behind a door; the others are reached from these.
BREATHS = ("belly-breath", "long-exhale", "coherent")
FIRST = (*BREATHS, "orient-outward")
OFFERED = (*FIRST, "five-senses")


@dataclass(frozen=True, slots=True)
class PracticePage:
    """A practice, and what comes after it."""

    id: str
    practice: Practice
    next: str
    next_title: str
    others: Mapping[str, Practice]


async def show(request: Request) -> Response:
    """Show one steadying thing; it begins by itself."""
    name = request.path_params["practice"]
    if name not in OFFERED:
        raise HTTPException(404)
    return show_named(request, name)


def show_named(request: Request, name: str) -> Response:
    """Show the practice of this name."""
    known = practices()
    following = known[name].next
    shown = PracticePage(
        id=name,
        practice=known[name],
        next=following,
        next_title=known[following].title if following != AFTER else "",
        others={each: known[each] for each in OFFERED if each != name},
    )
    return render_public(request, "now_practice.html", shown)


ROUTES = page("/now/{practice}", show)
