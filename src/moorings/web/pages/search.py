"""Search over everything one wrote; the words travel in a form, never in an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.errors import ImpossibleDateError
from moorings.companion.opened import Opened
from moorings.companion.searching import Search, search
from moorings.errors import MooringsError
from moorings.web.forms import Form, form_of
from moorings.web.listing import Line, found_line
from moorings.web.pages.write import PersonChoice
from moorings.web.problems import STATUS
from moorings.web.rendering import render, sentence
from moorings.web.routing import page
from moorings.web.visitor import unlocked

SHOWN = 30
KINDS = ("", "entry", "unsent")
_START = re.compile("[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the page shows."""

    people: tuple[PersonChoice, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    asked: bool = False
    found: tuple[Line, ...] = ()
    start: int = 0
    more: bool = False
    problem: str = ""


async def show(request: Request) -> Response:
    """Show the form."""
    return render(request, "search.html", SearchPage(_people(unlocked(request))))


async def submit(request: Request) -> Response:
    """Show what was found, newest first, with the finds marked."""
    opened = unlocked(request)
    form = await form_of(request)
    fields = form.fields()
    try:
        wanted = _wanted(form)
    except MooringsError as error:
        shown = SearchPage(_people(opened), fields, problem=sentence(error))
        return render(request, "search.html", shown, STATUS[error.kind])
    start = _start(form.line("start"))
    found = search(opened, wanted, start, SHOWN + 1)
    shown = SearchPage(
        people=_people(opened, form.text("person")),
        fields=fields,
        asked=True,
        found=tuple(found_line(opened, each) for each in found[:SHOWN]),
        start=start,
        more=len(found) > SHOWN,
    )
    return render(request, "search.html", shown)


def _wanted(form: Form) -> Search:
    person = form.records("person")
    kind = form.text("kind")
    return Search(
        words=form.line("words"),
        person=person[0] if person else None,
        first=_day(form.line("first")),
        last=_day(form.line("last")),
        kind=kind if kind in KINDS else "",
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise ImpossibleDateError(typed=typed[:20]) from None


def _start(typed: str) -> int:
    return int(typed) if _START.fullmatch(typed) else 0


def _people(opened: Opened, chosen: str = "") -> tuple[PersonChoice, ...]:
    return tuple(
        PersonChoice(person, known.name, person == chosen)
        for person, known in opened.journey.people().items()
    )


ROUTES = page("/write/search", show, submit)
