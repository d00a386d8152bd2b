"""Rooms of questions: each is a page of its own, in any order, and one is whole."""

from dataclasses import dataclass

from starlette.requests import Request

from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.companion.worksheets import worksheet
from moorings.library.worksheets import sheets
from moorings.safety.resting import may_be_suggested, rests
from moorings.web.danger import take_heard
from moorings.web.listing import beginning
from moorings.web.visitor import Heard
from moorings.web.wording.worksheet import beginning_of

PAGES = "/practise/pages"


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the questions; an answered one with the first words of the answer."""

    path: str
    title: str
    words: str
    answered: bool = False


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Everything such a room shows: what rests is not among it, unless answered."""

    asked: tuple[Asked, ...]
    also: tuple[Asked, ...]
    resting: bool
    answered: bool
    heard: Heard | None


def questions_page(
    request: Request, opened: Opened, names: tuple[str, ...]
) -> QuestionsPage:
    """Gather the questions of a room: those of this hour, and what else is there."""
    why, known = reasons(opened), sheets()
    kept = {name: worksheet(opened, name) for name in names}
    given = {name: _asked(opened, name) for name in names}
    open_ = [n for n in names if kept[n] or may_be_suggested(known[n].asks, why)]
    also = [n for n in names if n not in open_ and not rests(known[n].asks, why)]
    return QuestionsPage(
        tuple(given[name] for name in open_),
        tuple(given[name] for name in also),
        all(rests(known[name].asks, why) for name in names),
        any(kept.values()),
        take_heard(request),
    )


def _asked(opened: Opened, name: str) -> Asked:
    sheet, kept = sheets()[name], worksheet(opened, name)
    if kept is None:
        return Asked(f"{PAGES}/{name}", sheet.title, sheet.short)
    words = beginning(beginning_of(opened, kept))
    return Asked(f"{PAGES}/{name}/{kept.id}", sheet.title, words, answered=True)
