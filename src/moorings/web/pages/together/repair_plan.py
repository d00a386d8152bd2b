"""The plan of a repair: kept as a promise, and asked about weeks later, not before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with
from moorings.companion.clock import moment
from moorings.companion.errors import ImpossibleDateError, NothingThereError
from moorings.companion.mending import Thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.rebuilding import promised_in
from moorings.companion.repairing import (
    LookedBack,
    Planned,
    as_repair,
    look_back,
    plan,
    repair_of,
)
from moorings.companion.together import RestsError, is_open
from moorings.errors import MooringsError
from moorings.insight.repairs import STEPS, StepName, ask_day, to_ask, was_told
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.repair_steps import Step
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.letters import LETTERS
from moorings.web.mending import ended_meanwhile, path_of
from moorings.web.options import Option, options
from moorings.web.pages.together.repair_steps import ANSWERS
from moorings.web.problems import STATUS
from moorings.web.promises import Line, line_of, stays_typed
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.repair import ALL, Said, beside, said_at
from moorings.web.routing import page
from moorings.web.trying import UnclearFormError
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.repair import answer_choices, answer_legend, step_words

PLAN, FOLLOW = "together_repair_plan.html", "together_repair_follow.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What both pages show: the step, what it belongs to, and what was promised."""

    step: Step
    path: str
    back: str
    record: RecordId
    other: RecordId
    open: bool
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    promises: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The form of a plan."""

    around: Around
    fields: Mapping[str, str]
    problems: Mapping[str, str]
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class FollowPage:
    """How it went: of which promise it is asked, or until when nothing is asked."""

    around: Around
    promise: RecordId | None
    promised: str
    until: str
    legend: str
    answers: tuple[Option, ...]
    said: tuple[Said, ...]
    text: str = ""
    problem: str = ""
    too_long: str = ""
    heard: Heard | None = None


async def show_plan(request: Request) -> Response:
    """Show the form of a plan, with what was promised already."""
    opened = unlocked(request)
    thread = _asked(request, opened, "plan")
    if thread.end is not None:
        return go_to(path_of(thread.mending))
    typed = unfinished(request, opened)
    shown = PlanPage(_around(opened, thread, "plan", typed), _fields(typed), {})
    return render(request, PLAN, replace(shown, heard=take_heard(request)))


async def take_plan(request: Request) -> Response:
    """Keep a plan as a promise, or say what is missing; what was typed stays."""
    opened, form = unlocked(request), await form_of(request)
    thread = _asked(request, opened, "plan")
    ids, when = (form.record(), form.record("other")), when_from(form, opened)
    try:
        planned = _planned(form, min(when.date, moment(opened.now()).date))
        plan(opened, ids, thread.mending.id, planned, when)
    except NothingThereError:
        return ended_meanwhile(request, opened, form, thread)
    except (UnclearFormError, RestsError) as error:
        return _plan_again(request, opened, form, error)
    tell(request, gettext("Kept."))
    answer_later(request, opened, f"{planned.text}\n\n{planned.know}", when)
    return go_to(path_of(thread.mending))


async def show_follow(request: Request) -> Response:
    """Ask how it went, once the day for that has come."""
    opened = unlocked(request)
    thread = _asked(request, opened, "follow-through")
    if thread.end is not None:
        return go_to(path_of(thread.mending))
    typed = unfinished(request, opened)
    shown = _follow(opened, thread, typed)
    return render(request, FOLLOW, replace(shown, heard=take_heard(request)))


async def take_follow(request: Request) -> Response:
    """Keep how it went."""
    opened, form = unlocked(request), await form_of(request)
    thread = _asked(request, opened, "follow-through")
    ids, when = (form.record(), form.record("other")), when_from(form, opened)
    try:
        told = _looked_back(form)
        look_back(opened, ids, thread.mending.id, told, when)
    except NothingThereError:
        return ended_meanwhile(request, opened, form, thread)
    except MooringsError as error:
        return _follow_again(request, opened, form, error)
    tell(request, gettext("Kept."))
    answer_later(request, opened, told.text, when)
    return go_to(path_of(thread.mending))


def _planned(form: Form, today: date) -> Planned:
    problems = form.too_long(text=LETTERS.detail, know=LETTERS.detail)
    if not form.text("text").strip():
        problems["text"] = gettext("Write what you will do, in a few words.")
    due = _day(form, today, problems)
    if problems or due is None:
        raise UnclearFormError(problems)
    return Planned(form.text("text"), due, form.text("know"))


def _day(form: Form, today: date, problems: dict[str, str]) -> date | None:
    typed = form.line("due")
    try:
        day = date.fromisoformat(typed) if typed else None
    except ValueError:
        problems["due"] = sentence(ImpossibleDateError(typed=typed[:20]))
        return None
    if day is None or day < today:
        problems["due"] = gettext("Choose today or a later day. It can be changed.")
    return day


def _looked_back(form: Form) -> LookedBack:
    problems = form.too_long(text=LETTERS.happened)
    answer = ANSWERS.get(form.text("answer"), "")
    if not answer:
        problems["answer"] = gettext("Choose one of these. None of them is a mark.")
    if problems:
        raise UnclearFormError(problems)
    return LookedBack(form.record("about"), answer, form.text("text"))


def _plan_again(
    request: Request, opened: Opened, form: Form, error: MooringsError
) -> Response:
    if isinstance(error, RestsError):
        stays_typed(opened, form)
    thread = _asked(request, opened, "plan")
    # What was typed is to be seen, also where the room rests.
    around = replace(_around(opened, thread, "plan", form), open=True)
    unclear = error.problems if isinstance(error, UnclearFormError) else None
    shown = PlanPage(around, _fields(form), unclear or {"": sentence(error)})
    return render(request, PLAN, shown, STATUS[error.kind])


def _follow_again(
    request: Request, opened: Opened, form: Form, error: MooringsError
) -> Response:
    if isinstance(error, RestsError):
        stays_typed(opened, form)
    thread = _asked(request, opened, "follow-through")
    shown = _follow(opened, thread, form)
    shown = replace(shown, around=replace(shown.around, open=True))
    if isinstance(error, UnclearFormError):
        problem = error.problems.get("answer", "")
        too_long = error.problems.get("text", "")
        shown = replace(shown, problem=problem, too_long=too_long)
    else:
        shown = replace(shown, problem=sentence(error))
    return render(request, FOLLOW, shown, STATUS[error.kind])


def _follow(opened: Opened, thread: Thread, form: Form | None) -> FollowPage:
    """Lay the form out for the promise that is asked about now, or was in the form."""
    repair, today = as_repair(opened, thread), moment(opened.now()).date
    asked = next(iter(form.records("about")), None) if form else None
    found = (promise for promise, _ in repair.promises if promise.id == asked)
    promise = next(found, to_ask(repair.promises, today))
    left = [ask_day(told[0]) for told in repair.promises if not was_told(told)]
    choices = answer_choices("follow-through", thread.mending.by)
    return FollowPage(
        _around(opened, thread, "follow-through", form),
        promise.id if promise else None,
        promise.text if promise else "",
        short_day(min(left)) if left and not promise else "",
        answer_legend("follow-through", thread.mending.by),
        options(choices, form.text("answer") if form else ""),
        said_at(repair, "follow-through"),
        form.text("text") if form else "",
    )


def _around(
    opened: Opened, thread: Thread, step: StepName, form: Form | None
) -> Around:
    mending = thread.mending
    before, after = beside(thread, step)
    room = open_with(opened, "repair", mending.person)
    return Around(
        step=step_words(step, mending.by),
        path=f"{path_of(mending)}/{step}",
        back=path_of(mending),
        record=form.record() if form else new_id(),
        other=form.record("other") if form else new_id(),
        open=room and is_open(opened, "promises", mending.person),
        before=before,
        after=after,
        promises=tuple(line_of(opened, each) for each in promised_in(opened, thread)),
    )


def _fields(form: Form | None) -> Mapping[str, str]:
    return form.fields() if form else {}


def _asked(request: Request, opened: Opened, step: StepName) -> Thread:
    thread = repair_of(opened, record_in_path(request))
    if step not in STEPS[thread.mending.by]:
        raise NothingThereError
    return thread


_ONE = f"{ALL}/{{record}}"
ROUTES = [
    *page(f"{_ONE}/plan", show_plan, until_kept(take_plan)),
    *page(f"{_ONE}/follow-through", show_follow, until_kept(take_follow)),
]
