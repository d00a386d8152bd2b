"""Bringing a backup back: on a fresh machine, or beside what is here."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.harbour import Harbour
from moorings.companion.restoring import (
    AlreadyHereError,
    Restored,
    Wish,
    laid_down,
    restore,
)
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.forms import Form, form_of
from moorings.web.pages.backups import arrived, replace_word
from moorings.web.pages.welcome import require_proof
from moorings.web.problems import STATUS
from moorings.web.rendering import render, sentence
from moorings.web.routing import page
from moorings.web.visitor import house

HERE = "/welcome/copy"


@dataclass(frozen=True, slots=True)
class RestorePage:
    """Everything the page shows."""

    doors: bool
    word: str
    door: str = ""
    typed: str = ""
    problem: str = ""
    here: bool = False


async def show(request: Request) -> Response:
    """Ask for the file and what opens it."""
    require_proof(request)
    return render(request, "restore.html", _page(request), calm=True)


async def submit(request: Request) -> Response:
    """Open the backup whole, and let it be a notebook here."""
    require_proof(request)
    form = await form_of(request)
    files = form.files("files")
    if not files:
        shown = _page(request, form, gettext("Choose a file first."))
        return render(request, "restore.html", shown, 422, calm=True)
    content = await files[0].read()
    harbour = house(request).harbour
    try:
        back = await run_in_threadpool(_restore, harbour, content, form)
    except MooringsError as error:
        here = isinstance(error, AlreadyHereError) or bool(form.line("word"))
        shown = _page(request, form, sentence(error), here=here)
        return render(request, "restore.html", shown, STATUS[error.kind], calm=True)
    return arrived(request, back)


def _restore(harbour: Harbour, content: bytes, form: Form) -> Restored:
    replace = form.line("word").casefold() == replace_word()
    with laid_down(harbour, content) as file:
        wish = Wish(form.line("door"), replace=replace)
        return restore(harbour, file, form.text("secret"), wish)


def _page(
    request: Request, form: Form | None = None, problem: str = "", *, here: bool = False
) -> RestorePage:
    return RestorePage(
        doors=bool(house(request).harbour.vaults()),
        word=replace_word(),
        door=form.line("door") if form else "",
        typed=form.line("word") if form else "",
        problem=problem,
        here=here,
    )


ROUTES = page(HERE, show, submit)
