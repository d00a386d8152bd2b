"""One repair: where it is, its steps, and its end, which any day can be."""

from dataclasses import dataclass, replace
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with
from moorings.companion.mending import Thread, erase_thread, go_on_with
from moorings.companion.opened import Opened, new_id
from moorings.companion.rebuilding import promised_in
from moorings.companion.repairing import (
    NotYetError,
    finish,
    repair_of,
    state_of,
)
from moorings.errors import MooringsError
from moorings.insight.repairs import DATED, State, StepName
from moorings.journey.records import HurtBy, RecordId
from moorings.library.catalogue import gettext, ngettext
from moorings.web.danger import take_heard
from moorings.web.forms import form_of, record_in_path, when_from
from moorings.web.mending import ENDINGS, name_of, path_of
from moorings.web.problems import STATUS
from moorings.web.promises import Line, line_of
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.repair import ALL, StepRow, steps_of
from moorings.web.routing import page
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.mending import by_choices, ended_words, ending_choices

#: Where each hurt the other, these steps are for one's own hurt.
HURT: Final[frozenset[StepName]] = frozenset({"need", "came"})


@dataclass(frozen=True, slots=True)
class Now:
    """Where a repair is: its next step, or until when it waits.

    `dated` says that the day has come on which that step is asked about.
    """

    next: StepRow | None
    dated: bool
    until: str
    may_be_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """Everything the page of one repair shows."""

    id: RecordId
    path: str
    text: str
    by: HurtBy
    whose: str
    name: str
    open: bool
    ended: str
    unsent: bool
    took: str
    now: Now
    steps: tuple[StepRow, ...]
    theirs: tuple[StepRow, ...]
    promises: tuple[Line, ...]
    endings: tuple[tuple[str, str, str], ...]
    record: RecordId
    heard: Heard | None = None
    problem: str = ""


async def show_one(request: Request) -> Response:
    """Show one repair."""
    opened = unlocked(request)
    thread = repair_of(opened, record_in_path(request))
    shown = replace(_page(opened, thread), heard=take_heard(request))
    return render(request, "together_repair_thread.html", shown)


async def end_one(request: Request) -> Response:
    """Keep how it ended; it is complete only where it may be."""
    opened, form = unlocked(request), await form_of(request)
    thread = repair_of(opened, record_in_path(request))
    how = ENDINGS.get(form.text("how"))
    if how is None:
        raise HTTPException(400)
    try:
        finish(opened, form.record(), thread.mending.id, how, when_from(form, opened))
    except NotYetError as error:
        return _not_yet(request, opened, thread, error)
    path = path_of(thread.mending)
    goes_on = open_with(opened, "repair", thread.mending.person)
    tell(request, gettext("Noted."), undo=f"{path}/go-on" if goes_on else None)
    return go_to(path)


async def go_on_one(request: Request) -> Response:
    """Let it go on after all."""
    opened = unlocked(request)
    thread = repair_of(opened, record_in_path(request))
    go_on_with(opened, thread.mending.id)
    tell(request, gettext("It goes on."))
    return go_to(path_of(thread.mending))


async def erase_one(request: Request) -> Response:
    """Destroy a repair; promises made in it stay."""
    opened = unlocked(request)
    thread = repair_of(opened, record_in_path(request))
    erase_thread(opened, thread.mending.id)
    tell(request, gettext("Erased for good."))
    return go_to(ALL)


def _not_yet(
    request: Request, opened: Opened, thread: Thread, error: MooringsError
) -> Response:
    shown = replace(_page(opened, thread), problem=sentence(error))
    return render(request, "together_repair_thread.html", shown, STATUS[error.kind])


def _page(opened: Opened, thread: Thread) -> ThreadPage:
    mending, end = thread.mending, thread.end
    rows = steps_of(opened, thread)
    theirs = tuple(each for each in rows if mending.by == "both" and each.name in HURT)
    return ThreadPage(
        id=mending.id,
        path=path_of(mending),
        text=mending.text,
        by=mending.by,
        whose=by_choices()[mending.by],
        name=name_of(opened, mending),
        open=open_with(opened, "repair", mending.person),
        ended=ended_words("repair", end.how, end.when.date) if end else "",
        unsent=end is not None and end.how == "no-contact",
        took=_took(thread),
        now=_now(state_of(opened, thread), rows),
        steps=tuple(each for each in rows if each not in theirs),
        theirs=theirs,
        promises=tuple(line_of(opened, each) for each in promised_in(opened, thread)),
        endings=ending_choices(),
        record=new_id(),
    )


def _now(state: State, rows: tuple[StepRow, ...]) -> Now:
    named = (row for row in rows if row.name == state.next)
    until = short_day(state.waits_until) if state.waits_until else ""
    dated = state.next in DATED
    return Now(next(named, None), dated, until, state.may_be_complete)


def _took(thread: Thread) -> str:
    """State how long it took, where it is complete."""
    if thread.end is None or thread.end.how != "complete":
        return ""
    days = max(1, (thread.end.when.date - thread.mending.when.date).days)
    words = ngettext(
        "That is %(count)s day after it began here.",
        "That is %(count)s days after it began here.",
        days,
    )
    return words % {"count": days}


_ONE = f"{ALL}/{{record}}"
ROUTES = [
    *page(_ONE, show_one),
    *page(f"{_ONE}/end", submit=end_one),
    *page(f"{_ONE}/go-on", submit=go_on_one),
    *page(f"{_ONE}/erase", submit=erase_one),
]
