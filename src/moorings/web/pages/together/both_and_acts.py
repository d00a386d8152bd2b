"""One act of a week, of one's own or shared: planned, told, let go, erased."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.balancing import (
    act_of,
    erase_act,
    keep_act,
    let_go,
    say_done,
    take_up,
)
from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.planning_weeks import monday, today
from moorings.companion.together import RestsError, is_open
from moorings.companion.valuing import shared_is_open, value_of
from moorings.errors import MooringsError
from moorings.journey.records import Belongs, Done, RecordId, WeeklyAct
from moorings.library.catalogue import gettext
from moorings.web.both_and import (
    ACTS,
    HERE,
    VALUES,
    Typed,
    act_fields,
    act_form,
    act_line,
    planned_in,
    problems_of,
)
from moorings.web.danger import answer_later
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.balance import (
    done_sentence,
    done_words,
    dones,
    side_words,
    week_words,
)

_DONES: Mapping[str, Done] = {"yes": "yes", "partly": "partly", "no": "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """An act and its form; without an id it is a new one."""

    belongs: Belongs
    open: bool
    form: Typed
    action: str
    place: str
    id: RecordId | None = None
    text: str = ""
    about: str = ""
    side: str = ""
    stands: str = ""
    told: str = ""
    done: str = ""
    again: RecordId | None = None
    dones: tuple[Option, ...] = ()
    problem: str = ""


async def show_mine(request: Request) -> Response:
    """Show the form of an act of one's own."""
    return _show_adding(request, unlocked(request), "mine", {})


async def show_ours(request: Request) -> Response:
    """Show the form of a shared act."""
    return _show_adding(request, unlocked(request), "ours", {})


async def show_for_value(request: Request) -> Response:
    """Show the form of an act of one's own, for something that matters."""
    opened = unlocked(request)
    value = value_of(opened, record_in_path(request))
    return _show_adding(request, opened, "mine", {"value": value.id})


async def keep_mine(request: Request) -> Response:
    """Keep an act of one's own."""
    return await _keep(request, "mine")


async def keep_ours(request: Request) -> Response:
    """Keep a shared act; with somebody with whom it rests, nothing is kept."""
    return await _keep(request, "ours")


async def show_one(request: Request) -> Response:
    """Show one act, to say how it went or to change it."""
    opened = unlocked(request)
    act = act_of(opened, record_in_path(request))
    typed = unfinished(request, opened)
    form = _typed(opened, typed) if typed else act_form(opened, act_fields(opened, act))
    return render(request, "together_act.html", _looking(opened, act, form))


async def keep_one(request: Request) -> Response:
    """Keep another version of an act."""
    opened = unlocked(request)
    act = act_of(opened, record_in_path(request))
    return await _keep(request, act.belongs, act)


async def keep_done(request: Request) -> Response:
    """Keep whether it happened."""
    opened, form = unlocked(request), await form_of(request)
    act, done = act_of(opened, record_in_path(request)), _DONES.get(form.text("done"))
    if done is None:
        return go_to(f"{ACTS}/{act.id}")
    try:
        say_done(opened, form.record(), act.id, done)
    except RestsError as error:
        laid_out = act_form(opened, act_fields(opened, act))
        shown = _looking(opened, act, laid_out, sentence(error))
        return render(request, "together_act.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(HERE)


async def let_one_go(request: Request) -> Response:
    """Let an act go."""
    opened = unlocked(request)
    act = act_of(opened, record_in_path(request))
    let_go(opened, act.id)
    tell(request, gettext("Let go."), f"{ACTS}/{act.id}/take-up")
    return go_to(HERE)


async def take_one_up(request: Request) -> Response:
    """Take an act up again that was let go."""
    opened, record = unlocked(request), record_in_path(request)
    take_up(opened, record)
    tell(request, gettext("It stands again."))
    return go_to(f"{ACTS}/{act_of(opened, record).id}")


async def erase_one(request: Request) -> Response:
    """Destroy an act."""
    erase_act(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


async def _keep(
    request: Request, belongs: Belongs, before: WeeklyAct | None = None
) -> Response:
    opened, form = unlocked(request), await form_of(request)
    when = moment(opened.now(), form.line("zone"))
    try:
        planned = planned_in(form, opened, belongs)
        keep_act(opened, form.record(), planned, before.id if before else None)
    except MooringsError as error:
        again = _typed(opened, form, problems_of(error))
        if before:
            shown = _looking(opened, before, again)
        else:
            shown = _adding(opened, belongs, again, form.text("place"))
        return render(request, "together_act.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, planned.text, when)
    return go_to(HERE)


def _show_adding(
    request: Request, opened: Opened, belongs: Belongs, fields: Mapping[str, str]
) -> Response:
    typed = unfinished(request, opened)
    form = _typed(opened, typed) if typed else act_form(opened, fields)
    shown = _adding(opened, belongs, form, request.url.path)
    return render(request, "together_act.html", shown)


def _typed(
    opened: Opened, form: Form, problems: Mapping[str, str] | None = None
) -> Typed:
    return act_form(opened, form.fields(), form.record(), problems)


def _adding(opened: Opened, belongs: Belongs, form: Typed, place: str) -> ActPage:
    return ActPage(
        belongs=belongs,
        open=_is_open(opened, belongs),
        form=form,
        action=f"{ACTS}/{belongs}",
        place=place,
    )


def _looking(
    opened: Opened,
    act: WeeklyAct,
    form: Typed,
    problem: str = "",
) -> ActPage:
    line, here = act_line(opened, act, whole=False), f"{ACTS}/{act.id}"
    about = (week_words(act.when.date, monday(today(opened))), line.about)
    return ActPage(
        belongs=act.belongs,
        open=_is_open(opened, act.belongs, *act.people),
        form=form,
        action=here,
        place=here,
        id=act.id,
        text=act.text,
        about=" · ".join(filter(None, about)),
        side=side_words(act.belongs),
        stands=done_words(act.done),
        told=done_sentence(act.done),
        done=act.done,
        again=new_id(),
        dones=options(dones(), act.done),
        problem=problem,
    )


def _is_open(opened: Opened, belongs: Belongs, *people: RecordId) -> bool:
    """Say whether its side of the room is open, with everybody it is shared with."""
    if belongs == "mine":
        return is_open(opened, "both-and")
    return shared_is_open(opened, *people)


_ONE = f"{ACTS}/{{record}}"
ROUTES = [
    *page(f"{ACTS}/mine", show_mine, until_kept(keep_mine)),
    *page(f"{ACTS}/ours", show_ours, until_kept(keep_ours)),
    *page(f"{VALUES}/{{record}}/act", show_for_value),
    *page(_ONE, show_one, until_kept(keep_one)),
    *page(f"{_ONE}/done", submit=keep_done),
    *page(f"{_ONE}/let-go", submit=let_one_go),
    *page(f"{_ONE}/take-up", submit=take_one_up),
    *page(f"{_ONE}/erase", submit=erase_one),
]
