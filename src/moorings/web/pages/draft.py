"""Unfinished pages: saved while one writes, gone on with later, or let go."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from moorings.companion.drafting import (
    IN_PLACE,
    LISTED,
    WORKSHEET,
    WRITING,
    draft_of,
    drop_draft,
    save_draft,
    unfinished_pages,
    words_of,
)
from moorings.companion.errors import LockedError, NothingThereError
from moorings.journey.draft import Draft
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.worksheets import sheets
from moorings.web.boxes import box_draft_where_locked, box_worksheet_where_locked
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.listing import draft_line
from moorings.web.pages.write import Composing, composing
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.unfinished import box_in_place, typed_in_place
from moorings.web.visitor import own_path, tell, unlocked
from moorings.web.worksheets import unfinished_answers

#: What is saved while one writes; a worksheet's own page goes on with it.
KINDS = (*LISTED, WORKSHEET)


@dataclass(frozen=True, slots=True)
class DraftPage:
    """An unfinished page, ready to be gone on with."""

    id: RecordId
    form: str
    action: str
    replaces: str
    composing: Composing


@dataclass(frozen=True, slots=True)
class InPlacePage:
    """The words of a form that was not kept, and where it stands."""

    id: RecordId
    place: str
    words: tuple[str, ...]


async def save(request: Request) -> Response:
    """Save what was typed so far: asked by script, or by a button."""
    form = await form_of(request)
    kind = form.text("form") if form.text("form") in KINDS else "entry"
    by_script = form.text("by") == "script"
    typed = _typed(form, kind)
    try:
        opened = unlocked(request)
    except LockedError:
        boxed = _sealed(request, form, kind)
        return JSONResponse({"saved": "sealed"}, 202) if by_script else boxed
    there = draft_of(opened, form.record())
    if there is not None and there.form not in KINDS:
        raise HTTPException(400)
    save_draft(opened, form.record(), kind, typed)
    if by_script:
        return JSONResponse({"saved": "draft"})
    tell(request, gettext("Put aside. You find it under Write."))
    return go_to("/write")


async def list_all(request: Request) -> Response:
    """Show all unfinished pages."""
    opened = unlocked(request)
    return render(
        request, "drafts.html", tuple(map(draft_line, unfinished_pages(opened)))
    )


async def go_on(request: Request) -> Response:
    """Open an unfinished page again."""
    opened = unlocked(request)
    draft = draft_of(opened, record_in_path(request))
    if draft is None or draft.form not in LISTED:
        raise NothingThereError
    if draft.form == IN_PLACE:
        words = words_of(draft)
        in_place = InPlacePage(draft.id, draft.fields.get("place", "/"), words)
        return render(request, "draft_in_place.html", in_place)
    shown = DraftPage(
        draft.id,
        draft.form,
        _action(draft),
        draft.fields.get("replaces", ""),
        composing(opened, draft.id, draft.fields),
    )
    return render(request, "draft.html", shown)


async def let_go(request: Request) -> Response:
    """Let an unfinished page go, for good."""
    opened, record = unlocked(request), record_in_path(request)
    there, form = draft_of(opened, record), await form_of(request)
    if there is not None and there.form not in LISTED:
        raise NothingThereError
    drop_draft(opened, record)
    tell(request, gettext("Let go. Nothing of it was kept."))
    return go_to(own_path(form.text("place") or "/write"))


def _sealed(request: Request, form: Form, kind: str) -> Response:
    if kind == WORKSHEET:
        return box_worksheet_where_locked(request, form, form.text("sheet"))
    if kind == IN_PLACE:
        return box_in_place(request, form)
    return box_draft_where_locked(request, form, kind)


def _typed(form: Form, kind: str) -> dict[str, str]:
    if kind == WORKSHEET and form.text("sheet") in sheets():
        return unfinished_answers(form, form.text("sheet"))
    if kind == IN_PLACE and (typed := typed_in_place(form)):
        return typed
    if kind not in WRITING:
        raise HTTPException(400)
    return {n: v for n, v in form.fields().items() if n not in {"form", "by"}}


def _action(draft: Draft) -> str:
    if draft.form == "unsent":
        return "/write/unsent"
    replaces = draft.fields.get("replaces", "")
    if draft.form == "edit" and len(replaces) == len(draft.id):
        return f"/write/{replaces}/edit"
    return "/write"


ROUTES = [
    *page("/write/draft", list_all, save),
    *page("/write/draft/{record}", go_on),
    *page("/write/draft/{record}/let-go", submit=let_go),
]
