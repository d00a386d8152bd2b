"""One steadying thing, and what may come after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.library.practices import Practice, practices
from moorings.web.rendering import render_public
from moorings.web.routing import page
from moorings.web.visitor import device

BREATHS = ("belly-breath", "long-exhale", "coherent", "box")
#: What may stand behind a door, or begin the same way every time.
FIRST = ("stop", *BREATHS, "orient-outward")
#: In the order in which they are named.
OFFERED = (
    *FIRST,
    "five-senses",
    "quarrel-breath",
    "one-true-word",
    "body-scan-three",
)
#: What has its own page, and is named only where somebody made it their own.
ON_REQUEST = ("4-7-8", "inner-figure-short")


@dataclass(frozen=True, slots=True)
class PracticePage:
    """A practice, where it leads on to, and what else there is."""

    id: str
    practice: Practice
    others: Mapping[str, Practice]
    figure: str = ""


def offered(more: Iterable[str] = (), *, figure: bool = False) -> tuple[str, ...]:
    """Name what is offered where these were switched on, and a figure may be chosen."""
    known = practices()
    asked = [n for n in ON_REQUEST if n in more and known[n].offered == "asked"]
    called = [n for n in ON_REQUEST if figure and known[n].offered == "figure"]
    return (*OFFERED, *asked, *called)


async def show(request: Request) -> Response:
    """Show one steadying thing; it begins by itself."""
    name = request.path_params["practice"]
    if name not in (*OFFERED, *ON_REQUEST):
        raise HTTPException(404)
    return show_named(request, name)


def show_named(request: Request, name: str) -> Response:
    """Show the practice of this name."""
    known, here = practices(), device(request)
    others = offered(here.more, figure=bool(here.figure_line))
    # What goes well after this one comes first.
    ordered = sorted(others, key=lambda other: other != known[name].next)
    shown = PracticePage(
        id=name,
        practice=known[name],
        others={other: known[other] for other in ordered if other != name},
        figure=here.figure_line if known[name].offered == "figure" else "",
    )
    return render_public(request, "now_practice.html", shown)


ROUTES = page("/now/{practice}", show)
