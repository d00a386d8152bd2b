"""The starting point: what it is and is not, whom it is for, and its questions.

The same sentences are asked of people in general and of one person, and six others of
this very moment.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import (
    FIRST_SKETCH,
    RIGHT_NOW,
    UNDER_18,
    Sitting,
    administration,
    answer,
)
from moorings.companion.boxing import box_record
from moorings.companion.choosing import choose
from moorings.companion.errors import LockedError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.library.instruments import Instrument, instrument
from moorings.web.boxes import vault_behind
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.locked import ask_to_unlock
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.sheet import (
    Sheet,
    require_same_words,
    responses_on,
    sheet_of,
    started_at,
)
from moorings.web.visitor import house, open_vault_of, own_path, unlocked

HERE = "/way/start"
SHORT, WHOLE = "short", "whole"


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked here, of whom, and where the answers lead."""

    path: str
    result: str
    instrument: Instrument
    target: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Everything the page shows: without a sheet it asks, or rests."""

    asking: Asking
    resting: bool
    sheet: Sheet | None = None
    sentences: int = 0
    back: str = ""

    @property
    def whole(self) -> int:
        """Give how many sentences there are in all."""
        return len(self.asking.instrument.key.order)


Look = Callable[[Request, Opened | None], Asking]


def _in_general(request: Request, opened: Opened | None) -> Asking:
    del request, opened
    return Asking(HERE, "/way/map", instrument(FIRST_SKETCH))


def _of_one_person(request: Request, opened: Opened | None) -> Asking:
    """Ask about one person; while it is locked nobody's name is known."""
    person = record_in_path(request, "person")
    name = ""
    if opened is not None:
        known = opened.journey.people().get(person)
        if known is None:
            raise NothingThereError
        name = known.name
    asked = instrument(FIRST_SKETCH).about(name)
    return Asking(f"{HERE}/{person}", f"/way/map/{person}", asked, person)


def _right_now(request: Request, opened: Opened | None) -> Asking:
    del request, opened
    return Asking("/way/right-now", "/way/right-now/drawn", instrument(RIGHT_NOW))


def _showing(look: Look) -> Callable[[Request], Awaitable[Response]]:
    async def show(request: Request) -> Response:
        """Show what this is, then the question about age once, then the questions."""
        opened = unlocked(request)
        asking = look(request, opened)
        told = opened.journey.choices.get(UNDER_18)
        if told != "no":
            back = own_path(request.query_params.get("back") or asking.path)
            shown = Start(asking, resting=told == "yes", back=back)
            return render(request, "way_start.html", _with_sentences(shown, SHORT))
        form = WHOLE if request.query_params.get("form") == WHOLE else SHORT
        order = asking.instrument.form(form)
        sitting = Sitting(asking.instrument, {}, opened.now(), order)
        sheet = sheet_of(asking.path, new_id(), sitting, form)
        return render(
            request,
            "way_start.html",
            _with_sentences(Start(asking, resting=False, sheet=sheet), form),
        )

    return show


def _submitting(look: Look) -> Callable[[Request], Awaitable[Response]]:
    async def submit(request: Request) -> Response:
        """Keep the answers and show what they draw, or show the sheet again."""
        form = await form_of(request)
        opened = open_vault_of(request)
        asking = look(request, opened)
        sitting = _sitting(request, form, asking)
        if opened is None:
            return _came_too_late(request, form, sitting)
        if opened.journey.choices.get(UNDER_18) != "no":
            return go_to(asking.path)
        try:
            require_same_words(form, sitting)
            answer(opened, form.record(), sitting)
        except MooringsError as error:
            told, kind = sentence(error), form.text("form")
            again = sheet_of(asking.path, form.record(), sitting, kind, told)
            shown = _with_sentences(Start(asking, resting=False, sheet=again), kind)
            return render(request, "way_start.html", shown, STATUS[error.kind])
        return go_to(asking.result)

    return submit


async def tell_age(request: Request) -> Response:
    """Keep whether the person is under 18; it can be said anew at any time."""
    opened = unlocked(request)
    form = await form_of(request)
    told = form.text("under-18")
    if told not in {"yes", "no"}:
        raise HTTPException(400)
    choose(opened, {UNDER_18: told})
    return go_to(own_path(form.text("back") or HERE))


def _sitting(request: Request, form: Form, asking: Asking) -> Sitting:
    asked = asking.instrument
    shown = asked.form(WHOLE if form.text("form") == WHOLE else SHORT)
    return Sitting(
        asked,
        responses_on(form, asked, shown),
        started_at(form, request),
        shown,
        asking.target,
    )


def _came_too_late(request: Request, form: Form, sitting: Sitting) -> Response:
    """Seal the answers that reached a locked notebook, and ask to unlock."""
    if not sitting.responses:
        raise LockedError
    require_same_words(form, sitting)
    harbour = house(request).harbour
    taken = administration(form.record(), sitting, harbour.clock.now())
    box_record(harbour, vault_behind(request), taken)
    return ask_to_unlock(request, boxed="/")


def _with_sentences(start: Start, form: str) -> Start:
    return replace(start, sentences=len(start.asking.instrument.form(form)))


ROUTES = [
    *page(HERE, _showing(_in_general), _submitting(_in_general)),
    *page(f"{HERE}/age", submit=tell_age),
    *page(f"{HERE}/{{person}}", _showing(_of_one_person), _submitting(_of_one_person)),
    *page("/way/right-now", _showing(_right_now), _submitting(_right_now)),
]
