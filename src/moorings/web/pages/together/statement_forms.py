"""Statements: the form in which one is put together, and read before it is kept."""

from contextlib import suppress
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with, require_open_with
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.holding import Held, held_text
from moorings.companion.opened import Opened
from moorings.companion.stating import (
    Stated,
    keep_statement,
    parts_of,
    require_sayable,
    room_is_open,
    statement_of,
)
from moorings.errors import MooringsError
from moorings.journey.records import RecordId, Statement
from moorings.library.catalogue import gettext, language
from moorings.library.statement import Parts, composed, marks
from moorings.web.danger import answer_later, heard_in
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.statements import (
    HERE,
    NEW,
    Typed,
    is_grave,
    laid_out,
    looked_at,
    stated_in,
    typed_again,
)
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.whom import meant

FORM = "together_statement_form.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The form; `id` is the statement that is changed, `held` a text it begins with."""

    form: Typed
    action: str
    place: str
    back: str
    id: RecordId | None = None
    held: Held | None = None
    open: bool = True
    heard: Heard | None = None


async def show_form(request: Request) -> Response:
    """Show an empty form, or what was begun in it."""
    return _show_adding(request, unlocked(request))


async def show_form_from(request: Request) -> Response:
    """Show the form beside a held text; one that may not be reworded stays as it is."""
    opened, record = unlocked(request), record_in_path(request)
    held = held_text(opened, record)
    if not _may_be_said(held):
        return go_to(f"/write/held/{held.id}")
    return _show_adding(request, opened, held)


async def add(request: Request) -> Response:
    """Keep a statement, or show how it would read; what was typed stays."""
    opened, form = unlocked(request), await form_of(request)
    shown = _adding(typed_again(opened, form), _held_in(opened, form))
    return _keep(request, opened, form, shown)


async def show_changing(request: Request) -> Response:
    """Show the form with what stands in a statement."""
    opened = unlocked(request)
    kept = statement_of(opened, record_in_path(request))
    if kept.said or not open_with(opened, "statement", kept.person):
        return go_to(f"{HERE}/{kept.id}")
    typed = unfinished(request, opened)
    form = typed_again(opened, typed) if typed else _standing(opened, kept)
    return render(request, FORM, _changing(kept, form))


async def change(request: Request) -> Response:
    """Keep a later version of a statement."""
    opened, form = unlocked(request), await form_of(request)
    kept = statement_of(opened, record_in_path(request))
    shown = _changing(kept, typed_again(opened, form))
    return _keep(request, opened, form, shown)


def _keep(request: Request, opened: Opened, form: Form, shown: FormPage) -> Response:
    """Keep what a form says; where it is only to be read first, show it so."""
    record = form.record()
    try:
        stated, when = stated_in(opened, form), when_from(form, opened)
        if form.text("look"):
            require_open_with(opened, "statement", stated.person)
            if shown.id:
                require_sayable(opened, statement_of(opened, shown.id))
            return _look(request, opened, form, shown)
        keep_statement(opened, record, stated, when, shown.id)
    except MooringsError as error:
        again = replace(shown, form=typed_again(opened, form, error))
        return render(request, FORM, again, STATUS[error.kind])
    tell(request, gettext("Kept."))
    words = composed(stated.parts, language())
    answer_later(request, opened, words, moment(opened.now(), form.line("zone")))
    return go_to(f"{HERE}/{statement_of(opened, record).id}")


def _look(request: Request, opened: Opened, form: Form, shown: FormPage) -> Response:
    """Show how it would read; where that says danger, people come first."""
    looked = looked_at(opened, form)
    heard = heard_in(looked.said)
    if is_grave(heard):
        looked = replace(looked, found=())
    return render(request, FORM, replace(shown, form=looked, heard=heard))


def _show_adding(
    request: Request, opened: Opened, held: Held | None = None
) -> Response:
    typed, person = unfinished(request, opened), meant(request, opened, "statement")
    form = typed_again(opened, typed) if typed else _begun(opened, held, person)
    shown = replace(_adding(form, held), open=room_is_open(opened))
    return render(request, FORM, shown)


def _begun(opened: Opened, held: Held | None, person: RecordId | None) -> Typed:
    """Lay an empty form out, with whom is meant; or whom a held text is for."""
    to = held.text.to.casefold() if held else ""
    people = opened.journey.people().items()
    named = (
        p for p, known in people if p == person or (to and known.name.casefold() == to)
    )
    whom = (p for p in named if open_with(opened, "statement", p))
    return laid_out(opened, Stated(Parts(), next(whom, None)))


def _adding(form: Typed, held: Held | None) -> FormPage:
    may = held if held and _may_be_said(held) else None
    place = f"{NEW}/{may.id}" if may else NEW
    back = f"/write/held/{may.id}" if may else HERE
    return FormPage(form=form, action=NEW, place=place, back=back, held=may)


def _changing(kept: Statement, form: Typed) -> FormPage:
    here = f"{HERE}/{kept.id}"
    return FormPage(
        form=form,
        action=f"{here}/change",
        place=f"{here}/change",
        back=here,
        id=kept.id,
    )


def _standing(opened: Opened, kept: Statement) -> Typed:
    """Lay the form of a statement out, with what may be looked at beside each part."""
    parts = parts_of(kept)
    form = laid_out(opened, Stated(parts, kept.person))
    grave = is_grave(heard_in(composed(parts, language())))
    return replace(form, found=() if grave else marks(parts, language()))


def _held_in(opened: Opened, form: Form) -> Held | None:
    """Give the held text that a form began with, unless it was erased meanwhile."""
    with suppress(NothingThereError):
        for about in form.records("about"):
            return held_text(opened, about)
    return None


def _may_be_said(held: Held) -> bool:
    """Say whether a held text may be put otherwise: people come first, and a no."""
    return held.state in {"waiting", "ready"} and not is_grave(heard_in(held.text.text))


ROUTES = [
    *page(NEW, show_form, until_kept(add)),
    *page(f"{NEW}/{{record}}", show_form_from),
    *page(f"{HERE}/{{record}}/change", show_changing, until_kept(change)),
]
