"""The month in five sentences of one's own."""

from dataclasses import dataclass
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.living import living
from moorings.companion.opened import Opened
from moorings.companion.reviewing_months import review_month
from moorings.insight.month import month_number, month_of
from moorings.library.catalogue import gettext
from moorings.web.rendering import month_words, render
from moorings.web.room_links import Link
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.wider import wider_link
from moorings.web.wording.living import living_sentence
from moorings.web.wording.month import Line, month_lines

HERE = "/way/month"


@dataclass(frozen=True, slots=True)
class MonthPage:
    """Everything the page shows; where nothing is said, hardly anything was written."""

    name: str
    lines: tuple[Line, ...]
    running: bool
    living: str
    wider: Link | None
    earlier: str
    later: str


async def show(request: Request) -> Response:
    """Show the month that ended last."""
    opened = unlocked(request)
    first = moment(opened.now()).date.replace(day=1)
    return _shown(request, opened, _before(first) if first > date.min else first)


async def show_one(request: Request) -> Response:
    """Show the month asked for."""
    opened = unlocked(request)
    try:
        first = date.fromisoformat(f"{request.path_params['month']}-01")
    except ValueError:
        raise HTTPException(404) from None
    if first > moment(opened.now()).date:
        raise HTTPException(404)
    return _shown(request, opened, first)


def _shown(request: Request, opened: Opened, first: date) -> Response:
    this = moment(opened.now()).date.replace(day=1)
    span = opened.journey.span()
    begun = month_of(span[0])[0] if span else first
    _, last = month_of(first)
    counted = living(opened, first, last)
    shown = MonthPage(
        month_words(first),
        month_lines(opened, review_month(opened, first)),
        first == this,
        living_sentence(counted, gettext("In this month")) if counted else "",
        wider_link(opened),
        _path(_before(first)) if begun < first else "",
        _path(last + timedelta(days=1)) if last < this else "",
    )
    return render(request, "way_month.html", shown)


def _before(first: date) -> date:
    return month_of(first - timedelta(days=1))[0]


def _path(first: date) -> str:
    return f"{HERE}/{month_number(first)}"


ROUTES = [*page(HERE, show), *page(HERE + "/{month}", show_one)]
