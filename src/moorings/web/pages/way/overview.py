"""Way: the coil of steps and skills, the starting point, and what was measured."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.answering import unfinished
from moorings.companion.assessing import RIGHT_NOW, UNDER_18, sketches, targets
from moorings.companion.clock import moment
from moorings.companion.growing import anything_moved
from moorings.companion.opened import Opened, new_id
from moorings.companion.questionnaires import questionnaires
from moorings.companion.stepping import next_for, visits
from moorings.companion.visiting import rooms_used
from moorings.companion.writing import name_person
from moorings.errors import MooringsError
from moorings.insight.sketch import Sketch
from moorings.journey.records import PracticeTime, RecordId
from moorings.library.shelf import Room
from moorings.web.adults import for_adults
from moorings.web.ahead import Ahead, ahead_of
from moorings.web.coils import Coil, coil_of
from moorings.web.forms import Form, form_of
from moorings.web.letters import LETTERS
from moorings.web.pages.way.seeking_help import HelpCard, help_card
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.rooms import Place, rooms
from moorings.web.routing import page
from moorings.web.unfinished import unfinished as typed_before
from moorings.web.unfinished import until_kept
from moorings.web.visitor import unlocked

#: The rooms that are entered from here; the others stand under Practise and People.
ROOMS: tuple[Room, ...] = (
    "plan",
    "look-back",
    "honest-five",
    "looking-back",
    "pattern-map",
    "origin",
)


#: So many times of practice, or hard moments, before a page about them is shown here.
PRACTISED, MOMENTS = 5, 3


@dataclass(frozen=True, slots=True)
class Shown:
    """Which pages have something to show; the others stand under everything."""

    moved: bool
    helps: bool
    before: bool
    taken_along: bool


@dataclass(frozen=True, slots=True)
class Way:
    """Everything the page shows."""

    sketched: date | None
    buoys: int
    now: date | None
    brought: int
    begun: tuple[tuple[RecordId, str], ...]
    resting: bool
    moment: date | None
    coil: Coil
    ahead: Ahead
    used: tuple[Place, ...]
    others: tuple[Place, ...]
    help: HelpCard | None
    shown: Shown


@dataclass(frozen=True, slots=True)
class Somebody:
    """With whom to look at how it is."""

    people: tuple[tuple[RecordId, str], ...]
    record: RecordId
    typed: str = ""
    problem: str = ""


async def show(request: Request) -> Response:
    """Show what there is on the way."""
    opened = unlocked(request)
    general, now = sketches(opened), sketches(opened, of=RIGHT_NOW)
    latest_moment = next(opened.journey.activations(), None)
    visited, used, known = visits(opened), rooms_used(opened), rooms()
    brought = len(questionnaires(opened))
    shown = Way(
        _day(general),
        len(targets(opened)),
        _day(now),
        brought,
        tuple((b.record, b.brought.instrument.title) for b in unfinished(opened)),
        opened.journey.choices.get(UNDER_18) == "yes",
        latest_moment.began.date if latest_moment else None,
        coil_of(visited),
        ahead_of(next_for(opened, visited)),
        tuple(known[room] for room in ROOMS if room in used),
        tuple(known[room] for room in ROOMS if room not in used),
        help_card(opened),
        _shown(opened, brought),
    )
    return render(request, "way.html", shown)


async def ask_with_whom(request: Request) -> Response:
    """Ask which relationship to look at."""
    opened = unlocked(request)
    shown = _somebody(opened, typed_before(request, opened))
    return render(request, "way_with.html", shown)


async def take_somebody(request: Request) -> Response:
    """Name somebody, and ask about how it is with them."""
    opened = unlocked(request)
    form = await form_of(request)
    try:
        form.fit(name=LETTERS.name)
        person = name_person(opened, form.line("name"))
    except MooringsError as error:
        shown = replace(_somebody(opened, form), problem=sentence(error))
        return render(request, "way_with.html", shown, STATUS[error.kind])
    return go_to(f"/way/start/{person}")


def _shown(opened: Opened, brought: int) -> Shown:
    """Say which pages have something to show; a picture waits until there is enough."""
    moments = sum(1 for _ in islice(opened.journey.activations(), MOMENTS))
    times = sum(1 for _ in islice(opened.journey.standing(PracticeTime), PRACTISED))
    something = anything_moved(opened)
    return Shown(
        moved=something or brought > 0,
        helps=times >= PRACTISED,
        before=moments >= MOMENTS,
        taken_along=something,
    )


def _somebody(opened: Opened, form: Form | None) -> Somebody:
    """Give everybody who was named, and what was typed."""
    known = opened.journey.people().items()
    people = tuple((person, each.name) for person, each in known)
    if form is None:
        return Somebody(people, new_id())
    return Somebody(people, form.record(), form.line("name"))


def _day(found: tuple[Sketch, ...]) -> date | None:
    return moment(found[0].administration.ended).date if found else None


ROUTES = [
    *page("/way", show),
    *page(
        "/way/with", for_adults(ask_with_whom), for_adults(until_kept(take_somebody))
    ),
]
