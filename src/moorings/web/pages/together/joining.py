"""Joining: an invitation is read, and accepted or left; leaving it tells nobody."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with_anybody
from moorings.companion.inviting import (
    Accepting,
    Invitation,
    accept,
    code_text,
    read_invitation,
)
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.web.bonds import (
    WITH,
    people_to_choose,
    person_chosen,
    shown,
    sorts,
)
from moorings.web.forms import Form, form_of
from moorings.web.letters import LETTERS
from moorings.web.options import Option
from moorings.web.pages.together.pairing import code_in
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import unlocked

HERE = WITH + "/join"
#: What anybody may read who was invited, with a notebook or without one.
GUESTS = "/together/join"


@dataclass(frozen=True, slots=True)
class Read:
    """An invitation that was read: who asks, for what, and the code again."""

    name: str
    what: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningPage:
    """Where an invitation is read, and then accepted or left."""

    record: RecordId
    resting: bool
    read: Read | None = None
    name: str = ""
    people: tuple[Option, ...] = ()
    typed: str = ""
    problem: str = ""


async def show_guest(request: Request) -> Response:
    """Say what an invitation is, to somebody who may have no notebook."""
    return render(request, "together_guest.html", None)


async def show(request: Request) -> Response:
    """Ask for the invitation."""
    return render(request, "together_join.html", _page(unlocked(request)))


async def read(request: Request) -> Response:
    """Show what an invitation says. Nothing of it is kept."""
    opened, form = unlocked(request), await form_of(request)
    try:
        found = read_invitation(await code_in(form))
    except MooringsError as error:
        again = replace(_page(opened), typed=form.text("text"), problem=sentence(error))
        return render(request, "together_join.html", again, STATUS[error.kind])
    return render(request, "together_join.html", _with(opened, form, found))


async def take(request: Request) -> Response:
    """Accept an invitation; the answer then stands on the page of the bond."""
    opened, form = unlocked(request), await form_of(request)
    try:
        found = read_invitation(form.text("text"))
    except MooringsError as error:
        again = replace(_page(opened), typed=form.text("text"), problem=sentence(error))
        return render(request, "together_join.html", again, STATUS[error.kind])
    try:
        form.fit(name=LETTERS.name)
        person = person_chosen(opened, form.text("person"))
        told = Accepting(form.line("name"), person)
        bond = accept(opened, form.record(), found, told)
    except MooringsError as error:
        again = replace(_with(opened, form, found), problem=sentence(error))
        return render(request, "together_join.html", again, STATUS[error.kind])
    return go_to(shown(opened, bond).path)


def _page(opened: Opened) -> JoiningPage:
    resting = not open_with_anybody(opened, "sharing")
    return JoiningPage(record=new_id(), resting=resting)


def _with(opened: Opened, form: Form, found: Invitation) -> JoiningPage:
    told = Read(found.name, sorts()[found.what], code_text(found.code))
    return replace(
        _page(opened),
        record=form.record(),
        read=told,
        name=form.line("name"),
        people=people_to_choose(opened, form.text("person")),
    )


GUEST_ROUTES = page(GUESTS, show_guest)
ROUTES = [*page(HERE, show, read), *page(HERE + "/accept", submit=take)]
