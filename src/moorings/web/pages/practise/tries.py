"""A try of a rung as it stands: let go, taken up again, or erased."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.climbing import erase, let_go, take_up
from moorings.companion.ladders import (
    OnLadder,
    Standing,
    Tried,
    ladder_rests,
    suggested,
    this_week,
    try_of,
)
from moorings.companion.opened import Opened
from moorings.library.catalogue import gettext
from moorings.web.danger import take_heard
from moorings.web.forms import record_in_path
from moorings.web.listing import beginning
from moorings.web.pages.practise import telling
from moorings.web.pages.practise.ladder_making import HERE
from moorings.web.pages.practise.telling import ONE, RUNG
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.ladder import next_words
from moorings.web.wording.tried import (
    after_facts,
    before_facts,
    kind_words,
    result_words,
)


@dataclass(frozen=True, slots=True)
class TriedPage:
    """One try: what was said beforehand, and what came of it."""

    path: str
    rung_path: str
    ladder_path: str
    rung: str
    day: str
    resting: bool
    open: bool
    changeable: bool
    fear: str
    before: tuple[tuple[str, str], ...]
    result: str
    after: tuple[tuple[str, str], ...]
    kind: str
    next: str
    heard: Heard | None = None


async def show(request: Request) -> Response:
    """Show one try as it stands."""
    opened = unlocked(request)
    shown = _tried(opened, *try_of(opened, record_in_path(request)))
    return render(request, "rung_told.html", replace(shown, heard=take_heard(request)))


async def let_one_go(request: Request) -> Response:
    """Let a try go without a word."""
    opened = unlocked(request)
    ladder, _, tried = try_of(opened, record_in_path(request))
    let_go(opened, tried.id)
    tell(request, gettext("Let go."), f"{ONE}/{tried.id}/take-up")
    return go_to(f"{HERE}/{ladder.id}")


async def take_one_up(request: Request) -> Response:
    """Let it stand open again."""
    opened, record = unlocked(request), record_in_path(request)
    take_up(opened, record)
    tell(request, gettext("It is open again."))
    return go_to(f"{ONE}/{record}")


async def erase_one(request: Request) -> Response:
    """Destroy a try, and what was feared with it."""
    opened = unlocked(request)
    _, rung, tried = try_of(opened, record_in_path(request))
    erase(opened, tried.id)
    tell(request, gettext("Erased. It cannot be brought back."))
    return go_to(f"{RUNG}/{rung.id}")


def _tried(opened: Opened, ladder: Standing, rung: OnLadder, tried: Tried) -> TriedPage:
    resting = ladder_rests(opened, ladder)
    return TriedPage(
        path=f"{ONE}/{tried.id}",
        rung_path=f"{RUNG}/{rung.id}",
        ladder_path=f"{HERE}/{ladder.id}",
        rung=beginning(rung.rung.text),
        day=short_day(tried.attempt.when.date),
        resting=resting,
        open=tried.open,
        changeable=tried.open and not tried.closings,
        fear=tried.forecast.text if tried.forecast else "",
        before=before_facts(tried),
        result="" if tried.open else result_words(tried),
        after=after_facts(tried),
        kind="" if tried.open else kind_words(tried),
        next=next_words(ladder, suggested(opened, ladder), this_week(opened)),
    )


ROUTES = [
    *page(ONE + "/{record}", show),
    *page(ONE + "/{record}/let-go", submit=let_one_go),
    *page(ONE + "/{record}/take-up", submit=take_one_up),
    *page(ONE + "/{record}/erase", submit=erase_one),
    *telling.ROUTES,
]
