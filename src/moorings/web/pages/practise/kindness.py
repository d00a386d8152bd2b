"""Kindness to oneself: three sentences, a short break, a letter, a reply, a firm no."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.appointing import chosen_days
from moorings.companion.clock import moment
from moorings.companion.worksheets import worksheets
from moorings.journey.records import RecordId, Worksheet
from moorings.library.catalogue import gettext
from moorings.web.rendering import render, short_day
from moorings.web.room_links import Links, Pages, Written, in_pages, links, written
from moorings.web.routing import page
from moorings.web.visitor import unlocked

HERE = "/practise/kindness"
#: Short things, then what is written; each in the order of the page.
SHORT = ("compassion-break", "kind-wishes", "firm-kindness")
SHEETS = ("letter", "critic")


@dataclass(frozen=True, slots=True)
class KindnessPage:
    """Everything the room shows; some letters wait for a day."""

    short: Links
    writing: Links
    letters: Pages
    replies: Pages
    waiting: bool

    @property
    def rests(self) -> bool:
        """Say whether some of it rests."""
        return self.short.rests or self.writing.rests


async def show(request: Request) -> Response:
    """Show the room; at night nothing of it asks for a letter."""
    opened = unlocked(request)
    today = moment(opened.now()).date
    coming = {e.id: e.day for e in chosen_days(opened) if e.day >= today}
    letters = tuple(_letter(each, coming) for each in worksheets(opened, "letter"))
    shown = KindnessPage(
        links(opened, SHORT),
        links(opened, SHEETS),
        in_pages(letters),
        written(opened, "critic"),
        any(each.quiet for each in letters),
    )
    return render(request, "kindness.html", shown)


def _letter(kept: Worksheet, coming: Mapping[RecordId, date]) -> Written:
    """List a letter by its day alone: it is not to be read before one opens it."""
    day = coming.get(kept.id)
    again = gettext("to read again on %(day)s") % {"day": short_day(day)} if day else ""
    path = f"/practise/pages/letter/{kept.id}"
    return Written(path, "", short_day(kept.when.date), again)


ROUTES = page(HERE, show)
