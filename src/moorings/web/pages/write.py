"""Write: the page to write on, and what was written lately."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.drafting import unfinished_pages
from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import write_entry
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.web.boxes import box_where_locked
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, number_in_path, written_from
from moorings.web.listing import Day, Line, days_of, draft_line
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import Heard, tell, unlocked

PAGES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody who can be named with a page."""

    id: RecordId
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Composing:
    """The form of a page: what stands in it, and what was wrong with it."""

    record: RecordId
    fields: Mapping[str, str] = field(default_factory=dict)
    people: tuple[PersonChoice, ...] = ()
    latest: str = ""
    problem: str = ""
    date_problem: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WritePage:
    """Everything the page shows."""

    composing: Composing
    days: tuple[Day, ...] = ()
    drafts: tuple[Line, ...] = ()
    newer: str = ""
    older: str = ""
    taken_back: int = 0
    heard: Heard | None = None


async def show(request: Request) -> Response:
    """Show an empty page, and the latest ones below it."""
    opened = unlocked(request)
    shown = _page(opened, composing(opened, new_id()))
    return render(request, "write.html", replace(shown, heard=take_heard(request)))


async def submit(request: Request) -> Response:
    """Keep the entry, or say kindly what is missing; what was typed stays."""
    form = await form_of(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return box_where_locked(request, form, "entry")
    record = form.record()
    try:
        written = written_from(form, opened)
        write_entry(opened, record, written)
    except MooringsError as error:
        shown = _page(opened, composing_again(opened, record, form, error))
        return render(request, "write.html", shown, STATUS[error.kind])
    tell(request, gettext("Saved."), undo=f"/write/{record}/take-back")
    answer_later(request, opened, written.text, written.when)
    return go_to("/write")


async def show_further(request: Request) -> Response:
    """Show older pages."""
    opened = unlocked(request)
    number = max(2, number_in_path(request))
    shown = _page(opened, composing(opened, new_id()), number)
    return render(request, "write_further.html", shown)


def composing(
    opened: Opened,
    record: RecordId,
    fields: Mapping[str, str] | None = None,
    error: MooringsError | None = None,
) -> Composing:
    """Lay a form out, with what already stands in it."""
    known = dict(fields or {})
    chosen = set(known.get("people", "").split())
    problem = sentence(error) if error else ""
    about_date = error is not None and "typed" in error.particulars
    at = str(error.particulars.get("field", "")) if error else ""
    return Composing(
        record=record,
        fields=known,
        people=tuple(
            PersonChoice(person, found.name, person in chosen)
            for person, found in opened.journey.people().items()
        ),
        latest=moment(opened.now()).date.isoformat(),
        problem="" if about_date or at else problem,
        date_problem=problem if about_date else "",
        problems={at: problem} if at else {},
    )


def composing_again(
    opened: Opened, record: RecordId, form: Form, error: MooringsError
) -> Composing:
    """Lay the form out again with everything that was typed."""
    return composing(opened, record, form.fields(), error)


def _page(opened: Opened, form: Composing, number: int = 1) -> WritePage:
    start = (number - 1) * PAGES_SHOWN
    pages = list(islice(opened.journey.pages(), start, start + PAGES_SHOWN + 1))
    return WritePage(
        composing=form,
        days=days_of(opened, pages[:PAGES_SHOWN]),
        drafts=tuple(draft_line(draft) for draft in unfinished_pages(opened)[:3]),
        newer=_further(number - 1) if number > 1 else "",
        older=_further(number + 1) if len(pages) > PAGES_SHOWN else "",
        taken_back=sum(1 for _ in opened.journey.taken_back()),
    )


def _further(number: int) -> str:
    return "/write" if number == 1 else f"/write/further/{number}"


ROUTES = [
    *page("/write", show, submit),
    *page("/write/further/{number}", show_further),
]
