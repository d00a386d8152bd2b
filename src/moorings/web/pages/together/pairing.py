"""A partner joins: an invitation, a pairing, and a way out."""

from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.bonds import bond_of, bonds, state
from moorings.companion.checking import open_with, open_with_anybody, require_open_with
from moorings.companion.errors import NothingThereError
from moorings.companion.inviting import (
    FILE_ENDING,
    MOST_CODE,
    Inviting,
    code_text,
    invite,
    take_answer,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.pairing import confirm, forget_bond, leave, words
from moorings.companion.receiving import received
from moorings.companion.sharing import given
from moorings.errors import MooringsError
from moorings.journey.records import Bond, RecordId, SharedSort
from moorings.library.catalogue import gettext
from moorings.web.bonds import (
    WITH,
    Shown,
    people_to_choose,
    person_chosen,
    shown,
    sorts,
)
from moorings.web.codes import CodePicture, code_picture
from moorings.web.danger import take_heard
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.letters import LETTERS
from moorings.web.listing import beginning
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.proving import prove_here
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.rows import Row
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked

#: While a bond is in one of these, its six words wait to be compared.
COMPARING = frozenset({"answered", "accepted"})


@dataclass(frozen=True, slots=True)
class WithPage:
    """With whom something is shared, or was; or that it rests."""

    resting: bool
    bonds: tuple[Shown, ...]
    ended: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitingPage:
    """The form of an invitation."""

    record: RecordId
    name: str
    people: tuple[Option, ...]
    sorts: tuple[Option, ...]
    resting: bool
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BondPage:
    """One bond: its code, its six words, or what was shared; by how far it has come."""

    bond: Shown
    as_name: str
    resting: bool
    kept: bool = True
    code: str = ""
    picture: CodePicture | None = None
    words: tuple[str, ...] = ()
    given: tuple[Row, ...] = ()
    received: tuple[Row, ...] = ()
    problem: str = ""
    typed: str = ""
    heard: Heard | None = None


async def show_all(request: Request) -> Response:
    """Show with whom something is shared."""
    opened = unlocked(request)
    every = [shown(opened, bond) for bond in bonds(opened)]
    there = WithPage(
        not open_with_anybody(opened, "sharing"),
        tuple(each for each in every if each.state not in {"left", "broken"}),
        tuple(each for each in every if each.state in {"left", "broken"}),
    )
    return render(request, "together_with.html", there)


async def show_inviting(request: Request) -> Response:
    """Show the form of an invitation."""
    opened = unlocked(request)
    form = unfinished(request, opened)
    return render(request, "together_invite.html", _inviting(opened, form))


async def keep_inviting(request: Request) -> Response:
    """Make an invitation, or say what is missing."""
    opened, form = unlocked(request), await form_of(request)
    try:
        form.fit(name=LETTERS.name)
        person = person_chosen(opened, form.text("person"))
        told = Inviting(form.line("name"), _sort(form), person)
        bond = invite(opened, form.record(), told)
    except MooringsError as error:
        again = replace(_inviting(opened, form), problem=sentence(error))
        return render(request, "together_invite.html", again, STATUS[error.kind])
    return go_to(shown(opened, bond).path)


async def show(request: Request) -> Response:
    """Show one bond as far as it has come."""
    opened = unlocked(request)
    bond = bond_of(opened, record_in_path(request))
    there = replace(_page(opened, bond), heard=take_heard(request))
    return render(request, "together_bond.html", there)


async def hand_over(request: Request) -> Response:
    """Hand over the invitation or the answer as a file."""
    opened = unlocked(request)
    bond = bond_of(opened, record_in_path(request))
    require_open_with(opened, "sharing", bond.person)
    if state(opened, bond) in {"broken", "left"}:
        raise NothingThereError
    name = f'attachment; filename="for-you{FILE_ENDING}"'
    kind = "application/octet-stream"
    return Response(bond.sent, media_type=kind, headers={"Content-Disposition": name})


async def answer(request: Request) -> Response:
    """Take in the answer they gave, as text or as a file."""
    opened, record = unlocked(request), record_in_path(request)
    form = await form_of(request)
    bond = bond_of(opened, record)
    try:
        bond = take_answer(opened, record, await code_in(form))
    except MooringsError as error:
        again = _page(opened, bond)
        again = replace(again, problem=sentence(error), typed=form.text("text"))
        return render(request, "together_bond.html", again, STATUS[error.kind])
    return go_to(shown(opened, bond).path)


async def compare(request: Request) -> Response:
    """Keep whether the six words were the same.

    That they are, opens a way out of the notebook: it takes the passphrase.
    """
    opened, record = unlocked(request), record_in_path(request)
    form = await form_of(request)
    bond, said = bond_of(opened, record), form.text("words")
    if said not in {"same", "different"}:
        raise HTTPException(400)
    try:
        if said == "same" and state(opened, bond) in COMPARING:
            await prove_here(request, opened, form.text("passphrase"))
        bond = confirm(opened, record, same=said == "same")
    except MooringsError as error:
        again = replace(_page(opened, bond), problem=sentence(error))
        return render(request, "together_bond.html", again, STATUS[error.kind])
    return go_to(shown(opened, bond).path)


async def go(request: Request) -> Response:
    """Leave, at once and silently."""
    opened, record = unlocked(request), record_in_path(request)
    leave(opened, record)
    tell(request, gettext("It has ended here. Nobody is told."))
    return go_to(WITH)


async def forget(request: Request) -> Response:
    """Destroy all of it for good."""
    opened, record = unlocked(request), record_in_path(request)
    forget_bond(opened, record)
    tell(request, gettext("Erased for good."))
    return go_to(WITH)


async def code_in(form: Form) -> str | bytes:
    """Read a code from a form: the file, where one was chosen, or what was pasted."""
    for file in form.files("file"):
        return await file.read(MOST_CODE + 1)
    return form.text("text")


def _sort(form: Form) -> SharedSort:
    return next((sort for sort in sorts() if sort == form.text("what")), "text")


def _inviting(opened: Opened, form: Form | None) -> InvitingPage:
    named = {str(sort): words for sort, words in sorts().items()}
    return InvitingPage(
        record=form.record() if form else new_id(),
        name=form.text("name") if form else "",
        people=people_to_choose(opened, form.text("person") if form else ""),
        sorts=options(named, _sort(form) if form else "agreement"),
        resting=not open_with_anybody(opened, "sharing"),
    )


def _page(opened: Opened, bond: Bond) -> BondPage:
    here = shown(opened, bond)
    begun = here.state in {"invited", "accepted"}
    code = code_text(bond.sent) if begun else ""
    return BondPage(
        bond=here,
        as_name=bond.as_name,
        resting=not open_with(opened, "sharing", bond.person),
        kept=opened.kept,
        code=code,
        picture=code_picture(code) if code else None,
        words=words(bond) if here.state in COMPARING else (),
        given=_rows(opened, bond, "given"),
        received=_rows(opened, bond, "received"),
    )


def _rows(opened: Opened, bond: Bond, direction: str) -> tuple[Row, ...]:
    found = given(opened, bond) if direction == "given" else received(opened, bond)
    return tuple(
        Row(
            f"{WITH}/item/{item.id}",
            item.title or beginning(item.text),
            sorts()[item.sort],
            short_day(item.when.date),
        )
        for item in reversed(found)
    )


_ONE = WITH + "/{record}"
ROUTES = [
    *page(WITH, show_all),
    *page(WITH + "/new", show_inviting, until_kept(keep_inviting)),
    *page(_ONE, show),
    *page(_ONE + "/code", hand_over),
    *page(_ONE + "/answer", submit=answer),
    *page(_ONE + "/compare", submit=compare),
    *page(_ONE + "/leave", submit=go),
    *page(_ONE + "/forget", submit=forget),
]
