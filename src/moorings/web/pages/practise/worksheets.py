"""A page of questions: answered in part or whole, read again, changed, or erased."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import require_sheet, require_sheet_with, sheet_rests
from moorings.companion.clock import moment
from moorings.companion.drafting import WORKSHEET, drafts, drop_draft
from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import reasons
from moorings.companion.together import RestsError
from moorings.companion.worksheets import (
    edit_worksheet,
    erase_worksheet,
    one_worksheet,
    worksheet,
    worksheets,
    write_worksheet,
)
from moorings.errors import MooringsError
from moorings.journey.draft import Draft
from moorings.journey.records import RecordId, Worksheet
from moorings.library.catalogue import gettext
from moorings.library.worksheets import Sheet, sheets
from moorings.safety.resting import rests
from moorings.web.boxes import box_worksheet_where_locked
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import TooLongError, form_of, record_in_path, when_from
from moorings.web.listing import beginning
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.rooms import READ_IN_ROOM, Place, room_of
from moorings.web.routing import page
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.worksheet import Said, beginning_of, said_in
from moorings.web.worksheets import Asked, answered, asked, typed_in, typed_of

HERE = "/practise/pages"
#: So many earlier pages of answers are listed.
LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """The questions, with what was answered to them so far."""

    id: str
    sheet: Sheet
    room: Place
    path: str
    record: RecordId
    asked: tuple[Asked, ...]
    about: str = ""
    changing: str = ""
    resting: bool = False
    begun: bool = False
    problem: str = ""
    earlier: tuple[tuple[str, str, str], ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """One page of answers as it stands, and what it said before."""

    id: str
    sheet: Sheet
    room: Place
    path: str
    day: str
    said: tuple[Said, ...]
    earlier: tuple[tuple[str, tuple[Said, ...]], ...]
    heard: Heard | None = None


async def show(request: Request) -> Response:
    """Show the questions, with what stands, or what was left unfinished."""
    opened, name = unlocked(request), _named(request)
    standing = worksheet(opened, name) if sheets()[name].keeps == "newest" else None
    unfinished = _unfinished(opened, name)
    typed = unfinished.fields if unfinished else typed_of(standing)
    shown = _page(opened, name, typed, unfinished.id if unfinished else new_id())
    about = request.query_params.get("about", "") or typed.get("about", "")
    begun, heard = unfinished is not None, take_heard(request)
    shown = replace(shown, about=about, begun=begun, heard=heard)
    return render(request, "worksheet.html", shown)


async def keep(request: Request) -> Response:
    """Keep what was answered; where the notebook has locked, seal it until it opens."""
    form, name = await form_of(request), _named(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return box_worksheet_where_locked(request, form, name)
    record, typed = form.record(), typed_in(form, name)
    try:
        require_sheet(opened, name)
        told = answered(opened, form, name)
        require_sheet_with(opened, name, *told.people)
        write_worksheet(opened, record, name, told, when_from(form, opened))
    except MooringsError as error:
        shown = _with(_page(opened, name, typed, record), error)
        shown = replace(shown, about=form.text("about"))
        return render(request, "worksheet.html", shown, STATUS[error.kind])
    drop_draft(opened, record)
    return _kept(request, opened, one_worksheet(opened, record), typed)


async def show_kept(request: Request) -> Response:
    """Show one page of answers."""
    opened, name = unlocked(request), _named(request)
    kept = _kept_of(opened, request, name)
    versions = opened.journey.versions(kept.id)[:-1]
    shown = KeptPage(
        id=name,
        sheet=sheets()[name],
        room=room_of(name),
        path=f"{HERE}/{name}/{kept.id}",
        day=short_day(kept.when.date),
        said=said_in(opened, kept),
        earlier=tuple(
            (short_day(moment(v.written_at).date), said_in(opened, v))
            for v in reversed(versions)
            if isinstance(v, Worksheet)
        ),
        heard=take_heard(request),
    )
    return render(request, "worksheet_kept.html", shown)


async def show_changing(request: Request) -> Response:
    """Show the questions of one page, to answer them otherwise."""
    opened, name = unlocked(request), _named(request)
    kept = _kept_of(opened, request, name)
    unfinished = _unfinished(opened, name, kept.id)
    typed = unfinished.fields if unfinished else typed_of(kept)
    record = unfinished.id if unfinished else new_id()
    shown = _page(opened, name, typed, record, kept)
    return render(request, "worksheet.html", replace(shown, begun=bool(unfinished)))


async def change(request: Request) -> Response:
    """Keep a later version; the earlier one stays readable."""
    form, name = await form_of(request), _named(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return box_worksheet_where_locked(request, form, name)
    kept, record = _kept_of(opened, request, name), form.record()
    typed = typed_in(form, name)
    try:
        require_sheet(opened, name)
        told = answered(opened, form, name)
        require_sheet_with(opened, name, *told.people, *kept.people)
        edit_worksheet(opened, record, kept.id, told)
    except MooringsError as error:
        again = _with(_page(opened, name, typed, record, kept), error)
        return render(request, "worksheet.html", again, STATUS[error.kind])
    drop_draft(opened, record)
    return _kept(request, opened, one_worksheet(opened, record), typed)


async def erase(request: Request) -> Response:
    """Destroy a page of answers for good."""
    opened, name = unlocked(request), _named(request)
    erase_worksheet(opened, _kept_of(opened, request, name).id)
    tell(request, gettext("Erased. It cannot be brought back."))
    return go_to(room_of(name).path)


async def let_go(request: Request) -> Response:
    """Let what was left unfinished go."""
    opened, name = unlocked(request), _named(request)
    form = await form_of(request)
    changing = form.record("changing") if form.text("changing") else ""
    if unfinished := _unfinished(opened, name, changing):
        drop_draft(opened, unfinished.id)
    tell(request, gettext("Let go. Nothing of it was kept."))
    return go_to(f"{HERE}/{name}" + (f"/{changing}/change" if changing else ""))


def _kept(
    request: Request, opened: Opened, kept: Worksheet, typed: Mapping[str, str]
) -> Response:
    tell(request, f"{gettext('Kept.')} {sheets()[kept.sheet].closing}")
    answer_later(request, opened, "\n".join(typed.values()), moment(opened.now()))
    if kept.sheet in READ_IN_ROOM:
        return go_to(room_of(kept.sheet).path)
    return go_to(f"{HERE}/{kept.sheet}/{kept.id}")


def _with(shown: SheetPage, error: MooringsError) -> SheetPage:
    """Say what was wrong: at its place where that is known, else above the form."""
    if not isinstance(error, TooLongError):
        # What was typed stands there, also where the page came to rest meanwhile.
        resting = shown.resting and not isinstance(error, RestsError)
        return replace(shown, problem=sentence(error), resting=resting)
    at = str(error.particulars["field"]).removesuffix("-new")
    asked = (
        replace(each, problem=sentence(error)) if each.name == at else each
        for each in shown.asked
    )
    return replace(shown, asked=tuple(asked))


def _unfinished(opened: Opened, name: str, changing: str = "") -> Draft | None:
    """Give what was left of a new page, or of the kept one that was being changed."""
    for draft in drafts(opened):
        told = draft.fields.get("sheet"), draft.fields.get("changing", "")
        if draft.form == WORKSHEET and told == (name, changing):
            return draft
    return None


def _named(request: Request) -> str:
    name = str(request.path_params["sheet"])
    if name not in sheets():
        raise HTTPException(404)
    return name


def _kept_of(opened: Opened, request: Request, name: str) -> Worksheet:
    kept = one_worksheet(opened, record_in_path(request))
    if kept.sheet != name:
        raise HTTPException(404)
    return kept


def _page(
    opened: Opened,
    name: str,
    typed: Mapping[str, str],
    record: RecordId,
    changing: Worksheet | None = None,
) -> SheetPage:
    sheet = sheets()[name]
    at_rest = not changing and rests(sheet.asks, reasons(opened))
    whom = changing.people if changing else ()
    resting = at_rest or sheet_rests(opened, name, *whom)
    listed = not changing and (resting or sheet.keeps == "each")
    path = f"{HERE}/{name}/{changing.id}/change" if changing else f"{HERE}/{name}"
    return SheetPage(
        id=name,
        sheet=sheet,
        room=room_of(name),
        path=path,
        record=record,
        asked=asked(opened, sheet, typed),
        changing=changing.id if changing else "",
        resting=resting,
        earlier=_earlier(opened, name) if listed else (),
    )


def _earlier(opened: Opened, name: str) -> tuple[tuple[str, str, str], ...]:
    """List earlier pages of answers: where each is, its beginning, and its day."""
    return tuple(
        (
            f"{HERE}/{name}/{each.id}",
            beginning(beginning_of(opened, each)),
            short_day(each.when.date),
        )
        for each in worksheets(opened, name)[:LISTED]
    )


_ONE = HERE + "/{sheet}/{record}"
ROUTES = [
    *page(HERE + "/{sheet}", show, keep),
    *page(HERE + "/{sheet}/let-go", submit=let_go),
    *page(_ONE, show_kept),
    *page(_ONE + "/change", show_changing, change),
    *page(_ONE + "/erase", submit=erase),
]
