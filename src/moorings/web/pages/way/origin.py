"""Where a habit may come from: a few fair lines, and a look at how they are said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.drafting import save_draft
from moorings.companion.errors import EmptyPageError
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import reasons
from moorings.companion.worksheets import Answered, edit_worksheet, worksheet
from moorings.journey.records import Worksheet
from moorings.library.catalogue import gettext
from moorings.library.life_sentence import Mark, marks, starting_point
from moorings.library.worksheets import Sheet, sheets
from moorings.safety.resting import may_be_suggested, rests
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of
from moorings.web.letters import LETTERS
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.worksheet import Said, said_in

HERE = "/way/origin"
SHEET, POINT = "origin", "point"
#: The parts of a starting point, by their fields.
PARTS = ("learned", "because", "different")


@dataclass(frozen=True, slots=True)
class Offered:
    """A starting point to write, and what stands in its three parts."""

    record: str
    replaces: str
    parts: tuple[str, ...] = ("", "", "")
    problem: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OriginPage:
    """Everything the room shows: what was kept, and the places to look at once more."""

    sheet: Sheet
    resting: bool
    by_day: bool
    said: tuple[Said, ...] = ()
    path: str = ""
    day: str = ""
    marks: tuple[Mark, ...] = ()
    offered: Offered | None = None
    heard: Heard | None = None


async def show(request: Request) -> Response:
    """Show what was kept, and what may be said so that it stays open."""
    opened = unlocked(request)
    shown = _page(opened)
    if shown.offered and (form := unfinished(request, opened)):
        shown = replace(shown, offered=_typed(form, shown.offered.replaces))
    return render(request, "way_origin.html", replace(shown, heard=take_heard(request)))


async def add_point(request: Request) -> Response:
    """Keep a starting point beside the answers; the answers stay as they are."""
    opened, form = unlocked(request), await form_of(request)
    kept, point = worksheet(opened, SHEET), starting_point(*_parts(form))
    if kept is None or _page(opened).resting:
        if point:  # it has no place just now, and is not lost
            save_draft(opened, form.record(), "entry", {"text": point})
            tell(request, gettext("Put aside. You find it under Write."))
        return go_to(HERE)
    offered = _typed(form, kept.id)
    if offered.problems:
        return _again(request, opened, offered)
    if not point:
        problem = sentence(EmptyPageError())
        return _again(request, opened, replace(offered, problem=problem))
    if opened.journey.record(form.record()) is None:  # not sent twice
        _keep(opened, form, kept, point)
    tell(request, gettext("Kept."))
    answer_later(request, opened, point, moment(opened.now(), form.line("zone")))
    return go_to(HERE)


def _parts(form: Form) -> tuple[str, ...]:
    return tuple(form.text(name) for name in PARTS)


def _typed(form: Form, replaces: str) -> Offered:
    """Give what was typed, and what of it does not fit."""
    problems = form.too_long(**dict.fromkeys(PARTS, LETTERS.point))
    return Offered(form.record(), replaces, _parts(form), problems=problems)


def _again(request: Request, opened: Opened, offered: Offered) -> Response:
    """Show the form once more, with what was typed and what was wrong with it."""
    shown = replace(_page(opened), offered=offered)
    return render(request, "way_origin.html", shown, STATUS[EmptyPageError.kind])


def _keep(opened: Opened, form: Form, kept: Worksheet, point: str) -> None:
    """Keep it as a later version of the page the form was made from."""
    replaces = (form.records("replaces") or (kept.id,))[0]
    told = Answered(
        {**kept.answers, POINT: point},
        kept.numbers,
        kept.chosen,
        kept.people,
        kept.about,
    )
    edit_worksheet(opened, form.record(), replaces, told)


def _page(opened: Opened) -> OriginPage:
    sheet, why, kept = sheets()[SHEET], reasons(opened), worksheet(opened, SHEET)
    resting = rests(sheet.asks, why)
    shown = OriginPage(sheet, resting, not may_be_suggested(sheet.asks, why))
    if kept is None:
        return shown
    said = said_in(opened, kept)
    found = () if resting else marks("\n\n".join(each.words for each in said))
    return replace(
        shown,
        said=said,
        path=f"/practise/pages/{SHEET}/{kept.id}",
        day=short_day(kept.when.date),
        marks=found,
        offered=Offered(new_id(), kept.id) if found else None,
    )


ROUTES = page(HERE, show, until_kept(add_point))
