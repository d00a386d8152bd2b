"""Asking: one question on a page, each answer kept as soon as it is given."""

from dataclasses import dataclass
from typing import Literal

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.answering import (
    Begun,
    begun,
    finish,
    go_back,
    let_go,
    reply,
)
from moorings.companion.opened import Opened
from moorings.insight.steadying import raises_help
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.crisis import Country, countries
from moorings.library.instruments import Answer
from moorings.measures.adaptive import PRECISE_ENOUGH, progress
from moorings.measures.instrument import ANXIETY, AVOIDANCE
from moorings.web.forms import form_of, record_in_path
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.visitor import device, tell, unlocked

HERE = "/way/asking"


@dataclass(frozen=True, slots=True)
class Precision:
    """How sure one direction of an adaptive sitting is by now."""

    direction: Literal["anxiety", "avoidance"]
    questions: int
    error: float
    enough: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """Everything the page shows: a question, or that it is done."""

    record: RecordId
    back: str
    title: str
    instruction: str
    about: str
    number: int
    of: int
    item: str
    sentence: str
    answers: tuple[Answer, ...]
    chosen: int | None
    answered: int
    precision: tuple[Precision, ...]
    enough: float = PRECISE_ENOUGH


@dataclass(frozen=True, slots=True)
class People:
    """Whom to talk to, before anything else is asked or shown."""

    record: RecordId
    country: Country | None


async def show(request: Request) -> Response:
    """Show the next question, or what there is to keep."""
    opened = unlocked(request)
    now = begun(opened, record_in_path(request))
    return render(request, "way_asking.html", _ask(opened, now))


async def submit(request: Request) -> Response:
    """Keep an answer, or that it was left out, and go on."""
    opened, record = unlocked(request), record_in_path(request)
    form = await form_of(request)
    item, given = form.text("item"), form.text("response")
    before = begun(opened, record)
    possible = {str(a.value) for a in before.brought.instrument.answers.get(item, ())}
    if not possible or (given and given not in possible):
        raise HTTPException(400)
    response = int(given) if given else None
    reply(opened, record, item, response)
    key = before.brought.key
    if response is not None and raises_help(key.concerns, item, response):
        return go_to(f"{HERE}/{record}/people")
    return go_to(f"{HERE}/{record}")


async def show_people(request: Request) -> Response:
    """Show whom to talk to, before the questions go on or anything is scored."""
    opened = unlocked(request)
    now = begun(opened, record_in_path(request))
    country = countries().get(device(request).country)
    return render(request, "way_asking_people.html", People(now.record, country))


async def back(request: Request) -> Response:
    """Ask the question before this one again."""
    opened, record = unlocked(request), record_in_path(request)
    go_back(opened, record)
    return go_to(f"{HERE}/{record}")


async def drop(request: Request) -> Response:
    """Let the sitting go; nothing of it is kept."""
    opened, record = unlocked(request), record_in_path(request)
    now = begun(opened, record)
    let_go(opened, record)
    tell(request, gettext("Let go. Nothing of it was kept."))
    return go_to(_home(now))


async def keep(request: Request) -> Response:
    """Keep the sitting, and show what it comes to."""
    opened, record = unlocked(request), record_in_path(request)
    return go_to(_home(finish(opened, record)))


def _home(now: Begun) -> str:
    home = f"/way/questionnaires/{now.brought.id}"
    return f"{home}/with/{now.target}" if now.target else home


def _ask(opened: Opened, now: Begun) -> Ask:
    instrument = now.brought.instrument
    person = opened.journey.people().get(now.target) if now.target else None
    return Ask(
        now.record,
        _home(now),
        instrument.title,
        instrument.instruction,
        person.name if person else "",
        len(now.asked) + 1,
        0 if now.adaptive else len(instrument.key.order),
        now.next,
        instrument.sentence(now.next) if now.next else "",
        instrument.answers.get(now.next, ()),
        now.responses.get(now.next),
        len(now.responses),
        _precision(now),
    )


def _precision(now: Begun) -> tuple[Precision, ...]:
    if not now.adaptive:
        return ()
    found = progress(now.brought.key, now.asked, now.responses)
    directions: dict[str, Literal["anxiety", "avoidance"]] = {
        ANXIETY: "anxiety",
        AVOIDANCE: "avoidance",
    }
    return tuple(
        Precision(
            directions[each.scale],
            each.shown,
            each.standing.standard_error,
            each.standing.standard_error < PRECISE_ENOUGH,
        )
        for each in found.dimensions
        if each.scale in directions
    )


ROUTES = [
    *page(f"{HERE}/{{record}}", show, submit),
    *page(f"{HERE}/{{record}}/people", show_people),
    *page(f"{HERE}/{{record}}/back", submit=back),
    *page(f"{HERE}/{{record}}/let-go", submit=drop),
    *page(f"{HERE}/{{record}}/keep", submit=keep),
]
