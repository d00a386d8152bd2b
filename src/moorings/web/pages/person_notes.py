"""What somebody did, noted by the person, and how steady it was.

What they did, not what they are: no score, no type and no verdict.
"""

from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.depositing import moments
from moorings.companion.opened import Opened
from moorings.companion.person_noting import (
    HIDES,
    UNCOUNTED,
    keep_note,
    notes,
    open_to_some,
    put_off,
)
from moorings.companion.practising import reasons
from moorings.companion.together import is_open
from moorings.errors import MooringsError
from moorings.insight.steadiness import TooFew, lately, spread
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.pages import person_note
from moorings.web.person_notes import (
    ADD,
    ALL,
    Group,
    NoteForm,
    NotePage,
    groups_of,
    home,
    laid_out,
    name_of,
    seen_in,
    typed_again,
)
from moorings.web.person_rows import SHEETS, STEADY
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render
from moorings.web.room_links import Links, links
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.steadiness import (
    change_sentence,
    lately_sentence,
    spread_picture,
    spread_rows,
    spread_sentence,
    too_few_words,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """Moments as a picture, as a sentence and as a table; or why there is none."""

    sentence: str
    drawn: Markup | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPage:
    """What was seen of one person; where it rests, that alone."""

    id: RecordId
    name: str
    open: bool
    groups: tuple[Group, ...]
    any_moments: bool = False
    picture: Picture | None = None
    lately: str = ""
    sheets: Links
    steady: Links
    heard: Heard | None = None


async def show_person(request: Request) -> Response:
    """Show what was seen of one person, and how it was spread."""
    opened, person = unlocked(request), record_in_path(request, "person")
    shown = _notes(opened, person, name_of(opened, person))
    shown = replace(shown, heard=take_heard(request))
    return render(request, "person_notes.html", shown)


async def show_form(request: Request) -> Response:
    """Show an empty form, in which somebody is still to be chosen."""
    opened = unlocked(request)
    typed = unfinished(request, opened)
    form = typed_again(opened, typed) if typed else laid_out(opened, {})
    shown = replace(_adding(form, ADD), open=open_to_some(opened))
    return render(request, "person_notes_add.html", shown)


async def show_form_with(request: Request) -> Response:
    """Show an empty form about one person."""
    opened, person = unlocked(request), record_in_path(request, "person")
    name, typed = name_of(opened, person), unfinished(request, opened)
    form = typed_again(opened, typed) if typed else laid_out(opened, {})
    shown = _adding(form, request.url.path, person, name)
    shown = replace(shown, open=is_open(opened, "spread", person))
    return render(request, "person_notes_add.html", shown)


async def add(request: Request) -> Response:
    """Keep a note, or say what is missing; what was typed stays."""
    opened, form = unlocked(request), await form_of(request)
    return _keep(request, opened, form, None)


async def add_with(request: Request) -> Response:
    """Keep a note about one person, or say what is missing."""
    opened, form = unlocked(request), await form_of(request)
    person = record_in_path(request, "person")
    name_of(opened, person)
    return _keep(request, opened, form, person)


async def not_now(request: Request) -> Response:
    """Put the line away that asks for a note."""
    put_off(unlocked(request))
    return go_to("/people")


def _keep(
    request: Request, opened: Opened, form: Form, person: RecordId | None
) -> Response:
    try:
        seen, when = seen_in(form, opened, person), when_from(form, opened)
        keep_note(opened, form.record(), seen, when)
    except MooringsError as error:
        name = opened.journey.people()[person].name if person else ""
        again = typed_again(opened, form, error)
        shown = _adding(again, request.url.path, person, name)
        return render(request, "person_notes_add.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, seen.text, when)
    return go_to(home(seen.person))


def _notes(opened: Opened, person: RecordId, name: str) -> NotesPage:
    is_there, known = is_open(opened, "spread", person), reasons(opened, person)
    noted = moments(opened, person)
    return NotesPage(
        id=person,
        name=name,
        open=is_there,
        groups=groups_of(notes(opened, person)),
        any_moments=is_there and bool(noted),
        picture=_picture(opened, person) if is_there and not known & HIDES else None,
        lately=_lately(opened, person) if is_there and not known & UNCOUNTED else "",
        sheets=links(opened, SHEETS, person),
        steady=links(opened, STEADY, person),
    )


def _picture(opened: Opened, person: RecordId) -> Picture:
    found = spread(moments(opened, person), person, moment(opened.now()).date)
    if isinstance(found, TooFew):
        return Picture(too_few_words(found))
    return Picture(
        spread_sentence(found),
        spread_picture(found),
        spread_rows(found),
        change_sentence(found),
    )


def _lately(opened: Opened, person: RecordId) -> str:
    found = lately(
        moments(opened, person),
        opened.journey.activations(),
        person,
        moment(opened.now()).date,
    )
    return lately_sentence(found) if found else ""


def _adding(
    form: NoteForm, path: str, person: RecordId | None = None, name: str = ""
) -> NotePage:
    back = home(person) if person else "/people"
    return NotePage(
        form=form, action=path, place=path, back=back, person=person, name=name
    )


_THEIRS = "/people/{person}/notes"
ROUTES = [
    *page(ADD, show_form, until_kept(add)),
    *page(f"{ALL}/not-now", submit=not_now),
    *person_note.ROUTES,
    *page(_THEIRS, show_person),
    *page(f"{_THEIRS}/add", show_form_with, until_kept(add_with)),
]
