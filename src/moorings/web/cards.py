"""The card of Today: the one thing worth showing; often it is nothing."""

from datetime import date
from typing import TYPE_CHECKING

from moorings.companion.clock import moment
from moorings.companion.drafting import unfinished_pages
from moorings.companion.opened import Opened
from moorings.web.faces import Face, is_put_aside
from moorings.web.listing import Line, draft_line, line_of

if TYPE_CHECKING:
    from moorings.insight.steadying import Steadying

#: The sitting whose card was put aside.
LATER = "heavy-later"


def card_of(
    opened: Opened, today: date, face: Face, heavy: "Steadying | None"
) -> tuple[str, Line | None]:
    """Choose the card, and the line that stands on it."""
    if face.name == "absence" or face.paused:
        return "", None
    waiting, asked = unfinished_pages(opened), opened.journey.choices
    latest = next(opened.journey.pages(), None)
    first = face.name == "first evening"
    cards = {
        "wave": face.name == "open wave",
        "heavy": opened.kept and _shows(heavy, asked.get(LATER, "")),
        "hard": face.hard is not None and not is_put_aside(opened, today),
        "draft": bool(waiting),
        "brings": first and "brings" not in asked,
        "help": first and asked.get("brings") == "bad-moment",
        "voice": opened.writable and "voice" not in asked,
        "trying": not opened.kept,
        "code": _code_is_due(opened, today),
        "latest": latest is not None,
    }
    card = next((card for card, holds in cards.items() if holds), "")
    if card == "draft":
        return card, draft_line(waiting[0])
    if card == "latest" and latest is not None:
        return card, line_of(opened, latest, with_date=True)
    return card, None


def _shows(heavy: "Steadying | None", put_aside: str) -> bool:
    return heavy is not None and heavy.sitting.administration.id != put_aside


def _code_is_due(opened: Opened, today: date) -> bool:
    """Ask for the recovery code on a later day than the one it was written down."""
    first = next(opened.journey.records(), None)
    if opened.journey.recovery_checked or first is None:
        return False
    return today > moment(first.written_at).date
