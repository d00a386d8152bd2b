"""The steps of a repair that are words: written, looked at once more, and kept.

Nothing is sent from here. What a draft is marked for are questions; it may stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, get_args

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with, require_open_with
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.mending import Thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.repairing import Written, as_repair, repair_of, write_step
from moorings.companion.together import RestsError
from moorings.errors import MooringsError
from moorings.insight.repairs import STEPS, StepName
from moorings.journey.records import MendingAnswer, RecordId
from moorings.library.apology import Mark, marks
from moorings.library.catalogue import gettext, language
from moorings.library.repair_steps import Step
from moorings.web.danger import answer_later, heard_in, take_heard
from moorings.web.forms import Form, TooLongError, form_of, record_in_path, when_from
from moorings.web.letters import LETTERS
from moorings.web.mending import ended_meanwhile, path_of
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.promises import stays_typed
from moorings.web.rendering import go_to, render, sentence
from moorings.web.repair import ALL, Said, beside, said_at
from moorings.web.routing import page
from moorings.web.statements import is_grave
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.repair import answer_choices, answer_legend, step_words

TEMPLATE: Final = "together_repair_step.html"
#: Of these a later word is the same one, put better; of the others it is a new one.
PUT_BETTER: Final[frozenset[StepName]] = frozenset(
    {"own-part", "remorse", "cost", "need"}
)
ANSWERS: Final[Mapping[str, MendingAnswer]] = {a: a for a in get_args(MendingAnswer)}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """One step, with room to write.

    `said` is the draft of an apology as it was kept, to be copied; `looked` says that
    what stands in the form was only read, and not kept.
    """

    name: StepName
    step: Step
    path: str
    back: str
    record: RecordId
    text: str
    legend: str
    answers: tuple[Option, ...]
    open: bool
    latest: Said | None
    earlier: tuple[Said, ...]
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    moments: str
    said: str = ""
    found: tuple[Mark, ...] = ()
    looked: bool = False
    heard: Heard | None = None
    problem: str = ""


async def show_step(request: Request) -> Response:
    """Show one step, with what was written at it last."""
    opened = unlocked(request)
    thread, step = _asked(request, opened)
    if thread.end is not None:
        return go_to(path_of(thread.mending))
    shown = _page(opened, thread, step)
    if step == "remorse" and shown.latest:
        shown = _drafted(shown, shown.latest.text)
    if heard := take_heard(request):
        shown = replace(shown, heard=heard)
    if typed := unfinished(request, opened):
        shown = replace(_typed(shown, typed), found=())
    return render(request, TEMPLATE, shown)


async def take_words(request: Request) -> Response:
    """Keep what was written, or show what may be looked at; earlier words stay."""
    opened, form = unlocked(request), await form_of(request)
    thread, step = _asked(request, opened)
    said = Written(step, form.text("text"), ANSWERS.get(form.text("answer"), ""))
    when = when_from(form, opened)
    try:
        form.fit(text=LETTERS.happened)
        if step == "remorse" and form.text("look"):
            return _look(request, opened, thread, form)
        write_step(opened, form.record(), thread.mending.id, said, when)
    except NothingThereError:
        return ended_meanwhile(request, opened, form, thread)
    except (RestsError, EmptyPageError, TooLongError) as error:
        return _again(request, opened, form, error)
    tell(request, gettext("Kept."))
    answer_later(request, opened, said.text, when)
    home = path_of(thread.mending)
    return go_to(f"{home}/{step}" if step == "remorse" else home)


def _look(request: Request, opened: Opened, thread: Thread, form: Form) -> Response:
    """Show a draft with what may be looked at in it; nothing is kept."""
    if thread.end is not None:
        raise NothingThereError
    require_open_with(opened, "repair", thread.mending.person)
    text = form.text("text")
    heard = heard_in(text)
    found = () if is_grave(heard) else marks(text, language())
    shown = _typed(_page(opened, thread, "remorse"), form)
    shown = replace(shown, found=found, heard=heard, looked=bool(text.strip()))
    return render(request, TEMPLATE, shown)


def _again(
    request: Request, opened: Opened, form: Form, error: MooringsError
) -> Response:
    if isinstance(error, RestsError):
        stays_typed(opened, form)
    thread, step = _asked(request, opened)
    shown = _typed(_page(opened, thread, step), form)
    # What was typed is to be seen, also where the room rests.
    shown = replace(shown, open=True, problem=sentence(error))
    return render(request, TEMPLATE, shown, STATUS[error.kind])


def _asked(request: Request, opened: Opened) -> tuple[Thread, StepName]:
    """Give the step that an address names, if it is one of this thread."""
    thread = repair_of(opened, record_in_path(request))
    for step in STEPS[thread.mending.by]:
        if step == request.path_params["step"]:
            return thread, step
    raise NothingThereError


def _page(opened: Opened, thread: Thread, step: StepName) -> StepPage:
    mending = thread.mending
    said = said_at(as_repair(opened, thread), step)
    taken = as_repair(opened, thread).taken(step)
    better = step in PUT_BETTER and bool(said)
    chosen = taken[0].answer if taken and not better else ""
    before, after = beside(thread, step)
    with_them = f"/people/{mending.person}/ledger" if mending.person else ""
    return StepPage(
        name=step,
        step=step_words(step, mending.by),
        path=f"{path_of(mending)}/{step}",
        back=path_of(mending),
        record=new_id(),
        text=said[0].text if better else "",
        legend=answer_legend(step, mending.by),
        answers=options(answer_choices(step, mending.by), chosen),
        open=open_with(opened, "repair", mending.person),
        latest=said[0] if said else None,
        earlier=said[1:],
        before=before,
        after=after,
        moments=f"{with_them or '/people/ledger'}/add" if step == "came" else "",
    )


def _drafted(shown: StepPage, text: str) -> StepPage:
    """Show a kept draft with its marks; where it says danger, people come first."""
    heard = heard_in(text)
    if is_grave(heard):
        return replace(shown, heard=heard)
    return replace(shown, said=text, found=marks(text, language()))


def _typed(shown: StepPage, form: Form) -> StepPage:
    """Show what was typed and chosen in the form."""
    answer = form.text("answer")
    chosen = tuple(Option(o.id, o.name, o.id == answer) for o in shown.answers)
    return replace(
        shown, record=form.record(), text=form.text("text"), answers=chosen, said=""
    )


ROUTES = page(f"{ALL}/{{record}}/{{step}}", show_step, until_kept(take_words))
