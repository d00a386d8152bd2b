"""One note of what somebody did: read, changed, erased; printed or taken out alone."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.person_noting import erase_note, keep_note, note_of
from moorings.companion.together import is_open
from moorings.errors import MooringsError
from moorings.journey.records import PersonNote
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later
from moorings.web.forms import form_of, record_in_path, when_from
from moorings.web.person_notes import (
    ALL,
    NoteForm,
    NotePage,
    fields_of,
    home,
    laid_out,
    line_of,
    name_of,
    seen_in,
    typed_again,
)
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.person_note import aspect_names


async def show_one(request: Request) -> Response:
    """Show one note, to be read, printed or changed."""
    opened = unlocked(request)
    note = note_of(opened, record_in_path(request))
    typed = unfinished(request, opened)
    form = typed_again(opened, typed) if typed else laid_out(opened, fields_of(note))
    shown = replace(_one(opened, note, form), changing=bool(typed))
    return render(request, "person_notes_one.html", shown)


async def take_out_one(request: Request) -> Response:
    """Give one note as plain text, and nothing else about anybody."""
    opened = unlocked(request)
    note = note_of(opened, record_in_path(request))
    if not is_open(opened, "spread", note.person):
        return go_to(f"{ALL}/{note.id}")
    line = line_of(note)
    about = f"{aspect_names()[note.aspect]} · {line.about}"
    lines = (name_of(opened, note.person), about, "", line.text)
    headers = {"Content-Disposition": 'attachment; filename="note.txt"'}
    return PlainTextResponse("\n".join((*lines, "")), headers=headers)


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
    return go_to(home(note.person))


async def erase_one(request: Request) -> Response:
    """Destroy a note."""
    opened = unlocked(request)
    note = note_of(opened, record_in_path(request))
    erase_note(opened, note.id)
    tell(request, gettext("Erased for good."))
    return go_to(home(note.person))


def _one(opened: Opened, note: PersonNote, form: NoteForm) -> NotePage:
    here = f"{ALL}/{note.id}"
    return NotePage(
        form=form,
        action=here,
        place=here,
        back=home(note.person),
        name=name_of(opened, note.person),
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


ROUTES = [
    *page(f"{ALL}/{{record}}", show_one, until_kept(change)),
    *page(f"{ALL}/{{record}}/file", take_out_one),
    *page(f"{ALL}/{{record}}/erase", submit=erase_one),
]
