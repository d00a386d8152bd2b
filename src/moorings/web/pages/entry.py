"""One page of the diary: read it, change it, take it back, erase it."""

from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.drafting import save_draft
from moorings.companion.errors import LockedError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.searching import said
from moorings.companion.taking_back import (
    bring_back,
    erase,
    page_anywhere,
    take_back,
    taken_back_page,
)
from moorings.companion.writing import edit_page, page_of
from moorings.errors import MooringsError
from moorings.journey.page import Page, Writing
from moorings.journey.records import (
    Entry,
    HeldText,
    RawNote,
    RecordId,
    UnsentPage,
    When,
)
from moorings.library.catalogue import gettext
from moorings.web.boxes import box_draft_where_locked
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path, written_from
from moorings.web.listing import line_of, marks_of, names_of
from moorings.web.pages.write import Composing, composing
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, hour_words, render, short_day
from moorings.web.routing import page as route
from moorings.web.visitor import Heard, tell, unlocked

#: What of an edit stays when its page went away.
ASIDE = frozenset({"text", "date", "time", "people", "new_person"})


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a page, as it is shown."""

    id: RecordId
    written: str
    text: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything the page shows."""

    id: RecordId
    version: RecordId
    kind: str
    when: When
    time: str
    text: str
    people: tuple[str, ...]
    labels: tuple[str, ...]
    mood: str
    pictures: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    versions: int
    others: tuple[Version, ...]
    taken_back: bool = False
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class EditPage:
    """A page being changed."""

    id: RecordId
    replaces: RecordId
    kind: str
    composing: Composing


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """All versions of a page."""

    id: RecordId
    versions: tuple[Version, ...]


async def show(request: Request) -> Response:
    """Show one page."""
    opened = unlocked(request)
    shown = shown_page(opened, page_of(opened, record_in_path(request)))
    return render(request, "entry.html", replace(shown, heard=take_heard(request)))


async def show_taken_back(request: Request) -> Response:
    """Show a page that was taken back."""
    opened = unlocked(request)
    page = taken_back_page(opened, record_in_path(request))
    shown = shown_page(opened, page, taken_back=True)
    return render(request, "entry.html", shown)


async def list_taken_back(request: Request) -> Response:
    """Show everything that was taken back."""
    opened = unlocked(request)
    pages = sorted(opened.journey.taken_back(), key=lambda page: page.newest.when.order)
    lines = [line_of(opened, page, with_date=True) for page in reversed(pages)]
    shown = tuple(
        replace(line, path=f"/write/taken-back/{page.id}")
        for line, page in zip(lines, reversed(pages), strict=True)
    )
    return render(request, "taken_back.html", shown)


async def edit(request: Request) -> Response:
    """Show the form of a page with what stands in it."""
    opened = unlocked(request)
    page = page_of(opened, record_in_path(request))
    if isinstance(page.newest, RawNote):
        raise HTTPException(404)
    return render(request, "edit.html", editing(opened, page))


