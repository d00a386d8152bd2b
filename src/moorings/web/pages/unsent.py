"""Unsent pages: written to be written. Kept or let go, never analysed."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.drafting import drop_draft
from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened, new_id
from moorings.companion.searching import Search, search
from moorings.companion.writing import write_unsent
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.boxes import box_where_locked
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import form_of, written_from
from moorings.web.listing import Line, line_of
from moorings.web.pages.write import Composing, composing
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.visitor import Heard, tell, unlocked

PAGES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class UnsentShown:
    """Everything the page shows."""

    composing: Composing
    kept: tuple[Line, ...] = ()
    heard: Heard | None = None


async def show(request: Request) -> Response:
    """Show an empty page for somebody who will not get it."""
    opened = unlocked(request)
    shown = _shown(opened, composing(opened, new_id()))
    return render(request, "unsent.html", replace(shown, heard=take_heard(request)))


async def submit(request: Request) -> Response:
    """Keep it, or let it go: only a kept page is ever written down."""
    form = await form_of(request)
    letting_go = form.text("then") == "let-go"
    try:
        opened = unlocked(request)
    except LockedError:
        if letting_go:
            raise
        return box_where_locked(request, form, "unsent")
    record = form.record()
    if letting_go:
        drop_draft(opened, record)
        tell(request, gettext("Let go. Nothing of it was kept."))
        return go_to("/write/unsent")
    try:
        written = written_from(form, opened)
        write_unsent(opened, record, written)
    except MooringsError as error:
        again = composing(opened, record, form.fields(), error)
        shown = _shown(opened, again)
        return render(request, "unsent.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept. It stays here; it is not sent."))
    answer_later(request, opened, written.text, written.when)
    return go_to("/write/unsent")


def _shown(opened: Opened, form: Composing) -> UnsentShown:
    found = search(opened, Search(kind="unsent"), 0, PAGES_SHOWN)
    kept = (line_of(opened, each.page, with_date=True) for each in found)
    return UnsentShown(form, tuple(kept))


ROUTES = page("/write/unsent", show, submit)
