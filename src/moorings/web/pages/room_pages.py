"""What stands in a sealed room: writing, changing, erasing, and bringing pages in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Final, TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from moorings.companion.drafting import drafts, save_draft
from moorings.companion.errors import LockedError
from moorings.companion.opened import new_id
from moorings.companion.room import Room
from moorings.companion.sealed_room import bring_in, enter, may_come_in
from moorings.companion.taking_back import erase
from moorings.companion.writing import edit_page, page_of, write_entry
from moorings.errors import MooringsError
from moorings.journey.draft import Draft
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, written_from
from moorings.web.listing import Line, line_of
from moorings.web.pages.entry import EntryPage, editing, shown_page
from moorings.web.pages.write import Composing, composing, composing_again
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.sealed_rooms import HERE, ask_again, room_of
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

Inside: TypeAlias = Callable[[Request, Room, Form], Response]
#: How many of the latest pages can be brought in at a touch.
LATEST = 20


@dataclass(frozen=True, slots=True)
class RoomPage:
    """Everything that stands in the room, day by day."""

    composing: Composing
    days: tuple[tuple[date, tuple[EntryPage, ...]], ...] = ()
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
    shown = _page(room, form or composing(room, new_id()), take_heard(request))
    return render(request, "room.html", shown)


def write(request: Request, room: Room, form: Form) -> Response:
    """Keep a page in the room, or say kindly what is missing; what was typed stays."""
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


def edit(request: Request, room: Room, form: Form) -> Response:
    """Show the form of a page with what stands in it, or was begun."""
    found = page_of(room, form.record("of"))
    shown, begun = editing(room, found), _begun(room, "edit", found.newest.id)
    inside = composing(room, begun.id, begun.fields) if begun else shown.composing
    again = EditingPage(found.id, shown.replaces, inside)
    return render(request, "room_edit.html", again)


def keep(request: Request, room: Room, form: Form) -> Response:
    """Keep a new version, or say what is wrong; where its page is gone, a page."""
    found, record = room.journey.page(form.record("of")), form.record()
    if found is None:
        return write(request, room, form)
    replaces = (form.records("replaces") or (found.newest.id,))[0]
    try:
        written = written_from(form, room)
        edit_page(room, record, replaces, written)
    except MooringsError as error:
        inside = composing_again(room, record, form, error)
        shown = EditingPage(found.id, replaces, inside)
        return render(request, "room_edit.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept in this room."))
    answer_later(request, room, written.text, written.when)
    return go_to(HERE)


async def keep_again(request: Request, form: Form) -> Response:
    """Open what closed meanwhile, and keep what waited in the page."""
    try:
        if open_vault_of(request) is None:
            take_session(request, await run_in_threadpool(_unlock, request, form))
        room = await run_in_threadpool(enter, unlocked(request), form.text("room"))
    except MooringsError as error:
        return ask_again(request, form, sentence(error), STATUS[error.kind])
    house(request).harbour.sessions.go_into(token(request), room)
    return keep(request, room, form) if form.text("of") else write(request, room, form)


def erase_page(request: Request, room: Room, form: Form) -> Response:
    """Destroy a page of the room with all its versions."""
    erase(room, form.record("of"))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


def choose_page(request: Request, room: Room, _: Form) -> Response:
    """Show the latest pages of the diary, each to be brought in."""
    latest = islice(filter(may_come_in, room.outer.journey.pages()), LATEST)
    lines = ((p.id, line_of(room.outer, p, with_date=True)) for p in latest)
    shown: tuple[tuple[RecordId, Line], ...] = tuple(lines)
    return render(request, "room_bring_in.html", shown)


def bring_page_in(request: Request, room: Room, form: Form) -> Response:
    """Bring a page of the diary in, and erase it outside for good."""
    bring_in(room, form.record("of"))
    told = gettext("It stands in this room now, and nowhere else in the notebook.")
    tell(request, told)
    return go_to(HERE)


def show_passphrase(request: Request, room: Room, _: Form) -> Response:
    """Ask for another passphrase of this room."""
    del room
    return render(request, "room_passphrase.html", None)


async def put_aside(request: Request) -> Response:
    """Keep what was typed so far, sealed for the room; script asks for it."""
    form = await form_of(request)
    unlocked(request)
    room = room_of(request, there=False)
    if room is None:
        return JSONResponse({"saved": "nowhere"}, 409)
    kind = "edit" if form.text("form") == "edit" else "entry"
    save_draft(room, form.record(), kind, form.fields())
    return JSONResponse({"saved": "draft"})


def _page(room: Room, form: Composing, heard: Heard | None = None) -> RoomPage:
    shown = (shown_page(room, page) for page in room.journey.pages())
    days = groupby(shown, key=lambda page: page.when.date)
    return RoomPage(form, tuple((day, tuple(pages)) for day, pages in days), heard)


def _begun(room: Room, kind: str, replaces: str = "") -> Draft | None:
    """Give what was begun in this form, if anything was."""
    of_kind = (each for each in drafts(room) if each.form == kind)
    return next((d for d in of_kind if d.fields.get("replaces", "") == replaces), None)


def _unlock(request: Request, form: Form) -> str:
    harbour, vault = house(request).harbour, remembered_vault(request)
    if vault not in harbour.vaults():
        raise LockedError
    seen = seen_mark(request, vault)
    return harbour.unlock(vault, form.text("passphrase"), seen=seen)


#: What can be asked for by whoever is in the room.
INSIDE: Final[Mapping[str, Inside]] = {
    "write": write,
    "edit": edit,
    "keep": keep,
    "erase": erase_page,
    "choose": choose_page,
    "bring": bring_page_in,
    "passphrase": show_passphrase,
}
ROUTES = page(f"{HERE}/draft", submit=put_aside)
