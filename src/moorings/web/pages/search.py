"""Search over everything one wrote; the words travel in a form, never in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.errors import ImpossibleDateError
from moorings.companion.finding_feelings import feeling_of, feelings
from moorings.companion.opened import Opened
from moorings.companion.searching import Search, ask, search
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.journey.records.base import ID_DIGITS
from moorings.web.forms import form_of, number_in_path
from moorings.web.listing import Line, found_line
from moorings.web.options import Option, options
from moorings.web.pages.write import PersonChoice
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import unlocked

SHOWN = 30
KINDS = ("", "entry", "unsent", "held")
MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the page shows."""

    people: tuple[PersonChoice, ...]
    feelings: tuple[Option, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    asked: bool = False
    found: tuple[Line, ...] = ()
    newer: str = ""
    older: str = ""
    problem: str = ""


async def show(request: Request) -> Response:
    """Show the form."""
    return render(request, "search.html", _empty(unlocked(request), {}))


async def submit(request: Request) -> Response:
    """Take the question; its answer has an address that says nothing of it.

    A browser may write what it posted for a page to disk, to show the page again. It
    keeps nothing of a question that it was sent on from.
    """
    opened = unlocked(request)
    fields = (await form_of(request)).fields()
    try:
        _wanted(opened, fields)
    except MooringsError as error:
        shown = replace(_empty(opened, fields), problem=sentence(error))
        return render(request, "search.html", shown, STATUS[error.kind])
    return go_to(f"/write/search/{ask(opened, fields)}")


async def show_found(request: Request) -> Response:
    """Show what was found, newest first, with the finds marked."""
    opened = unlocked(request)
    asked = request.path_params["asked"]
    fields = opened.asked.get(asked)
    if fields is None:
        return go_to("/write/search")
    number = number_in_path(request) if "number" in request.path_params else 1
    start = SHOWN * (min(number, MOST_PAGES) - 1)
    found = search(opened, _wanted(opened, fields), start, SHOWN + 1)
    shown = replace(
        _empty(opened, fields),
        asked=True,
        found=tuple(found_line(opened, each) for each in found[:SHOWN]),
        newer=_further(asked, start // SHOWN) if start else "",
        older=_further(asked, start // SHOWN + 2) if len(found) > SHOWN else "",
    )
    return render(request, "search.html", shown)


def _empty(opened: Opened, fields: Mapping[str, str]) -> SearchPage:
    """Give the form with what was asked in it, and no answer yet."""
    named = options(feelings(opened), fields.get("feeling", ""))
    return SearchPage(_people(opened, fields.get("person", "")), named, fields)


def _further(asked: str, number: int) -> str:
    path = f"/write/search/{asked}"
    return path if number <= 1 else f"{path}/{number}"


def _wanted(opened: Opened, fields: Mapping[str, str]) -> Search:
    kind, person = fields.get("kind", ""), fields.get("person", "")
    return Search(
        words=" ".join(fields.get("words", "").split()),
        person=RecordId(person) if len(person) == ID_DIGITS else None,
        first=_day(fields.get("first", "")),
        last=_day(fields.get("last", "")),
        kind=kind if kind in KINDS else "",
        feeling=feeling_of(opened, fields.get("feeling", "")),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise ImpossibleDateError(typed=typed[:20]) from None


def _people(opened: Opened, chosen: str = "") -> tuple[PersonChoice, ...]:
    return tuple(
        PersonChoice(person, known.name, person == chosen)
        for person, known in opened.journey.people().items()
    )


ROUTES = [
    *page("/write/search", show, submit),
    *page("/write/search/{asked}", show_found),
    *page("/write/search/{asked}/{number}", show_found),
]
