"""Evidence that speaks: one moment of one's own against a belief, then two more.

It stands on a page of its own, in the open notebook alone: no page that is kept for
everybody on a device may hold these words.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened
from moorings.companion.recalling import recalled
from moorings.journey.records import LedgerEntry
from moorings.library.catalogue import gettext
from moorings.web.rendering import go_to, render, short_day
from moorings.web.visitor import unlocked
from moorings.web.wording.ledger import whom_words

#: At first one, and on request two more; whoever wants all of them finds them later.
ONE, THREE = 1, 3
#: More than this is not read in such an hour; what is cut off stands in the ledger.
LETTERS = 400
#: Where one goes on, with or without it.
ONWARD = "/now/choose"


@dataclass(frozen=True, slots=True)
class Told:
    """One moment: of which day and with whom, and its own words."""

    about: str
    text: str
    cut: bool


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """What was named, what stands against it, and how much stands on the other side."""

    belief: str
    moments: tuple[Told, ...]
    further: int
    other_side: int
    looked_at: bool


async def show(request: Request) -> Response:
    """Show one moment, where there is room for one; else lead on."""
    return _shown(request, ONE)


async def show_more(request: Request) -> Response:
    """Show two more beside it."""
    return _shown(request, THREE)


def _shown(request: Request, most: int) -> Response:
    opened = unlocked(request)
    found = recalled(opened)
    if found is None:
        return go_to(ONWARD)
    shown = tuple(_told(opened, each) for each in found.moments[:most])
    further = len(found.moments[ONE:THREE]) if most == ONE else 0
    page = EvidencePage(found.words, shown, further, found.other_side, found.looked_at)
    return render(request, "now_evidence.html", page, calm=True)


def _told(opened: Opened, entry: LedgerEntry) -> Told:
    names = whom_words(entry, opened.journey.people())
    day = short_day(entry.when.date)
    about = (
        gettext("Of %(day)s, with %(names)s, you wrote:")
        if names
        else gettext("Of %(day)s you wrote:")
    ) % {"day": day, "names": names}
    text = entry.text
    if len(text) <= LETTERS:
        return Told(about, text, cut=False)
    return Told(about, f"{text[:LETTERS].rsplit(maxsplit=1)[0]}…", cut=True)
