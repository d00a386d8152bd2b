"""Today: one sentence, one card, one line to write in."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.drafting import drafts
from moorings.companion.opened import Opened, new_id
from moorings.web.listing import Line, draft_line, line_of
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked

ABSENCE_DAYS = 14


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything the page shows."""

    day: date
    face: str
    record: str
    card: str = ""
    line: Line | None = None
    damaged: int = 0
    unlinked: int = 0
    readable_only: bool = False


async def show(request: Request) -> Response:
    """Greet quietly, show one thing, and leave room for a line."""
    opened = unlocked(request)
    today = moment(opened.now()).date
    card, line = _card(opened, today)
    condition = opened.condition
    shown = TodayPage(
        day=today,
        face=_face(opened, today),
        record=new_id(),
        card=card,
        line=line,
        damaged=len(condition.damaged) + len(condition.unexplained),
        unlinked=len(condition.unlinked),
        readable_only=not opened.writable,
    )
    return render(request, "today.html", shown)


def _face(opened: Opened, today: date) -> str:
    latest = next(opened.journey.pages(), None)
    if latest is None:
        return "first evening"
    written = latest.newest.written_at.date()
    return "absence" if (today - written).days > ABSENCE_DAYS else "ordinary"


def _card(opened: Opened, today: date) -> tuple[str, Line | None]:
    """Choose the one thing worth showing; often it is nothing."""
    waiting = drafts(opened)
    if waiting:
        return "draft", draft_line(waiting[0])
    if not opened.kept:
        return "trying", None
    if _code_is_due(opened, today):
        return "code", None
    latest = next(opened.journey.pages(), None)
    if latest is None:
        return "", None
    return "latest", line_of(opened, latest, with_date=True)


def _code_is_due(opened: Opened, today: date) -> bool:
    """Ask for the recovery code on a later day than the one it was written down."""
    first = next(opened.journey.records(), None)
    if opened.journey.recovery_checked or first is None:
        return False
    return today > moment(first.written_at).date


ROUTES = page("/", show)