async def keep_edit(request: Request) -> Response:
    """Keep the new version, or say what is wrong; what was typed stays."""
    form = await form_of(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return box_draft_where_locked(request, form, "edit")
    record = form.record()
    page = opened.journey.page(record_in_path(request))
    if page is None:
        return _put_aside(request, opened, record, form)
    replaces = (form.records("replaces") or (page.newest.id,))[0]
    try:
        written = written_from(form, opened)
        edit_page(opened, record, replaces, written)
    except MooringsError as error:
        again = EditPage(
            page.id,
            replaces,
            _kind(page.newest),
            composing(opened, record, form.fields(), error),
        )
        return render(request, "edit.html", again, STATUS[error.kind])
    tell(request, gettext("Saved. The earlier version is kept as well."))
    answer_later(request, opened, written.text, written.when)
    return go_to(f"/write/{page.id}")


async def versions(request: Request) -> Response:
    """Show every version of a page, newest first."""
    opened = unlocked(request)
    page = page_of(opened, record_in_path(request))
    known = reversed(opened.journey.versions(page.id))
    shown = tuple(_version(v) for v in known if isinstance(v, Writing))
    return render(request, "versions.html", VersionsPage(page.id, shown))


async def take_back_page(request: Request) -> Response:
    """Take the page out of the diary."""
    opened = unlocked(request)
    record = record_in_path(request)
    take_back(opened, record)
    tell(
        request,
        gettext("Taken back. You can bring it back."),
        undo=f"/write/{record}/bring-back",
    )
    return go_to("/write")


async def bring_page_back(request: Request) -> Response:
    """Put the page back where it was."""
    opened = unlocked(request)
    record = record_in_path(request)
    bring_back(opened, record)
    tell(request, gettext("It is back where it was."))
    return go_to(f"/write/{record}")


async def ask_to_erase(request: Request) -> Response:
    """Ask once more before something is destroyed."""
    opened = unlocked(request)
    record = record_in_path(request)
    page = page_anywhere(opened, record)
    taken_back = opened.journey.page(record) is None
    shown = shown_page(opened, page, taken_back=taken_back)
    return render(request, "erase.html", shown)


async def erase_page(request: Request) -> Response:
    """Destroy the page with all its versions, drafts and pictures."""
    opened = unlocked(request)
    erase(opened, record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to("/write")


def _put_aside(
    request: Request, opened: Opened, record: RecordId, form: Form
) -> Response:
    """Keep what was typed on a page that went away meanwhile, if there is anything."""
    if not form.text("text").strip():
        raise NothingThereError
    kept = {name: value for name, value in form.fields().items() if name in ASIDE}
    save_draft(opened, record, "entry", kept)
    told = gettext("That page is not here any more. What you typed is put aside.")
    tell(request, told)
    return go_to(f"/write/draft/{record}")


def shown_page(opened: Opened, page: Page, *, taken_back: bool = False) -> EntryPage:
    """Give everything that is shown of a page."""
    newest = page.newest
    entry = newest if isinstance(newest, Entry) else None
    return EntryPage(
        id=page.id,
        version=newest.id,
        kind=_kind(newest),
        when=newest.when,
        time=hour_words(newest.when.time),
        text=said(newest),
        people=names_of(opened, page),
        labels=entry.labels if entry else (),
        mood=entry.mood if entry else "",
        pictures=tuple((p.blob, p.media_type) for p in entry.pictures) if entry else (),
        marks=marks_of(page),
        versions=len(opened.journey.versions(page.id)),
        others=tuple(_version(other) for other in page.others),
        taken_back=taken_back,
    )


def _version(record: Writing) -> Version:
    written = moment(record.written_at)
    hour = hour_words(written.time)
    return Version(record.id, f"{short_day(written.date)}, {hour}", said(record))


def editing(opened: Opened, page: Page) -> EditPage:
    """Lay out the form of a page that is changed."""
    newest = page.newest
    fields = {
        "text": said(newest),
        "date": newest.when.date.isoformat(),
        "time": newest.when.time.strftime("%H:%M") if newest.when.time else "",
        "people": "\n".join(newest.people) if isinstance(newest, Entry) else "",
        "to": newest.to if isinstance(newest, UnsentPage | HeldText) else "",
    }
    return EditPage(
        page.id, newest.id, _kind(newest), composing(opened, new_id(), fields)
    )


def _kind(writing: Writing) -> str:
    return {
        Entry: "entry",
        UnsentPage: "unsent",
        HeldText: "held",
        RawNote: "note",
    }[type(writing)]


ROUTES = [
    *route("/write/taken-back", list_taken_back),
    *route("/write/taken-back/{record}", show_taken_back),
    *route("/write/{record}", show),
    *route("/write/{record}/edit", edit, keep_edit),
    *route("/write/{record}/versions", versions),
    *route("/write/{record}/take-back", submit=take_back_page),
    *route("/write/{record}/bring-back", submit=bring_page_back),
    *route("/write/{record}/erase", ask_to_erase, erase_page),
]
