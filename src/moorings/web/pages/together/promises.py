"""Promises of one's own: small, dated, and what became of them.

What somebody else promised stands nowhere: a list of it can turn into watching them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with, open_with_anybody
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.mending import thread_of
from moorings.companion.opened import Opened
from moorings.companion.promising import (
    Kept,
    keep_promise,
    open_rooms,
    promise_of,
    promises,
    rests,
    taken_back,
    waiting,
)
from moorings.companion.together import RestsError
from moorings.errors import MooringsError
from moorings.insight.promises import by_way, this_week
from moorings.journey.records import MendingSort, Promise, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.pages.together import promised
from moorings.web.problems import STATUS
from moorings.web.promises import (
    ALL,
    Line,
    Picture,
    PromiseForm,
    fields_of,
    laid_out,
    line_of,
    path_of,
    promised_from,
    stays_typed,
    thread_path,
    told,
    typed_again,
    weeks_of,
)
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.whom import meant, minding
from moorings.web.wording.promise import way_counts, way_words, week_words

#: So many that are over stand on the page; earlier ones are folded behind them, and
#: beyond these they are kept and counted, and not listed.
SHOWN, LISTED = 5, 200


@dataclass(frozen=True, slots=True)
class Standing:
    """How this week stands, what was seen of the five ways, and weeks as a picture."""

    week: str
    ways: tuple[tuple[str, str], ...]
    picture: Picture


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """Everything the page shows; `aside` is what rests with whom it was made to."""

    resting: bool
    due: tuple[Line, ...]
    ahead: tuple[Line, ...]
    over: tuple[Line, ...]
    earlier: tuple[Line, ...]
    unlisted: int
    aside: tuple[Line, ...]
    gone: tuple[Line, ...]
    standing: Standing | None
    new: str
    heard: Heard | None


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form of a promise: where it goes, and where one comes from."""

    form: PromiseForm
    action: str
    place: str
    back: str
    resting: bool = False
    id: RecordId | None = None
    thread: RecordId | None = None


async def show_all(request: Request) -> Response:
    """Show what is open, what has come, and what became of the rest."""
    opened = unlocked(request)
    every, today = promises(opened), moment(opened.now()).date
    left = {each.promise.id for each in waiting(opened)}
    open_now = open_rooms(opened, every)
    here = [k for k in every if k.rooms <= open_now]
    still = [k for k in reversed(here) if k.promise.id in left]
    over = [line_of(opened, k) for k in here if k.promise.id not in left]
    aside = (line_of(opened, k) for k in every if not k.rooms <= open_now)
    resting = not open_with_anybody(opened, "promises")
    shown = PromisesPage(
        resting,
        tuple(line_of(opened, k) for k in still if k.promise.due <= today),
        tuple(line_of(opened, k) for k in still if k.promise.due > today),
        tuple(over[:SHOWN]),
        tuple(over[SHOWN:LISTED]),
        max(0, len(over) - LISTED),
        tuple(aside),
        tuple(line_of(opened, k) for k in taken_back(opened)),
        None if resting or not over else _standing(opened, every),
        minding(f"{ALL}/new", meant(request, opened, "promises")),
        take_heard(request),
    )
    return render(request, "together_promises.html", shown)


def _is_let_go(kept: Kept) -> bool:
    return kept.let_go and kept.outcome is None


async def show_form(request: Request) -> Response:
    """Show an empty form, with whom is meant."""
    opened = unlocked(request)
    person = meant(request, opened, "promises")
    return _show_adding(request, opened, {"person": person or ""})


async def show_form_for(request: Request) -> Response:
    """Show the form of a promise that belongs to a thread."""
    opened = unlocked(request)
    thread = thread_of(opened, record_in_path(request))
    if thread.end is not None:
        raise NothingThereError
    fields = {"person": thread.mending.person or "", "mending": thread.mending.id}
    return _show_adding(request, opened, fields, thread.mending.sort)


async def add(request: Request) -> Response:
    """Keep a promise, or say what is missing; what was typed stays."""
    return _keep(request, unlocked(request), await form_of(request))


async def show_change(request: Request) -> Response:
    """Show a promise, to be said otherwise."""
    opened = unlocked(request)
    promise = promise_of(opened, record_in_path(request)).promise
    typed = unfinished(request, opened)
    fields = fields_of(promise)
    form = typed_again(opened, typed) if typed else laid_out(opened, fields)
    shown = replace(_changing(promise, form), resting=rests(opened, promise))
    return render(request, "together_promise_form.html", shown)


async def change(request: Request) -> Response:
    """Keep another version of a promise."""
    opened, form = unlocked(request), await form_of(request)
    before = promise_of(opened, record_in_path(request)).promise
    return _keep(request, opened, form, before)


def _keep(
    request: Request, opened: Opened, form: Form, before: Promise | None = None
) -> Response:
    record, when = form.record(), when_from(form, opened)
    try:
        said = promised_from(form, opened, before)
        keep_promise(opened, record, said, when, before.id if before else None)
    except MooringsError as error:
        if isinstance(error, RestsError):
            stays_typed(opened, form)
        again = typed_again(opened, form, error)
        shown = _changing(before, again) if before else _adding(opened, again, form)
        return render(request, "together_promise_form.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, f"{said.text}\n\n{said.know}", when)
    kept = promise_of(opened, record).promise
    home = thread_path(opened, kept.mending) or ALL
    return go_to(path_of(kept) if before else home)


def _show_adding(
    request: Request,
    opened: Opened,
    fields: Mapping[str, str],
    sort: MendingSort | None = None,
) -> Response:
    typed = unfinished(request, opened)
    form = typed_again(opened, typed) if typed else laid_out(opened, fields)
    person, thread = (
        RecordId(fields[name]) if fields.get(name) else None
        for name in ("person", "mending")
    )
    if sort:
        both = (open_with(opened, room, person) for room in ("promises", sort))
        is_there = all(both)
    else:
        is_there = open_with_anybody(opened, "promises")
    shown = FormPage(
        form,
        f"{ALL}/new",
        request.url.path,
        thread_path(opened, thread) or ALL,
        resting=not is_there,
        thread=thread,
    )
    return render(request, "together_promise_form.html", shown)


def _adding(opened: Opened, again: PromiseForm, form: Form) -> FormPage:
    asked = next(iter(form.records("mending")), None)
    back = thread_path(opened, asked) or ALL
    return FormPage(again, f"{ALL}/new", form.text("place"), back, thread=asked)


def _changing(promise: Promise, form: PromiseForm) -> FormPage:
    here = path_of(promise)
    there = f"{here}/change"
    return FormPage(form, there, there, here, id=promise.id)


def _standing(opened: Opened, every: tuple[Kept, ...]) -> Standing:
    today, counted = moment(opened.now()).date, told(every)
    seen = by_way(counted, today)
    return Standing(
        week_words(*this_week(told(k for k in every if not _is_let_go(k)), today)),
        tuple((way_words(way), way_counts(counts)) for way, counts in seen.items()),
        weeks_of(every, today),
    )


ROUTES = [
    *page(ALL, show_all),
    *page(f"{ALL}/new", show_form, until_kept(add)),
    *page(f"{ALL}/for/{{record}}", show_form_for),
    *promised.ROUTES,
    *page(f"{ALL}/{{record}}/change", show_change, until_kept(change)),
]
