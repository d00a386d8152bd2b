"""Statements: what I feel, when, because of what, and what I ask for.

Nothing here can be sent: it is said, or carried out by one's own means.
"""

from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with, those_open
from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.stating import (
    erase_statement,
    is_unsent,
    leave_it,
    leave_unsent,
    parts_of,
    room_is_open,
    say_it,
    statement_of,
    statements,
    take_up,
)
from moorings.errors import MooringsError
from moorings.journey.records import RecordId, Statement
from moorings.library.catalogue import gettext, language
from moorings.library.statement import Found, composed, marks
from moorings.web.danger import answer_later, heard_in, take_heard
from moorings.web.forms import form_of, record_in_path
from moorings.web.letters import LETTERS
from moorings.web.pages.together import statement_forms
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.room_links import Links, links
from moorings.web.routing import page
from moorings.web.statements import HERE, NEW, Line, is_grave, line_of, name_of
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.whom import meant, minding

#: So many of each kind stand on the page; more of them are folded behind them.
SHOWN, LISTED = 8, 200
PRACTICES = ("say-one-need", "tests-into-requests", "yes-no-not-yet")


@dataclass(frozen=True, slots=True)
class Some:
    """The statements that stand in one way: some, more folded, and how many beyond."""

    first: tuple[Line, ...]
    folded: tuple[Line, ...]
    further: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """Every statement, by how it stands; where the room rests, folded."""

    open: bool
    waiting: Some
    said: Some
    left: Some
    resting: Some
    practices: Links
    new: str
    heard: Heard | None

    @property
    def empty(self) -> bool:
        """Say whether nothing was written yet."""
        kept = (self.waiting, self.said, self.left, self.resting)
        return not any(each.first for each in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """One statement as sentences, and what may be done with it."""

    id: RecordId
    path: str
    record: RecordId
    state: str
    open: bool
    grave: bool
    said: str
    to: str
    day: str
    answer: str
    found: tuple[Found, ...]
    earlier: tuple[tuple[str, str], ...]
    heard: Heard | None = None
    problem: str = ""


async def show_all(request: Request) -> Response:
    """List every statement, those first that are still to be said."""
    opened, room = unlocked(request), room_is_open(unlocked(request))
    found = statements(opened)
    open_to = those_open(opened, "statement", (each.person for each in found))
    rests = [each for each in found if each.person not in open_to]
    told = [each for each in found if each.person in open_to]
    shown = ListPage(
        room,
        _some(opened, [each for each in told if not each.said]),
        _some(opened, [each for each in told if each.said == "said"]),
        _some(opened, [each for each in told if each.said == "left"]),
        _some(opened, rests),
        links(opened, PRACTICES),
        minding(NEW, meant(request, opened, "statement")),
        take_heard(request),
    )
    return render(request, "together_statement.html", shown)


async def show_one(request: Request) -> Response:
    """Show one statement."""
    opened = unlocked(request)
    shown = _shown(opened, statement_of(opened, record_in_path(request)))
    if heard := take_heard(request):
        shown = replace(shown, heard=heard)
    if form := unfinished(request, opened):
        shown = replace(shown, record=form.record(), answer=form.text("own-answer"))
    return render(request, "together_statement_one.html", shown)


async def keep_said(request: Request) -> Response:
    """Keep that it was said, and what came back."""
    opened, form = unlocked(request), await form_of(request)
    kept, answer = statement_of(opened, record_in_path(request)), "own-answer"
    try:
        form.fit(**{answer: LETTERS.learned})
        say_it(opened, form.record(), kept.id, form.text(answer))
    except MooringsError as error:
        shown = replace(_shown(opened, kept), record=form.record())
        shown = replace(shown, answer=form.text(answer), problem=sentence(error))
        return render(request, "together_statement_one.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, form.text(answer), moment(opened.now()))
    return go_to(_path(opened, kept))


async def decide(request: Request) -> Response:
    """Leave it, take it up again, or keep it unsent as they asked."""
    opened = unlocked(request)
    kept = statement_of(opened, record_in_path(request))
    act = {"left": leave_it, "open": take_up, "unsent": leave_unsent}.get(
        request.path_params["how"]
    )
    if act is None:
        raise HTTPException(404)
    act(opened, kept.id)
    return go_to(_path(opened, kept))


async def erase_one(request: Request) -> Response:
    """Destroy a statement."""
    erase_statement(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


def _shown(opened: Opened, kept: Statement) -> StatementPage:
    parts = parts_of(kept)
    said, here = composed(parts, language()), f"{HERE}/{kept.id}"
    heard = heard_in(said)
    grave = is_grave(heard)
    state = "unsent" if is_unsent(opened, kept.id) else kept.said
    return StatementPage(
        id=kept.id,
        path=here,
        record=new_id(),
        state=state,
        open=open_with(opened, "statement", kept.person),
        grave=grave,
        said=said,
        to=name_of(opened, kept.person),
        day=short_day(kept.when.date),
        answer=kept.answer,
        found=() if grave or state else marks(parts, language()),
        earlier=tuple(_earlier(opened, kept, said)),
        heard=heard if grave and not state else None,
    )


def _earlier(opened: Opened, kept: Statement, now: str) -> list[tuple[str, str]]:
    """Give what it said before, the latest first; how it stood is no other sentence."""
    told: list[tuple[str, str]] = []
    for each in reversed(opened.journey.versions(kept.id)[:-1]):
        if isinstance(each, Statement):
            words = composed(parts_of(each), language())
            if words not in {now, *(said for _, said in told)}:
                told.append((short_day(moment(each.written_at).date), words))
    return told


def _some(opened: Opened, found: list[Statement]) -> Some:
    lines = tuple(line_of(opened, each) for each in found[:LISTED])
    return Some(lines[:SHOWN], lines[SHOWN:], max(0, len(found) - LISTED))


def _path(opened: Opened, kept: Statement) -> str:
    return f"{HERE}/{statement_of(opened, kept.id).id}"


_ONE = f"{HERE}/{{record}}"
ROUTES = [
    *page(HERE, show_all),
    *statement_forms.ROUTES,
    *page(_ONE, show_one, until_kept(keep_said)),
    *page(f"{_ONE}/erase", submit=erase_one),
    *page(f"{_ONE}/{{how}}", submit=decide),
]
