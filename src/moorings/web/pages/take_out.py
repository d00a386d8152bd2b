"""Taking everything out, in one readable file."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.carrying import take_out
from moorings.companion.opened import Opened
from moorings.companion.securing import prove
from moorings.errors import MooringsError
from moorings.exchange.portable import write_portable
from moorings.journey.records import PersonNote
from moorings.web.forms import form_of
from moorings.web.problems import STATUS
from moorings.web.rendering import render, sentence
from moorings.web.routing import page
from moorings.web.visitor import unlocked


@dataclass(frozen=True, slots=True)
class TakeOutPage:
    """Everything the page shows."""

    pages: int
    kept: bool
    notes: bool
    left_behind: int = 0
    problem: str = ""


async def show(request: Request) -> Response:
    """Say what the file will hold, and ask for the passphrase once more."""
    opened = unlocked(request)
    return render(request, "take_out.html", _page(opened))


async def submit(request: Request) -> Response:
    """Hand the file over, to whoever knows the passphrase."""
    opened = unlocked(request)
    form = await form_of(request)
    if opened.kept:
        try:
            await run_in_threadpool(prove, opened, form.text("passphrase"))
        except MooringsError as error:
            shown = _page(opened, sentence(error))
            return render(request, "take_out.html", shown, STATUS[error.kind])
    content = await run_in_threadpool(
        lambda: b"".join(write_portable(take_out(opened)))
    )
    headers = {"Content-Disposition": 'attachment; filename="notebook.json"'}
    return Response(content, media_type="application/json", headers=headers)


def _page(opened: Opened, problem: str = "") -> TakeOutPage:
    condition = opened.condition
    left_behind = len(condition.damaged) + condition.unknown
    noted = any(opened.journey.standing(PersonNote))
    pages = opened.journey.count()
    return TakeOutPage(pages, opened.kept, noted, left_behind, problem)


ROUTES = page("/settings/take-out", show, submit)
