"""People: who was named, and the pages that name them; the ledger is next door."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.searching import Search, search
from moorings.companion.writing import rename_person
from moorings.errors import MooringsError
from moorings.journey.records import Entry, RecordId
from moorings.library.catalogue import gettext, ngettext
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.letters import LETTERS
from moorings.web.listing import Line, line_of
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked

PAGES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in the list."""

    path: str
    name: str
    pages: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person's page."""

    id: RecordId
    name: str
    lines: tuple[Line, ...]
    record: RecordId
    typed: str = ""
    problem: str = ""


async def show_all(request: Request) -> Response:
    """Show everybody who was named."""
    opened = unlocked(request)
    counts: dict[RecordId, int] = {}
    for each in opened.journey.pages():
        if isinstance(each.newest, Entry):
            for person in each.newest.people:
                counts[person] = counts.get(person, 0) + 1
    named = tuple(
        Named(f"/people/{person}", known.name, _pages(counts.get(person, 0)))
        for person, known in opened.journey.people().items()
    )
    return render(request, "people.html", named)


async def show(request: Request) -> Response:
    """Show the pages that name somebody."""
    opened = unlocked(request)
    shown = _person(opened, record_in_path(request, "person"))
    if form := unfinished(request, opened):
        shown = _with(shown, form)
    return render(request, "person.html", shown)


async def rename(request: Request) -> Response:
    """Call somebody by another name."""
    opened = unlocked(request)
    form = await form_of(request)
    person = record_in_path(request, "person")
    try:
        form.fit(name=LETTERS.name)
        rename_person(opened, person, form.line("name"))
    except MooringsError as error:
        shown = _with(_person(opened, person), form)
        shown = replace(shown, problem=sentence(error))
        return render(request, "person.html", shown, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to(f"/people/{person}")


def _with(shown: PersonPage, form: Form) -> PersonPage:
    """Let what was typed stand in it."""
    return replace(shown, record=form.record(), typed=form.line("name"))


def _person(opened: Opened, person: RecordId) -> PersonPage:
    known = opened.journey.people().get(person)
    if known is None:
        raise NothingThereError
    found = search(opened, Search(person=person), 0, PAGES_SHOWN)
    lines = (line_of(opened, each.page, with_date=True) for each in found)
    return PersonPage(person, known.name, tuple(lines), new_id(), known.name)


def _pages(count: int) -> str:
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count}


ROUTES = [
    *page("/people", show_all),
    *page("/people/{person}", show, until_kept(rename)),
]
