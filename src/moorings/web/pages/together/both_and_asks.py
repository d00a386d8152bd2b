"""Asking for help: what and how large, and what was said to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.requesting import erase_request, keep_request, request_of
from moorings.companion.together import is_open
from moorings.companion.valuing import shared_is_open
from moorings.errors import MooringsError
from moorings.journey.records import HelpRequest, RecordId
from moorings.library.catalogue import gettext
from moorings.web.both_and import (
    ASKS,
    HERE,
    Typed,
    asked_in,
    problems_of,
    request_fields,
    request_form,
    request_line,
)
from moorings.web.danger import answer_later
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.balance import sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """A request and its form; without an id it is a new one."""

    open: bool
    form: Typed
    place: str
    id: RecordId | None = None
    text: str = ""
    about: str = ""
    stands: str = ""
    after: str = ""


async def show_new(request: Request) -> Response:
    """Show an empty form, or what was begun in it."""
    opened = unlocked(request)
    typed = unfinished(request, opened)
    form = _typed(opened, typed) if typed else request_form(opened, {})
    return render(request, "together_ask.html", _adding(opened, form))


async def keep_new(request: Request) -> Response:
    """Keep a request; one that names somebody with whom it rests is not kept."""
    return await _keep(request, None)


async def show_one(request: Request) -> Response:
    """Show one request, to say what came of it."""
    opened = unlocked(request)
    asked = request_of(opened, record_in_path(request))
    typed = unfinished(request, opened)
    if typed:
        form = _typed(opened, typed)
    else:
        form = request_form(opened, request_fields(asked))
    return render(request, "together_ask.html", _looking(opened, asked, form))


async def keep_one(request: Request) -> Response:
    """Keep what came of it, or another version of it."""
    return await _keep(request, request_of(unlocked(request), record_in_path(request)))


async def erase_one(request: Request) -> Response:
    """Destroy a request."""
    erase_request(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


async def _keep(request: Request, before: HelpRequest | None) -> Response:
    opened, form = unlocked(request), await form_of(request)
    record, when = form.record(), moment(opened.now(), form.line("zone"))
    try:
        asked = asked_in(form, opened)
        keep_request(opened, record, asked, when, before.id if before else None)
    except MooringsError as error:
        again = _typed(opened, form, problems_of(error))
        shown = _looking(opened, before, again) if before else _adding(opened, again)
        return render(request, "together_ask.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, f"{asked.text}\n\n{asked.after}", when)
    return go_to(HERE)


def _typed(
    opened: Opened, form: Form, problems: Mapping[str, str] | None = None
) -> Typed:
    return request_form(opened, form.fields(), form.record(), problems)


def _adding(opened: Opened, form: Typed) -> AskPage:
    room_is_open = is_open(opened, "both-and")
    return AskPage(open=room_is_open, form=form, place=f"{ASKS}/new")


def _looking(opened: Opened, asked: HelpRequest, form: Typed) -> AskPage:
    return AskPage(
        open=asked.person is None or shared_is_open(opened, asked.person),
        form=form,
        place=f"{ASKS}/{asked.id}",
        id=asked.id,
        text=asked.text,
        about=f"{sizes()[str(asked.size)]} · {short_day(asked.when.date)}",
        stands=request_line(opened, asked).about,
        after=asked.after,
    )


_ONE = f"{ASKS}/{{record}}"
ROUTES = [
    *page(f"{ASKS}/new", show_new, until_kept(keep_new)),
    *page(_ONE, show_one, until_kept(keep_one)),
    *page(f"{_ONE}/erase", submit=erase_one),
]
