"""After a slip: the plan made in calm, a look without scolding, and choosing again."""

from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.comparing import worth_comparing
from moorings.companion.opened import Opened
from moorings.companion.recommitting import (
    PLAN,
    SLIP,
    WIDER,
    IfThen,
    choose_if_thens,
    grown,
    if_thens,
    narrow,
    stronger,
)
from moorings.companion.worksheets import worksheet, worksheets
from moorings.errors import MooringsError
from moorings.insight.grown import Grown
from moorings.library.catalogue import gettext
from moorings.library.lessons import lessons
from moorings.library.worksheets import sheets
from moorings.web.forms import form_of
from moorings.web.listing import beginning
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.room_links import Link, Links, Pages, links, written
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.worksheet import Said, said_in

HERE = "/practise/recommit"
#: What of the plan stands open: the beginning, and whom to tell.
AT_ONCE = ("first-ten", "tell")
#: The question of a slip that asks what one chooses from here.
AGAIN = "choose-again"
#: So many if-then lines can be chosen from.
LINES = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan that stands: the beginning of it, and everything."""

    path: str
    day: date
    at_once: tuple[str, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ChosenAgain:
    """What was chosen at the end of the latest slip, and where that is read."""

    path: str
    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommitPage:
    """Everything the room shows."""

    plan: Plan | None
    again: ChosenAgain | None
    writing: Links
    also: Links
    read: tuple[Link, ...]
    grown: Grown
    stronger: tuple[tuple[str, int], ...]
    slips: Pages
    looks: Pages
    now: tuple[IfThen, ...]
    lines: tuple[IfThen, ...]
    narrow: bool
    beside: str = ""
    problem: str = ""


async def show(request: Request) -> Response:
    """Show the room; a plan that stands comes first."""
    return render(request, "recommit.html", _page(unlocked(request)))


async def choose(request: Request) -> Response:
    """Keep which if-then lines are for now."""
    opened, form = unlocked(request), await form_of(request)
    chosen = form.lines("line")
    try:
        choose_if_thens(opened, chosen)
    except MooringsError as error:
        again = _page(opened)
        lines = tuple(replace(each, now=each.id in chosen) for each in again.lines)
        again = replace(again, lines=lines, problem=sentence(error))
        return render(request, "recommit.html", again, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(HERE)


def _page(opened: Opened) -> RecommitPage:
    lines, plan = if_thens(opened), _plan(opened)
    like = worth_comparing(opened)
    now = tuple(each for each in lines if each.now)
    return RecommitPage(
        plan=plan,
        again=_again(opened),
        writing=links(opened, (SLIP,) if plan else (SLIP, PLAN)),
        also=links(opened, (WIDER, "patience-note")),
        read=_to_read(),
        grown=grown(opened),
        stronger=_stronger(opened),
        slips=written(opened, SLIP),
        looks=written(opened, WIDER),
        now=now,
        lines=(*lines[:LINES], *(each for each in now if each in lines[LINES:])),
        narrow=narrow(opened),
        beside=f"/way/moments/{like}/beside" if like else "",
    )


def _to_read() -> tuple[Link, ...]:
    slipping = lessons()["slipping"]
    return (
        Link("/practise/read/slipping", slipping.title, slipping.short),
        Link("/way", gettext("The way"), gettext("ten steps, in any order")),
    )


def _plan(opened: Opened) -> Plan | None:
    kept = worksheet(opened, PLAN)
    if kept is None:
        return None
    at_once = (kept.answers.get(each, "") for each in AT_ONCE)
    return Plan(
        f"/practise/pages/{PLAN}/{kept.id}",
        kept.when.date,
        tuple(filter(None, at_once)),
        said_in(opened, kept),
    )


def _again(opened: Opened) -> ChosenAgain | None:
    """Give what the latest slip ended with; an earlier choice was for its own day."""
    latest = next(iter(worksheets(opened, SLIP)), None)
    words = latest.answers.get(AGAIN, "").strip() if latest else ""
    if latest is None or not words:
        return None
    path = f"/practise/pages/{SLIP}/{latest.id}"
    return ChosenAgain(path, latest.when.date, beginning(words))


def _stronger(opened: Opened) -> tuple[tuple[str, int], ...]:
    question = sheets()[SLIP].question("stronger")
    told = ((question.option(p) if question else "", n) for p, n in stronger(opened))
    return tuple((words, n) for words, n in told if words)


ROUTES = page(HERE, show, choose)
