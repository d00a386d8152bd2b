"""What somebody did, noted by the person, and how steady it was.

What they did, not what they are: no score, no type and no verdict. A note is shown,
printed or given away one at a time.
"""

from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.depositing import moments
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.person_noting import (
    HIDES,
    UNCOUNTED,
    erase_note,
    keep_note,
    note_of,
    notes,
    open_to_some,
    put_off,
)
from moorings.companion.practising import reasons
from moorings.companion.together import is_open
from moorings.errors import MooringsError
from moorings.insight.steadiness import TooFew, lately, spread
from moorings.journey.records import PersonNote, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.person_notes import (
    ADD,
    ALL,
    Group,
    Line,
    NoteForm,
    fields_of,
    groups_of,
    laid_out,
    line_of,
    seen_in,
    typed_again,
)
from moorings.web.person_rows import SHEETS, STEADY
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, short_day
from moorings.web.room_links import Links, links
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.person_note import aspect_names
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePage:
    """One note as it stands, and the form in which it is changed."""

    form: NoteForm
    action: str
    place: str
    back: str
    name: str = ""
    person: RecordId | None = None
    open: bool = True
    id: RecordId | None = None
    aspect: str = ""
    line: Line | None = None
    kept_on: str = ""
    earlier: tuple[tuple[str, Line], ...] = ()
    changing: bool = False


async def show_person(request: Request) -> Response:
    """Show what was seen of one person, and how it was spread."""
    opened, person = unlocked(request), record_in_path(request, "person")
    shown = _notes(opened, person, _name_of(opened, person))
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
    name, typed = _name_of(opened, person), unfinished(request, opened)
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
    _name_of(opened, person)
    return _keep(request, opened, form, person)


async def show_one(request: Request) -> Response:
    """Show one note, to be read, printed or changed."""
    opened = unlocked(request)
    note = note_of(opened, record_in_path(request))
    typed = unfinished(request, opened)
    form = typed_again(opened, typed) if typed else laid_out(opened, fields_of(note))
    shown = replace(_one(opened, note, form), changing=bool(typed))
    return render(request, "person_notes_one.html", shown)


async def change(request: Request) -> Response:
    """Keep a later version of a note; the earlier one stays readable."""
    opened, form = unlocked(request), await form_of(request)
    note = note_of(opened, record_in_path(request))
    try:
        seen, when = seen_in(form, opened, note.person), when_from(form, opened)
        keep_note(opened, form.record(), seen, when, note.id)
    except MooringsError as error:
        again = _one(opened, note, typed_again(opened, form, error))
        shown = replace(again, changing=True, open=True)
        return render(request, "person_notes_one.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, seen.text, when)
    return go_to(_home(note.person))


async def erase_one(request: Request) -> Response:
    """Destroy a note."""
    opened = unlocked(request)
    note = note_of(opened, record_in_path(request))
    erase_note(opened, note.id)
    tell(request, gettext("Erased for good."))
    return go_to(_home(note.person))


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
    return go_to(_home(seen.person))


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
    back = _home(person) if person else "/people"
    return NotePage(
        form=form, action=path, place=path, back=back, person=person, name=name
    )


def _one(opened: Opened, note: PersonNote, form: NoteForm) -> NotePage:
    here = f"{ALL}/{note.id}"
    return NotePage(
        form=form,
        action=here,
        place=here,
        back=_home(note.person),
        name=_name_of(opened, note.person),
        person=note.person,
        open=is_open(opened, "spread", note.person),
        id=note.id,
        aspect=aspect_names()[note.aspect],
        line=line_of(note),
        kept_on=short_day(moment(note.written_at).date),
        earlier=tuple(
            (aspect_names()[each.aspect], line_of(each))
            for each in reversed(opened.journey.versions(note.id)[:-1])
            if isinstance(each, PersonNote)
        ),
    )


def _name_of(opened: Opened, person: RecordId) -> str:
    known = opened.journey.people().get(person)
    if known is None:
        raise NothingThereError
    return known.name


def _home(person: RecordId) -> str:
    return f"/people/{person}/notes"


_THEIRS = "/people/{person}/notes"
ROUTES = [
    *page(ADD, show_form, until_kept(add)),
    *page(f"{ALL}/not-now", submit=not_now),
    *page(f"{ALL}/{{record}}", show_one, until_kept(change)),
    *page(f"{ALL}/{{record}}/erase", submit=erase_one),
    *page(_THEIRS, show_person),
    *page(f"{_THEIRS}/add", show_form_with, until_kept(add_with)),
]
