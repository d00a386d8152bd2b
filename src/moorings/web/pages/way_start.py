"""The starting point: what it is and is not, whom it is for, and its questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import (
    FIRST_SKETCH,
    UNDER_18,
    Sitting,
    administration,
    answer,
)
from moorings.companion.boxing import box_record
from moorings.companion.choosing import choose
from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.library.instruments import Instrument, Wording, instrument
from moorings.web.boxes import vault_behind
from moorings.web.forms import Form, form_of
from moorings.web.locked import ask_to_unlock
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import house, open_vault_of, unlocked

HERE = "/way/start"


class WordsChangedError(MooringsError):
    """The sentences on the page are not those that were answered."""

    kind = "busy"
    sentence = (
        "These sentences have changed since the page was opened. What you ticked is "
        "still here: look once more, then send it again."
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One of the answers to a question, with its meaning where it has one."""

    value: int
    chosen: bool
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence, and how well it may fit."""

    id: str
    number: int
    words: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All questions on one page, with what was ticked already."""

    record: RecordId
    started: str
    fingerprint: str
    wording: Wording
    questions: tuple[Question, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """Everything the page shows: without a sheet it asks, or rests."""

    resting: bool
    sheet: Sheet | None = None


async def show(request: Request) -> Response:
    """Show what this is, then the question about age once, then the questions."""
    opened = unlocked(request)
    return render(request, "way_start.html", _start(opened))


async def tell_age(request: Request) -> Response:
    """Keep whether the person is under 18; it can be said anew at any time."""
    opened = unlocked(request)
    told = (await form_of(request)).text("under-18")
    if told not in {"yes", "no"}:
        raise HTTPException(400)
    choose(opened, {UNDER_18: told})
    return go_to(HERE)


async def submit(request: Request) -> Response:
    """Keep the answers and show what they draw, or show the sheet again."""
    form = await form_of(request)
    asked = instrument(FIRST_SKETCH)
    sitting = Sitting(asked, _responses(form, asked), _started(form, request))
    opened = open_vault_of(request)
    if opened is None:
        return _came_too_late(request, form, sitting)
    if opened.journey.choices.get(UNDER_18) != "no":
        return go_to(HERE)
    try:
        _require_same_words(form, sitting)
        answer(opened, form.record(), sitting)
    except MooringsError as error:
        again = _sheet(form.record(), sitting, sentence(error))
        status = STATUS[error.kind]
        return render(
            request, "way_start.html", Start(resting=False, sheet=again), status
        )
    return go_to("/way/map")


def _came_too_late(request: Request, form: Form, sitting: Sitting) -> Response:
    """Seal the answers that reached a locked notebook, and ask to unlock."""
    if not sitting.responses:
        raise LockedError
    _require_same_words(form, sitting)
    harbour = house(request).harbour
    taken = administration(form.record(), sitting, harbour.clock.now())
    box_record(harbour, vault_behind(request), taken)
    return ask_to_unlock(request, boxed=True)


def _start(opened: Opened) -> Start:
    match opened.journey.choices.get(UNDER_18):
        case "no":
            sitting = Sitting(instrument(FIRST_SKETCH), {}, opened.now())
            return Start(resting=False, sheet=_sheet(new_id(), sitting))
        case told:
            return Start(resting=told == "yes")


def _sheet(record: RecordId, sitting: Sitting, problem: str = "") -> Sheet:
    asked = sitting.instrument
    return Sheet(
        record,
        sitting.started.isoformat(),
        asked.fingerprint,
        asked.wording,
        tuple(
            Question(
                item,
                number,
                asked.wording.items[item],
                tuple(_points(asked, sitting.responses.get(item))),
            )
            for number, item in enumerate(asked.key.order, 1)
        ),
        problem,
    )


def _points(asked: Instrument, chosen: int | None) -> Iterator[Point]:
    key, anchors = asked.key, asked.wording.anchors
    meanings = {
        key.lowest: anchors.lowest,
        key.middle: anchors.middle,
        key.highest: anchors.highest,
    }
    for value in range(key.lowest, key.highest + 1):
        yield Point(value, value == chosen, meanings.get(value, ""))


def _responses(form: Form, asked: Instrument) -> dict[str, int]:
    """Read what was ticked; a question that was left out is not in it."""
    possible = {str(p): p for p in range(asked.key.lowest, asked.key.highest + 1)}
    ticked = {item: form.text(f"answer-{item}") for item in asked.key.order}
    if not {value for value in ticked.values() if value} <= possible.keys():
        raise HTTPException(400)
    return {item: possible[value] for item, value in ticked.items() if value}


def _started(form: Form, request: Request) -> datetime:
    now = house(request).harbour.clock.now()
    try:
        started = datetime.fromisoformat(form.text("started"))
    except ValueError:
        return now
    return started if started.tzinfo and started <= now else now


def _require_same_words(form: Form, sitting: Sitting) -> None:
    same = form.text("wording") == sitting.instrument.fingerprint
    if sitting.responses and not same:
        raise WordsChangedError


ROUTES = [*page(HERE, show, submit), *page(f"{HERE}/age", submit=tell_age)]
