"""Taking everything out, in one readable file of the form one likes."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.carrying import take_out
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.exchange.leaving.names import NAMES, FormName
from moorings.journey.records import PersonNote
from moorings.library.catalogue import gettext
from moorings.web.forms import form_of
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.proving import prove_here
from moorings.web.rendering import render, sentence
from moorings.web.routing import page
from moorings.web.visitor import unlocked


@dataclass(frozen=True, slots=True)
class TakeOutPage:
    """Everything the page shows."""

    pages: int
    kept: bool
    notes: bool
    forms: tuple[Option, ...]
    left_behind: int = 0
    problem: str = ""


async def show(request: Request) -> Response:
    """Say what the file will hold, and ask for the passphrase once more."""
    opened = unlocked(request)
    return render(request, "take_out.html", _page(opened))


async def submit(request: Request) -> Response:
    """Hand the file over, in the form that was chosen, to who knows the passphrase."""
    opened = unlocked(request)
    form = await form_of(request)
    name = next((each for each in NAMES if each == form.text("form")), NAMES[0])
    try:
        await prove_here(request, opened, form.text("passphrase"))
    except MooringsError as error:
        shown = _page(opened, name, sentence(error))
        return render(request, "take_out.html", shown, STATUS[error.kind])
    # Whoever only writes need not wait for every form to load.
    from moorings.exchange.leaving.forms import FORMS  # noqa: PLC0415

    chosen = FORMS[name]
    content = await run_in_threadpool(lambda: chosen.write(take_out(opened)))
    headers = {"Content-Disposition": f'attachment; filename="{chosen.file}"'}
    return Response(content, media_type=chosen.media_type, headers=headers)


def _page(
    opened: Opened, chosen: FormName = NAMES[0], problem: str = ""
) -> TakeOutPage:
    condition = opened.condition
    left_behind = len(condition.damaged) + condition.unknown
    noted = any(opened.journey.standing(PersonNote))
    pages = opened.journey.count()
    told = options(_form_names(), chosen)
    return TakeOutPage(pages, opened.kept, noted, told, left_behind, problem)


def _form_names() -> dict[str, str]:
    """Say what each form is for."""
    return {
        "json": gettext("Everything, for another Moorings or a program (JSON)"),
        "page": gettext("Everything, as one page to read in any browser"),
        "folder": gettext("Everything, as text files in a folder (Markdown)"),
        "tables": gettext("Everything, as tables for a spreadsheet (CSV)"),
        "clinic": gettext("What was measured, for a clinic's system (FHIR)"),
    }


ROUTES = page("/settings/take-out", show, submit)
