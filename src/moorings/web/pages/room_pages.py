"""What stands in a sealed room: writing, changing, erasing, and bringing pages in."""

from dataclasses import dataclass, replace
from itertools import islice

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from moorings.companion.drafting import drafts, save_draft
from moorings.companion.errors import LockedError
from moorings.companion.opened import new_id
from moorings.companion.sealed_room import Room, bring_in, enter
from moorings.companion.taking_back import erase
from moorings.companion.writing import edit_page, page_of, write_entry
from moorings.errors import MooringsError
from moorings.journey.draft import Draft
from moorings.journey.records import Entry, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path, written_from
from moorings.web.listing import Day, Line, days_of, line_of
from moorings.web.pages.entry import EntryPage, editing, shown_page
from moorings.web.pages.write import Composing, composing, composing_again
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.sealed_rooms import HERE, ask_again, room_of, within
from moorings.web.visitor import (
    Heard,
    house,
    open_vault_of,
    remembered_vault,
    seen_mark,
    take_session,
    tell,
    token,
    unlocked,
)

#: How many of the latest pages can be brought in at a touch.
LATEST = 20


@dataclass(frozen=True, slots=True)
class RoomPage:
    """Everything that stands in the room."""

    composing: Composing
    days: tuple[Day, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class EditingPage:
    """A page of the room that is being changed."""

    id: RecordId
    replaces: RecordId
    composing: Composing


def show_room(request: Request, room: Room) -> Response:
    """Show the form, with what was begun, and every page below it."""
    begun = _begun(room, "entry")
    form = composing(room, begun.id, begun.fields) if begun else None
    shown = _page(room, form or composing(room, new_id()))
    return render(request, "room.html", replace(shown, heard=take_heard(request)))


async def write(request: Request) -> Response:
    """Keep a page in the room, or say kindly what is missing; what was typed stays."""
    form, room = await form_of(request), room_of(request)
    if room is None:
        return ask_again(request, form)
    return _keep(request, room, form)


@within
async def show_page(request: Request, room: Room) -> Response:
    """Show one page of the room."""
    shown: EntryPage = shown_page(room, page_of(room, record_in_path(request)))
    return render(request, "room_page.html", shown)


@within
async def edit(request: Request, room: Room) -> Response:
    """Show the form of a page with what stands in it, or was begun."""
    found = page_of(room, record_in_path(request))
    shown, begun = editing(room, found), _begun(room, "edit", found.newest.id)
    form = composing(room, begun.id, begun.fields) if begun else shown.composing
    return render(
        request, "room_edit.html", EditingPage(found.id, shown.replaces, form)
    )


async def keep_edit(request: Request) -> Response:
    """Keep the new version, or say what is wrong; what was typed stays."""
    form, room = await form_of(request), room_of(request)
    if room is None:
        return ask_again(request, form, record_in_path(request))
    return _keep_edit(request, room, form, record_in_path(request))


@within
async def erase_page(request: Request, room: Room) -> Response:
    """Destroy a page of the room with all its versions."""
    erase(room, record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


async def put_aside(request: Request) -> Response:
    """Keep what was typed so far, sealed for the room; script asks for it."""
    form = await form_of(request)
    unlocked(request)
    room = room_of(request)
    if room is None:
        return JSONResponse({"saved": "nowhere"}, 409)
    kind = "edit" if form.text("form") == "edit" else "entry"
    save_draft(room, form.record(), kind, form.fields())
    return JSONResponse({"saved": "draft"})


async def again(request: Request) -> Response:
    """Open what closed meanwhile, and keep what waited in the page."""
    form = await form_of(request)
    of = form.records("of")
    try:
        if open_vault_of(request) is None:
            take_session(request, await run_in_threadpool(_unlock, request, form))
        room = await run_in_threadpool(enter, unlocked(request), form.text("room"))
    except MooringsError as error:
        told, status = sentence(error), STATUS[error.kind]
        return ask_again(request, form, "".join(of), told, status)
    house(request).harbour.sessions.go_into(token(request), room)
    if of and room.journey.page(of[0]):
        return _keep_edit(request, room, form, of[0])
    return _keep(request, room, form)


@within
async def choose_page(request: Request, room: Room) -> Response:
    """Show the latest pages of the diary, each to be brought in."""
    pages = room.outer.journey.pages()
    latest = islice((p for p in pages if _can_come(p.newest)), LATEST)
    lines = tuple(line_of(room.outer, each, with_date=True) for each in latest)
    return render(request, "room_bring_in.html", lines)


@within
async def bring_page_in(request: Request, room: Room) -> Response:
    """Bring a page of the diary in, and erase it outside for good."""
    bring_in(room, record_in_path(request))
    told = gettext("It stands in this room now, and nowhere else in the notebook.")
    tell(request, told)
    return go_to(HERE)


def _keep(request: Request, room: Room, form: Form) -> Response:
    record = form.record()
    try:
        written = written_from(form, room)
        write_entry(room, record, written)
    except MooringsError as error:
        shown = _page(room, composing_again(room, record, form, error))
        return render(request, "room.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept in this room."))
    answer_later(request, room, written.text, written.when)
    return go_to(HERE)


def _keep_edit(request: Request, room: Room, form: Form, of: RecordId) -> Response:
    found, record = page_of(room, of), form.record()
    replaces = (form.records("replaces") or (found.newest.id,))[0]
    try:
        written = written_from(form, room)
        edit_page(room, record, replaces, written)
    except MooringsError as error:
        form_again = composing_again(room, record, form, error)
        shown = EditingPage(found.id, replaces, form_again)
        return render(request, "room_edit.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept in this room."))
    answer_later(request, room, written.text, written.when)
    return go_to(HERE)


def _page(room: Room, form: Composing) -> RoomPage:
    days = days_of(room, list(room.journey.pages()))
    return RoomPage(form, tuple(replace(d, lines=_here(d.lines)) for d in days))


def _here(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Let lines lead to pages of the room."""
    own = ((line, line.path.replace("/write/", f"{HERE}/")) for line in lines)
    return tuple(replace(line, path=path) for line, path in own)


def _begun(room: Room, kind: str, replaces: str = "") -> Draft | None:
    """Give what was begun in this form, if anything was."""
    of_kind = (each for each in drafts(room) if each.form == kind)
    return next((d for d in of_kind if d.fields.get("replaces", "") == replaces), None)


def _can_come(writing: object) -> bool:
    return isinstance(writing, Entry) and not writing.pictures


def _unlock(request: Request, form: Form) -> str:
    harbour, vault = house(request).harbour, remembered_vault(request)
    if vault not in harbour.vaults():
        raise LockedError
    return harbour.unlock(
        vault, form.text("passphrase"), seen=seen_mark(request, vault)
    )


ROUTES = [
    *page(f"{HERE}/write", submit=write),
    *page(f"{HERE}/draft", submit=put_aside),
    *page(f"{HERE}/again", submit=again),
    *page(f"{HERE}/bring-in", choose_page),
    *page(f"{HERE}/bring-in/{{record}}", submit=bring_page_in),
    *page(f"{HERE}/{{record}}", show_page),
    *page(f"{HERE}/{{record}}/edit", edit, keep_edit),
    *page(f"{HERE}/{{record}}/erase", submit=erase_page),
]
