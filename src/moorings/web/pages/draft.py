"""Unfinished pages: saved while one writes, gone on with later, or let go."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from moorings.companion.drafting import (
    WORKSHEET,
    WRITING,
    draft_of,
    drop_draft,
    save_draft,
    unfinished_pages,
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
from moorings.web.visitor import tell, unlocked
from moorings.web.worksheets import unfinished_answers

#: What is saved while one writes; a worksheet's own page goes on with it.
KINDS = (*WRITING, WORKSHEET)


@dataclass(frozen=True, slots=True)
class DraftPage:
    """An unfinished page, ready to be gone on with."""

    id: RecordId
    form: str
    action: str
    replaces: str
    composing: Composing


async def save(request: Request) -> Response:
    """Save what was typed so far: asked by script, or by a button."""
    form = await form_of(request)
    kind = form.text("form") if form.text("form") in KINDS else "entry"
    by_script = form.text("by") == "script"
    if kind == WORKSHEET and form.text("sheet") not in sheets():
        raise HTTPException(400)
    try:
        opened = unlocked(request)
    except LockedError:
        boxed = _sealed(request, form, kind)
        return JSONResponse({"saved": "sealed"}, 202) if by_script else boxed
    there = draft_of(opened, form.record())
    if there is not None and there.form not in KINDS:
        raise HTTPException(400)
    save_draft(opened, form.record(), kind, _typed(form, kind))
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
    if draft is None or draft.form not in WRITING:
        raise NothingThereError
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
    there = draft_of(opened, record)
    if there is not None and there.form not in WRITING:
        raise NothingThereError
    drop_draft(opened, record)
    tell(request, gettext("Let go. Nothing of it was kept."))
    return go_to("/write")


def _sealed(request: Request, form: Form, kind: str) -> Response:
    if kind == WORKSHEET:
        return box_worksheet_where_locked(request, form, form.text("sheet"))
    return box_draft_where_locked(request, form, kind)


def _typed(form: Form, kind: str) -> dict[str, str]:
    if kind == WORKSHEET:
        return unfinished_answers(form, form.text("sheet"))
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
