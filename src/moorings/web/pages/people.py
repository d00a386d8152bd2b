"""People: who was named, what stands with each of them, the pages that name them."""

from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.accompanying import therapist
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.person_noting import is_asked
from moorings.companion.searching import Search, search
from moorings.companion.together import is_open
from moorings.companion.writing import name_person, rename_person
from moorings.errors import MooringsError
from moorings.journey.records import Entry, RecordId
from moorings.library.catalogue import gettext, ngettext
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.letters import LETTERS
from moorings.web.listing import Line, line_of
from moorings.web.person_rows import SHEETS, STEADY, Row, rows_of
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.room_links import Links, links
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
    therapist: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """Everybody, a form for somebody new, and at most one quiet question a week."""

    people: tuple[Named, ...]
    steady: Links
    asked: bool
    record: RecordId = field(default_factory=new_id)
    typed: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person's page."""

    id: RecordId
    name: str
    rows: tuple[Row, ...]
    about: Links
    lines: tuple[Line, ...]
    record: RecordId
    typed: str = ""
    problem: str = ""


async def show_all(request: Request) -> Response:
    """Show everybody who was named."""
    opened = unlocked(request)
    shown = _everybody(opened)
    if form := unfinished(request, opened):
        shown = replace(shown, record=form.record(), typed=form.line("name"))
    return render(request, "people.html", shown)


async def name_new(request: Request) -> Response:
    """Name somebody; who was named before stays who they are."""
    opened, form = unlocked(request), await form_of(request)
    try:
        form.fit(name=LETTERS.name)
        person = name_person(opened, form.line("name"))
    except MooringsError as error:
        shown = replace(_everybody(opened), record=form.record())
        shown = replace(shown, typed=form.line("name"), problem=sentence(error))
        return render(request, "people.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(f"/people/{person}")


def _everybody(opened: Opened) -> PeoplePage:
    counts: dict[RecordId, int] = {}
    for each in opened.journey.pages():
        if isinstance(each.newest, Entry):
            for person in each.newest.people:
                counts[person] = counts.get(person, 0) + 1
    accompanies = therapist(opened)
    named = (
        Named(
            f"/people/{person}",
            known.name,
            _pages(counts.get(person, 0)),
            person == accompanies,
        )
        for person, known in opened.journey.people().items()
    )
    return PeoplePage(
        people=tuple(named), steady=links(opened, STEADY), asked=is_asked(opened)
    )


async def show(request: Request) -> Response:
    """Show what stands with somebody, and the pages that name them."""
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
    return PersonPage(
        person,
        known.name,
        rows_of(opened, person),
        links(opened, _about(opened, person), person),
        tuple(lines),
        new_id(),
        known.name,
    )


def _about(opened: Opened, person: RecordId) -> tuple[str, ...]:
    return SHEETS if is_open(opened, "spread", person) else ()


def _pages(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count}


ROUTES = [
    *page("/people", show_all, until_kept(name_new)),
    *page("/people/{person}", show, until_kept(rename)),
]
