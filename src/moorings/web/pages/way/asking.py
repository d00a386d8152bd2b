"""Asking: one question on a page, each answer kept as soon as it is given."""

from dataclasses import dataclass

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
from moorings.journey.records import Administration, RecordId
from moorings.library.catalogue import gettext
from moorings.library.instruments import Answer
from moorings.measures.adaptive import PRECISE_ENOUGH, progress
from moorings.web.adults import for_adults
from moorings.web.forms import form_of, record_in_path
from moorings.web.pages.crisis import CrisisPage, crisis_page
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.visitor import device, house, open_vault_of, tell, unlocked
from moorings.web.wording.scale import scale_name

HERE = "/way/asking"


@dataclass(frozen=True, slots=True)
class Precision:
    """How sure one scale of an adaptive sitting is by now."""

    name: str
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
    numbers: CrisisPage


async def show(request: Request) -> Response:
    """Show the next question, or what there is to keep."""
    opened = unlocked(request)
    now = begun(opened, record_in_path(request))
    return render(request, "way_asking.html", _ask(opened, now))


async def submit(request: Request) -> Response:
    """Keep an answer, or that it was left out, and go on.

    One that reaches a locked notebook is asked for once more after unlocking.
    """
    opened, record = open_vault_of(request), record_in_path(request)
    if opened is None:
        return go_to(f"{HERE}/{record}")
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
    today = house(request).harbour.clock.now().date()
    numbers = crisis_page(device(request).country, today)
    return render(request, "way_asking_people.html", People(now.record, numbers))


async def back(request: Request) -> Response:
    """Ask the question before this one again."""
    opened, record = unlocked(request), record_in_path(request)
    go_back(opened, record, (await form_of(request)).text("item"))
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
    kept = opened.journey.record(record)
    if isinstance(kept, Administration) and kept.questionnaire:  # sent twice
        return go_to(_page_of(kept.questionnaire, kept.target))
    return go_to(_home(finish(opened, record)))


def _home(now: Begun) -> str:
    return _page_of(now.brought.id, now.target)


def _page_of(questionnaire: RecordId, target: RecordId | None) -> str:
    home = f"/way/questionnaires/{questionnaire}"
    return f"{home}/with/{target}" if target else home


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
    key = now.brought.key
    given = {item: now.responses[item] for item in now.asked if item in now.responses}
    return tuple(
        Precision(
            scale_name(key, key.scale(each.scale)),
            each.shown,
            each.standing.standard_error,
            each.standing.standard_error < PRECISE_ENOUGH,
        )
        for each in progress(key, now.asked, given).dimensions
    )


ROUTES = [
    *page(f"{HERE}/{{record}}", for_adults(show), for_adults(submit)),
    *page(f"{HERE}/{{record}}/people", show_people),
    *page(f"{HERE}/{{record}}/back", submit=for_adults(back)),
    *page(f"{HERE}/{{record}}/let-go", submit=drop),
    *page(f"{HERE}/{{record}}/keep", submit=for_adults(keep)),
]
