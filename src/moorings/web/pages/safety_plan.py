"""The plan for a dangerous night: written in calm, read when it is not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.boxing import box_draft
from moorings.companion.clock import moment
from moorings.companion.errors import LockedError
from moorings.companion.opened import new_id
from moorings.companion.planning import (
    FORM,
    PARTS,
    answers_of,
    earlier_plans,
    plan,
    unfinished_plan,
    write_plan,
)
from moorings.errors import MooringsError
from moorings.journey.draft import Draft
from moorings.journey.records import NightPlan, RecordId
from moorings.library.catalogue import gettext
from moorings.web.boxes import vault_behind
from moorings.web.forms import Form, form_of
from moorings.web.letters import LETTERS
from moorings.web.locked import ask_to_unlock
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, hour_words, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.visitor import house, tell, unlocked

PLAN, WRITE = "/safety/plan", "/safety/plan/write"


@dataclass(frozen=True, slots=True)
class Part:
    """One question, what it is about, and what was answered."""

    id: str
    question: str
    hint: str
    answer: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan, and what it said before."""

    parts: tuple[Part, ...]
    earlier: tuple[tuple[str, tuple[Part, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class WritingPage:
    """The plan being written."""

    record: RecordId
    parts: tuple[Part, ...]
    new: bool = True
    problem: str = ""


async def show(request: Request) -> Response:
    """Show the plan, or its questions where there is none yet."""
    opened = unlocked(request)
    found = plan(opened)
    if found is None or unfinished_plan(opened):
        return await show_writing(request)
    earlier = ((_written(v), _answered(v)) for v in earlier_plans(opened))
    told = tuple((day, parts) for day, parts in earlier if parts)
    return render(request, "safety_plan.html", PlanPage(_answered(found), told))


async def show_writing(request: Request) -> Response:
    """Show the six questions, with what was answered, also when it locked meanwhile."""
    opened = unlocked(request)
    found, unfinished = plan(opened), unfinished_plan(opened)
    answers = answers_of(found) if found else {}
    parts = _parts(unfinished.fields if unfinished else answers)
    shown = WritingPage(new_id(), parts, new=found is None)
    return render(request, "safety_plan_write.html", shown)


async def keep(request: Request) -> Response:
    """Keep the plan anew; where the notebook has locked, seal it until it opens."""
    form = await form_of(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return _sealed(request, form)
    if too_long := form.too_long(**dict.fromkeys(PARTS, LETTERS.plan)):
        told = _parts(_typed(form))
        parts = tuple(replace(p, problem=too_long.get(p.id, "")) for p in told)
        shown = WritingPage(form.record(), parts)
        return render(request, "safety_plan_write.html", shown, 422)
    try:
        write_plan(opened, form.record(), _typed(form))
    except MooringsError as error:
        parts, problem = _parts(_typed(form)), sentence(error)
        shown = WritingPage(form.record(), parts, problem=problem)
        return render(request, "safety_plan_write.html", shown, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to(PLAN)


def _sealed(request: Request, form: Form) -> Response:
    answers = _typed(form)
    if not any(answers.values()):
        raise LockedError
    harbour = house(request).harbour
    draft = Draft(form.record(), FORM, answers, harbour.clock.now())
    box_draft(harbour, vault_behind(request), draft)
    return ask_to_unlock(request, boxed="/")


def _typed(form: Form) -> dict[str, str]:
    return {part: form.text(part).strip() for part in PARTS}


def _written(version: NightPlan) -> str:
    written = moment(version.written_at)
    return f"{short_day(written.date)}, {hour_words(written.time)}"


def _answered(written: NightPlan) -> tuple[Part, ...]:
    return tuple(part for part in _parts(answers_of(written)) if part.answer)


def _parts(answers: Mapping[str, str]) -> tuple[Part, ...]:
    asked = {
        "signs": (
            gettext("How do I notice that it is getting dangerous?"),
            gettext("A thought, a feeling in the body, a tone of voice, an hour."),
        ),
        "alone": (
            gettext("What helps me when I am alone with it?"),
            gettext("Things that were of use before, also small ones."),
        ),
        "places": (
            gettext("Where are people, even without talking?"),
            gettext(
                "A kitchen with a light on, a neighbour, a café that is open late."
            ),
        ),
        "people": (
            gettext("Whom can I call or write to?"),
            gettext("Names and numbers, also of a line, a doctor, a therapist."),
        ),
        "safer": (
            gettext("What would make this place safer tonight?"),
            gettext("What could be put away, locked, or given to somebody to keep."),
        ),
        "worth": (
            gettext("What is worth staying for?"),
            gettext("Someone, something, a day that is still to come."),
        ),
    }
    return tuple(
        Part(part, *words, answers.get(part, "")) for part, words in asked.items()
    )


ROUTES = [
    *page(PLAN, show),
    *page(WRITE, show_writing, keep),
]
