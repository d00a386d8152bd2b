"""What matters to the person: a value named, looked at again, or erased."""

from dataclasses import dataclass
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.balancing import acts
from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import is_open
from moorings.companion.valuing import (
    erase_value,
    keep_value,
    shared_is_open,
    value_of,
    values,
    versions_of,
)
from moorings.errors import MooringsError
from moorings.insight.balance import by_day
from moorings.journey.records import PersonalValue, RecordId
from moorings.library.catalogue import gettext
from moorings.web.both_and import (
    HERE,
    VALUES,
    Line,
    Typed,
    act_line,
    is_for,
    problems_of,
    value_form,
    value_stands,
    valued_in,
)
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import form_of, record_in_path
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.balance import moved_rows, moved_sentence, stands_words

#: So many are plenty, as the page says; it stops nobody.
PLENTY = 5
#: So many acts for one value are listed.
LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePage:
    """One of the things that matter: how it stands, how it stood, what was done for it.

    Without an id it is a form for a new one.
    """

    open: bool
    form: Typed
    place: str
    id: RecordId | None = None
    text: str = ""
    stands: str = ""
    moved: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    acts: tuple[Line, ...] = ()
    plenty: bool = False
    heard: Heard | None = None


async def show_new(request: Request) -> Response:
    """Show an empty form, or what was begun in it."""
    opened = unlocked(request)
    typed = unfinished(request, opened)
    form = value_form(typed) if typed else Typed(new_id())
    return render(request, "together_value.html", _adding(opened, form))


async def keep_new(request: Request) -> Response:
    """Keep something that matters, or say what is missing; what was typed stays."""
    return await _keep(request, None)


async def show_one(request: Request) -> Response:
    """Show one of them."""
    opened = unlocked(request)
    value = value_of(opened, record_in_path(request))
    typed = unfinished(request, opened)
    form = value_form(typed) if typed else value_stands(value)
    shown = _looking(opened, value, form, take_heard(request))
    return render(request, "together_value.html", shown)


async def keep_one(request: Request) -> Response:
    """Keep how it is now; how it was before stays."""
    opened = unlocked(request)
    return await _keep(request, value_of(opened, record_in_path(request)))


async def erase_one(request: Request) -> Response:
    """Destroy one of them with all it was before."""
    erase_value(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


async def _keep(request: Request, before: PersonalValue | None) -> Response:
    opened, form = unlocked(request), await form_of(request)
    record, when = form.record(), moment(opened.now(), form.line("zone"))
    try:
        valued = valued_in(form)
        keep_value(opened, record, valued, when, before.id if before else None)
    except MooringsError as error:
        again = value_form(form, problems_of(error))
        shown = _looking(opened, before, again) if before else _adding(opened, again)
        return render(request, "together_value.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, valued.text, when)
    return go_to(f"{VALUES}/{value_of(opened, record).id}" if before else HERE)


def _adding(opened: Opened, form: Typed) -> ValuePage:
    return ValuePage(
        open=is_open(opened, "both-and"),
        form=form,
        place=f"{VALUES}/new",
        plenty=len(values(opened)) >= PLENTY,
    )


def _looking(
    opened: Opened, value: PersonalValue, form: Typed, heard: Heard | None = None
) -> ValuePage:
    stood = by_day(versions_of(opened, value.id))
    every = acts(opened, None if shared_is_open(opened) else "mine")
    for_it = (each for each in every if is_for(opened, each, value))
    return ValuePage(
        open=is_open(opened, "both-and"),
        form=form,
        place=f"{VALUES}/{value.id}",
        id=value.id,
        text=value.text,
        stands=stands_words(value),
        moved=moved_sentence(stood),
        rows=moved_rows(stood),
        acts=tuple(act_line(opened, each) for each in islice(for_it, LISTED)),
        heard=heard,
    )


_ONE = f"{VALUES}/{{record}}"
ROUTES = [
    *page(f"{VALUES}/new", show_new, until_kept(keep_new)),
    *page(_ONE, show_one, until_kept(keep_one)),
    *page(f"{_ONE}/erase", submit=erase_one),
]
