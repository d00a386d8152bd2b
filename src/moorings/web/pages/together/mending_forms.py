"""The form in which a repair or a rebuilding begins, or is told otherwise."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from moorings.companion.checking import open_with, open_with_anybody
from moorings.companion.mending import begin_thread, tell_otherwise, thread_of
from moorings.companion.opened import Opened
from moorings.companion.rebuilding import promised_in
from moorings.companion.together import RestsError
from moorings.errors import MooringsError
from moorings.journey.records import Mending, MendingSort, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.mending import (
    AT,
    BeginForm,
    happened_in,
    laid_out,
    path_of,
    typed_again,
)
from moorings.web.problems import STATUS
from moorings.web.promises import stays_typed
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked
from moorings.web.whom import meant

SHEET = "together_mending_form.html"


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form of what happened: where it goes, and where one comes from."""

    sort: MendingSort
    form: BeginForm
    action: str
    back: str
    open: bool
    id: RecordId | None = None
    under_way: bool = False


async def show_form(request: Request) -> Response:
    """Show the form in which one begins."""
    opened, sort = unlocked(request), _sort(request)
    typed = unfinished(request, opened)
    fields = {"person": meant(request, opened, sort) or ""}
    form = typed_again(opened, sort, typed) if typed else laid_out(opened, sort, fields)
    room = open_with_anybody(opened, sort)
    return render(request, SHEET, _beginning(request, form, is_open=room))


async def begin(request: Request) -> Response:
    """Keep what happened, or say what is missing; what was typed stays."""
    opened, form = unlocked(request), await form_of(request)
    record, when = form.record(), when_from(form, opened)
    try:
        happened = happened_in(form, _sort(request), opened)
        begin_thread(opened, record, happened, when)
    except MooringsError as error:
        return _again(request, opened, form, error)
    answer_later(request, opened, happened.text, when)
    return go_to(path_of(thread_of(opened, record).mending))


async def show_change(request: Request) -> Response:
    """Show what happened, to be told otherwise."""
    opened, sort = unlocked(request), _sort(request)
    before = _before(request, opened)
    typed = unfinished(request, opened)
    fields = {"text": before.text, "hurt_by": before.by, "person": before.person or ""}
    form = typed_again(opened, sort, typed) if typed else laid_out(opened, sort, fields)
    room = open_with(opened, sort, before.person)
    return render(request, SHEET, _changing(opened, before, form, is_open=room))


async def change(request: Request) -> Response:
    """Keep what happened in another version."""
    opened, form = unlocked(request), await form_of(request)
    before, when = _before(request, opened), when_from(form, opened)
    try:
        happened = happened_in(form, before.sort, opened)
        if _is_under_way(opened, before):
            happened = replace(happened, by=before.by)
        tell_otherwise(opened, form.record(), before.id, happened)
    except MooringsError as error:
        return _again(request, opened, form, error, before)
    tell(request, gettext("Kept."))
    answer_later(request, opened, happened.text, when)
    return go_to(path_of(thread_of(opened, before.id).mending))


def _again(
    request: Request,
    opened: Opened,
    form: Form,
    error: MooringsError,
    before: Mending | None = None,
) -> Response:
    """Show the form as it was typed, also where the room rests."""
    if isinstance(error, RestsError):
        stays_typed(opened, form)
    again = typed_again(opened, _sort(request), form, error)
    shown = _beginning(request, again, is_open=True)
    if before:
        shown = _changing(opened, before, again, is_open=True)
    return render(request, SHEET, shown, STATUS[error.kind])


def _sort(request: Request) -> MendingSort:
    is_rebuild = request.url.path.startswith(f"{AT['rebuild']}/")
    return "rebuild" if is_rebuild else "repair"


def _before(request: Request, opened: Opened) -> Mending:
    """Give what an address names, if it is of the sort that the address is about."""
    return thread_of(opened, record_in_path(request), _sort(request)).mending


def _beginning(request: Request, form: BeginForm, *, is_open: bool) -> FormPage:
    sort = _sort(request)
    return FormPage(sort, form, request.url.path, AT[sort], is_open)


def _changing(
    opened: Opened, before: Mending, form: BeginForm, *, is_open: bool
) -> FormPage:
    here, under_way = path_of(before), _is_under_way(opened, before)
    action = f"{here}/change"
    return FormPage(before.sort, form, action, here, is_open, before.id, under_way)


def _is_under_way(opened: Opened, mending: Mending) -> bool:
    """Say whether steps stand in a thread; who was hurt decides which those are."""
    thread = thread_of(opened, mending.id)
    return bool(thread.steps or promised_in(opened, thread))


def routes(new: str, all_: str) -> list[Route]:
    """Give the ways to the form: where one begins, and where one is changed."""
    return [
        *page(new, show_form, until_kept(begin)),
        *page(f"{all_}/{{record}}/change", show_change, until_kept(change)),
    ]
