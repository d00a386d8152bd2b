"""The agreement about time-outs, made on a calm day."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import sheet_rests
from moorings.companion.worksheets import worksheet
from moorings.web.rendering import render, short_day
from moorings.web.room_links import Links, links
from moorings.web.rooms import TOGETHER
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.wording.worksheet import Said, said_in

HERE = f"{TOGETHER}/time-out"
SHEET = "time-out-agreement"
ALSO = ("time-out-with-return", "quarrel-breath")


@dataclass(frozen=True, slots=True)
class TimeOutPage:
    """The agreement as it stands, if there is one; where it rests, that alone."""

    resting: bool
    said: tuple[Said, ...]
    day: str
    path: str
    also: Links


async def show(request: Request) -> Response:
    """Show what was agreed, to be read, printed or changed."""
    opened = unlocked(request)
    kept = worksheet(opened, SHEET)
    shown = TimeOutPage(
        sheet_rests(opened, SHEET),
        said_in(opened, kept) if kept else (),
        short_day(kept.when.date) if kept else "",
        f"/practise/pages/{SHEET}/{kept.id}" if kept else "",
        links(opened, ALSO),
    )
    return render(request, "together_time_out.html", shown)


ROUTES = page(HERE, show)
