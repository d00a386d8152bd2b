"""Safety: what to do when someone may be hurt, and the switch that lets rooms rest.

The first page is public and asks nothing. The switch, and the question that stands
after an import, are asked only in a person's own open notebook.
"""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.guarding import (
    answer_gate,
    lift_flag,
    put_gate_off,
    raise_flag,
    standing,
)
from moorings.companion.opened import Opened
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.web.forms import Form, form_of
from moorings.web.rendering import go_to, render, render_public
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked

SWITCH = "/safety/switch"


@dataclass(frozen=True, slots=True)
class Flagged:
    """One for whom rooms rest; without a name it is for nobody in particular."""

    id: RecordId | None
    name: str


@dataclass(frozen=True, slots=True)
class SwitchPage:
    """What rests, and for whom else it could."""

    flagged: tuple[Flagged, ...]
    others: tuple[Flagged, ...]
    ask_first: bool


async def show(request: Request) -> Response:
    """Show whom to call and what else there is, with no question first."""
    return render_public(request, "safety.html", None)


async def show_switch(request: Request) -> Response:
    """Show what rests, and how it ends."""
    return render(request, "safety_switch.html", _switch(unlocked(request)))


async def turn_switch(request: Request) -> Response:
    """Let rooms rest, or open them again, as the person says."""
    opened, form = unlocked(request), await form_of(request)
    person = _person(opened, form)
    match form.text("how"):
        case "rest":
            raise_flag(opened, person)
        case "lift":
            lift_flag(opened, person)
        case _:
            raise HTTPException(400)
    tell(request, gettext("Saved."))
    return go_to(SWITCH)


async def show_check(request: Request) -> Response:
    """Ask ahead of time what the gate asks, in one's own notebook."""
    unlocked(request)
    return render(request, "safety_check.html", None, calm=True)


async def take_check(request: Request) -> Response:
    """Keep a yes or a no; anything else leaves it open, and asks again another day."""
    opened = unlocked(request)
    match (await form_of(request)).text("answer"):
        case "yes":
            answer_gate(opened, danger=True)
            return go_to("/safety")
        case "no":
            answer_gate(opened, danger=False)
        case "unsure" | "later":
            put_gate_off(opened)
        case _:
            raise HTTPException(400)
    tell(request, gettext("Saved."))
    return go_to("/")


def _person(opened: Opened, form: Form) -> RecordId | None:
    """Say whom a form means: somebody known, or nobody in particular."""
    if not form.text("person"):
        return None
    person = RecordId(form.text("person"))
    if person not in {*opened.journey.people(), *standing(opened).flagged}:
        raise HTTPException(400)
    return person


def _switch(opened: Opened) -> SwitchPage:
    stands, people = standing(opened), opened.journey.people()
    known: dict[RecordId | None, str] = {p: each.name for p, each in people.items()}
    everybody = {None: ""} | known
    gone = dict.fromkeys(stands.flagged - everybody.keys(), gettext("Somebody"))
    named = [Flagged(p, name) for p, name in (everybody | gone).items()]
    return SwitchPage(
        tuple(each for each in named if each.id in stands.flagged),
        tuple(each for each in named if each.id not in stands.flagged),
        stands.ask_first,
    )


SHELL = {"/safety": show}
ROUTES = [
    *page("/safety", show),
    *page(SWITCH, show_switch, turn_switch),
    *page("/safety/check", show_check, take_check),
]
