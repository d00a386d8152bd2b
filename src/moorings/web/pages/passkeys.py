"""Passkeys: one more way in, beside the passphrase."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.adding_passkeys import (
    Passkey,
    add_passkey,
    ask_passkey,
    passkeys,
    take_asked,
    take_passkey_away,
)
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.forms import form_of
from moorings.web.letters import LETTERS
from moorings.web.passkey_asking import bytes_of, can_be_added, created, creating
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import house, tell, unlocked

HERE = "/settings/passkeys"


@dataclass(frozen=True, slots=True)
class PasskeysPage:
    """Everything the page shows; with `asked` a browser is to make a passkey now."""

    passkeys: tuple[Passkey, ...]
    installed: bool
    asked: str = ""
    name: str = ""
    problem: str = ""


async def show(request: Request) -> Response:
    """Show the passkeys there are, and how one more is added."""
    return render(request, "passkeys.html", _page(_kept(request)))


async def begin(request: Request) -> Response:
    """Ask the browser for a passkey, where the passphrase is right."""
    opened, form = _kept(request), await form_of(request)
    name = form.line("name")
    try:
        form.fit(name=LETTERS.name)
        asked = await run_in_threadpool(ask_passkey, opened, form.text("passphrase"))
    except MooringsError as error:
        shown = _page(opened, name=name, problem=sentence(error))
        return render(request, "passkeys.html", shown, STATUS[error.kind])
    shown = _page(opened, creating(request, asked), name)
    return render(request, "passkeys.html", shown)


async def add(request: Request) -> Response:
    """Keep the passkey that the browser made."""
    opened, form = _kept(request), await form_of(request)
    try:
        asked = take_asked(opened)
        credential = created(request, asked, form.text("answer"))
        secret = bytes_of(form.text("secret"))
        add_passkey(opened, asked, credential, secret, form.line("name"))
    except MooringsError as error:
        shown = _page(opened, problem=sentence(error))
        return render(request, "passkeys.html", shown, STATUS[error.kind])
    tell(request, gettext("It opens this notebook from now on."))
    return go_to(HERE)


async def take_away(request: Request) -> Response:
    """Let a passkey open nothing any more."""
    opened, form = _kept(request), await form_of(request)
    stretching = house(request).harbour.stretching()
    passkey, typed = request.path_params["passkey"], form.text("passphrase")
    try:
        await run_in_threadpool(take_passkey_away, opened, passkey, typed, stretching)
    except MooringsError as error:
        shown = _page(opened, problem=sentence(error))
        return render(request, "passkeys.html", shown, STATUS[error.kind])
    tell(request, gettext("It opens nothing here any more."))
    return go_to(HERE)


def _kept(request: Request) -> Opened:
    opened = unlocked(request)
    if not opened.kept:
        raise NothingThereError
    return opened


def _page(
    opened: Opened, asked: str = "", name: str = "", problem: str = ""
) -> PasskeysPage:
    return PasskeysPage(passkeys(opened), can_be_added(), asked, name, problem)


ROUTES = [
    *page(HERE, show),
    *page(HERE + "/begin", submit=begin),
    *page(HERE + "/add", submit=add),
    *page(HERE + "/{passkey}/take-away", submit=take_away),
]
