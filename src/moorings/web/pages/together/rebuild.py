"""Building trust again after a break, over months; either may stop at any time.

Nobody is asked whether they have forgiven, and nothing counts the months.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with_anybody, those_open
from moorings.companion.mending import threads
from moorings.web.mending import Row, row_of
from moorings.web.pages.together import mending_forms, rebuilding
from moorings.web.pages.together.rebuilding import ALL
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything the page shows; `aside` is what rests with whom it is about."""

    resting: bool
    open_: tuple[Row, ...]
    ended: tuple[Row, ...]
    aside: tuple[Row, ...]


async def show_all(request: Request) -> Response:
    """Show every rebuilding, those that go on first."""
    opened = unlocked(request)
    every = threads(opened, "rebuild")
    open_to = those_open(opened, "rebuild", (each.mending.person for each in every))
    here = [each for each in every if each.mending.person in open_to]
    aside = [each for each in every if each.mending.person not in open_to]
    shown = ListPage(
        not open_with_anybody(opened, "rebuild"),
        tuple(row_of(opened, each) for each in here if each.end is None),
        tuple(row_of(opened, each) for each in here if each.end is not None),
        tuple(row_of(opened, each) for each in aside),
    )
    return render(request, "together_rebuild.html", shown)


ROUTES = [
    *page(ALL, show_all),
    *mending_forms.routes(f"{ALL}/new", ALL),
    *rebuilding.ROUTES,
]
