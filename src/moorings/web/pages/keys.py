"""Passphrase, recovery code, door name: who can open this notebook."""

from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.adding_passkeys import Passkey, passkeys
from moorings.companion.errors import ReadOnlyError
from moorings.companion.opened import Opened
from moorings.companion.securing import (
    change_passphrase,
    check_recovery_code,
    offer_passphrase,
    renew_recovery_code,
)
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.library.words import passphrase_words
from moorings.web.forms import Form, form_of
from moorings.web.problems import STATUS
from moorings.web.proving import prove_here
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import house, renew_session, tell, token, unlocked


@dataclass(frozen=True, slots=True)
class KeysPage:
    """What a form about keys shows."""

    offered: tuple[str, ...] = ()
    problem: str = ""
    typed: str = ""
    passkeys: tuple[Passkey, ...] = ()
    alone: bool = True


async def show_passphrase(request: Request) -> Response:
    """Ask for the old passphrase and a new one."""
    shown = KeysPage(_offered(), passkeys=passkeys(_kept(request)))
    return render(request, "keys_passphrase.html", shown)


async def submit_passphrase(request: Request) -> Response:
    """Change the passphrase."""
    opened = _kept(request)
    form = await form_of(request)
    stretching = house(request).harbour.stretching()
    alone, problem, status = form.text("alone") == "1", "", 422
    if form.text("new").split() != form.text("again").split():
        problem = gettext("The two are not the same. Nothing was changed yet.")
    else:
        try:
            await prove_here(request, opened, form.text("passphrase"))
            change = partial(change_passphrase, alone=alone)
            await run_in_threadpool(change, opened, form.text("new"), stretching)
            house(request).harbour.sessions.end_others(token(request))
        except MooringsError as error:
            problem, status = sentence(error), STATUS[error.kind]
    if problem:
        offered = tuple(form.text("offered").split()) or _offered()
        known = passkeys(opened)
        shown = KeysPage(offered, problem, passkeys=known, alone=alone)
        return render(request, "keys_passphrase.html", shown, status)
    tell(
        request,
        gettext(
            "Your new passphrase is set. Backups here are made anew; copies that you "
            "took elsewhere still open with the old one."
        ),
    )
    return go_to("/settings")


async def show_code_check(request: Request) -> Response:
    """Ask for the recovery code, to be sure it is still at hand."""
    _kept(request)
    return render(request, "keys_check.html", KeysPage())


async def submit_code_check(request: Request) -> Response:
    """Compare the code typed."""
    opened = _kept(request)
    form = await form_of(request)
    try:
        check_recovery_code(opened, form.line("code"))
    except MooringsError as error:
        shown = KeysPage(problem=sentence(error), typed=form.line("code"))
        return render(request, "keys_check.html", shown, STATUS[error.kind])
    tell(request, gettext("That is the right code. Keep it where you keep it now."))
    return go_to("/")


async def show_new_code(request: Request) -> Response:
    """Ask for the passphrase before the recovery code is replaced."""
    _kept(request)
    return render(request, "keys_code.html", KeysPage())


async def submit_new_code(request: Request) -> Response:
    """Replace the recovery code, and show the new one once."""
    opened = _kept(request)
    form = await form_of(request)
    stretching = house(request).harbour.stretching()
    try:
        opened.code_to_show = await run_in_threadpool(
            renew_recovery_code, opened, form.text("passphrase"), stretching
        )
    except MooringsError as error:
        shown = KeysPage(problem=sentence(error))
        return render(request, "keys_code.html", shown, STATUS[error.kind])
    renew_session(request)
    house(request).harbour.sessions.end_others(token(request))
    return go_to("/welcome/code")


async def submit_door(request: Request) -> Response:
    """Give the notebook a door name."""
    opened = _kept(request)
    form: Form = await form_of(request)
    house(request).harbour.name_door(opened, form.line("door"))
    tell(request, gettext("Saved."))
    return go_to("/settings")


def _kept(request: Request) -> Opened:
    opened = unlocked(request)
    if not opened.kept:
        raise ReadOnlyError
    return opened


def _offered() -> tuple[str, ...]:
    return tuple(offer_passphrase(passphrase_words()).split())


ROUTES = [
    *page("/settings/passphrase", show_passphrase, submit_passphrase),
    *page("/settings/recovery-check", show_code_check, submit_code_check),
    *page("/settings/recovery-code", show_new_code, submit_new_code),
    *page("/settings/door", submit=submit_door),
]
