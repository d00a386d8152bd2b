"""Building trust again after a break, over months; either may stop at any time.

Nobody is asked whether they have forgiven, and nothing counts the months.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, get_args

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with, open_with_anybody, those_open
from moorings.companion.errors import EmptyPageError
from moorings.companion.mending import (
    Happened,
    Thread,
    begin_thread,
    tell_otherwise,
    threads,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.rebuilding import rebuilding_of
from moorings.companion.together import RestsError
from moorings.errors import MooringsError
from moorings.journey.records import HurtBy, Mending, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.letters import LETTERS
from moorings.web.listing import beginning
from moorings.web.options import Option, options
from moorings.web.pages.together import rebuilding
from moorings.web.pages.together.rebuilding import ALL
from moorings.web.problems import STATUS
from moorings.web.promises import person_in, stays_typed
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.trying import UnclearFormError
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked
from moorings.web.whom import whom
from moorings.web.wording.rebuild import by_choices

BY: Final[Mapping[str, HurtBy]] = {each: each for each in get_args(HurtBy)}


@dataclass(frozen=True, slots=True)
class Row:
    """One rebuilding in a list."""

    path: str
    text: str
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything the page shows; `aside` is what rests with whom it is about."""

    resting: bool
    open_: tuple[Row, ...]
    ended: tuple[Row, ...]
    aside: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form in which one begins, or is said otherwise."""

    record: RecordId
    action: str
    back: str
    fields: Mapping[str, str]
    by: tuple[Option, ...]
    people: tuple[Option, ...]
    problems: Mapping[str, str]
    resting: bool = False
    id: RecordId | None = None


async def show_all(request: Request) -> Response:
    """Show every rebuilding, those that go on first."""
    opened = unlocked(request)
    every = threads(opened, "rebuild")
    open_to = those_open(opened, "rebuild", (each.mending.person for each in every))
    here = [each for each in every if each.mending.person in open_to]
    aside = [each for each in every if each.mending.person not in open_to]
    shown = ListPage(
        not open_with_anybody(opened, "rebuild"),
        tuple(_row(opened, each) for each in here if each.end is None),
        tuple(_row(opened, each) for each in here if each.end is not None),
        tuple(_row(opened, each) for each in aside),
    )
    return render(request, "together_rebuild.html", shown)


async def show_form(request: Request) -> Response:
    """Show the form in which one begins."""
    opened = unlocked(request)
    typed = unfinished(request, opened)
    shown = _typed(opened, typed) if typed else _page(opened, {})
    shown = replace(shown, resting=not open_with_anybody(opened, "rebuild"))
    return render(request, "together_rebuild_form.html", shown)


async def begin(request: Request) -> Response:
    """Keep what happened, or say what is missing; what was typed stays."""
    opened, form = unlocked(request), await form_of(request)
    record, when = form.record(), when_from(form, opened)
    try:
        happened = _happened(form, opened)
        begin_thread(opened, record, happened, when)
    except MooringsError as error:
        return _again(request, opened, form, error)
    answer_later(request, opened, happened.text, when)
    return go_to(f"{ALL}/{record}")


async def show_change(request: Request) -> Response:
    """Show what happened, to be said otherwise."""
    opened = unlocked(request)
    before = rebuilding_of(opened, record_in_path(request)).mending
    typed = unfinished(request, opened)
    fields = {"text": before.text, "by": before.by, "person": before.person or ""}
    shown = _typed(opened, typed, before) if typed else _page(opened, fields, before)
    rests = not open_with(opened, "rebuild", before.person)
    return render(request, "together_rebuild_form.html", replace(shown, resting=rests))


async def change(request: Request) -> Response:
    """Keep what happened in another version."""
    opened, form = unlocked(request), await form_of(request)
    before = rebuilding_of(opened, record_in_path(request)).mending
    try:
        happened = _happened(form, opened)
        tell_otherwise(opened, form.record(), before.id, happened)
    except MooringsError as error:
        return _again(request, opened, form, error, before)
    tell(request, gettext("Kept."))
    answer_later(request, opened, happened.text, when_from(form, opened))
    return go_to(f"{ALL}/{rebuilding_of(opened, before.id).mending.id}")


def _happened(form: Form, opened: Opened) -> Happened:
    problems = form.too_long(text=LETTERS.happened, new_person=LETTERS.name)
    by = BY.get(form.text("by"))
    if not form.text("text").strip():
        problems["text"] = sentence(EmptyPageError())
    if by is None:
        problems["by"] = gettext("Choose the one that comes nearest.")
    if problems or by is None:
        raise UnclearFormError(problems)
    return Happened("rebuild", by, form.text("text"), person_in(form, opened))


def _again(
    request: Request,
    opened: Opened,
    form: Form,
    error: MooringsError,
    before: Mending | None = None,
) -> Response:
    if isinstance(error, RestsError):
        stays_typed(opened, form)
    shown = _typed(opened, form, before)
    unclear = error.problems if isinstance(error, UnclearFormError) else None
    shown = replace(shown, problems=unclear or {"": sentence(error)})
    return render(request, "together_rebuild_form.html", shown, STATUS[error.kind])


def _typed(opened: Opened, form: Form, before: Mending | None = None) -> FormPage:
    """Lay the form out as it was typed; whoever it named may be known by now."""
    fields, people = form.fields(), opened.journey.people()
    named = form.line("new_person").casefold()
    known = [p for p, each in people.items() if named and each.name.casefold() == named]
    if known:
        fields |= {"person": known[0], "new_person": ""}
    return replace(_page(opened, fields, before), record=form.record())


def _page(
    opened: Opened, fields: Mapping[str, str], before: Mending | None = None
) -> FormPage:
    here = f"{ALL}/{before.id}" if before else ALL
    return FormPage(
        new_id(),
        f"{here}/change" if before else f"{ALL}/new",
        here,
        fields,
        options(by_choices(), fields.get("by", "")),
        whom(opened, "rebuild", fields.get("person", "")),
        {},
        id=before.id if before else None,
    )


def _row(opened: Opened, thread: Thread) -> Row:
    mending = thread.mending
    since = gettext("since %(day)s") % {"day": short_day(mending.when.date)}
    known = opened.journey.people().get(mending.person) if mending.person else None
    about = " · ".join(filter(None, (since, known.name if known else "")))
    state = gettext("ended") if thread.end else ""
    return Row(f"{ALL}/{mending.id}", beginning(mending.text), about, state)


ROUTES = [
    *page(ALL, show_all),
    *page(f"{ALL}/new", show_form, until_kept(begin)),
    *page(f"{ALL}/{{record}}/change", show_change, until_kept(change)),
    *rebuilding.ROUTES,
]
