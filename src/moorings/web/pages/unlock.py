"""Opening a vault: with the passphrase, or with the recovery code."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.adding_passkeys import asked_of, unlock_with_passkey
from moorings.companion.errors import TooSoonError
from moorings.companion.guessing import require_strong
from moorings.companion.over_looking import note_opening
from moorings.companion.restoring import restored_on
from moorings.companion.securing import change_passphrase
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.forms import Form, form_of
from moorings.web.locked import Tried, ask_to_unlock
from moorings.web.over_focus import is_for_looking
from moorings.web.passkey_asking import bytes_of
from moorings.web.problems import STATUS
from moorings.web.rendering import day_words, go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import (
    begin_session,
    house,
    own_path,
    remembered_vault,
    seen_mark,
    speak_as_chosen,
    tell,
)


@dataclass(frozen=True, slots=True)
class Recovering:
    """Everything the recovery form shows."""

    doors: bool
    door_needed: bool
    door: str = ""
    code: str = ""
    passkeys: bool = False
    alone: bool = True
    problem: str = ""


async def unlock(request: Request) -> Response:
    """Open the vault, or say that this does not open it."""
    form = await form_of(request)
    harbour, passphrase = house(request).harbour, form.text("passphrase")

    def turn(vault: str, seen: str) -> str:
        name = form.line("door")
        return harbour.unlock(vault, passphrase, seen=seen, name=name)

    return await _opened(request, form, turn)


async def unlock_by_passkey(request: Request) -> Response:
    """Open the vault that this browser remembers with what its passkey gave."""
    form = await form_of(request)
    harbour = house(request).harbour
    credential, secret = (bytes_of(form.text(n)) for n in ("credential", "secret"))

    def turn(vault: str, seen: str) -> str:
        name = form.line("door")
        return unlock_with_passkey(
            harbour, vault, credential, secret, seen=seen, name=name
        )

    return await _opened(request, form, turn)


async def _opened(
    request: Request, form: Form, turn: Callable[[str, str], str]
) -> Response:
    """Turn a key of any kind, and lead to where somebody wanted to go."""
    harbour = house(request).harbour
    try:
        vault = _which(request, form)
        seen = seen_mark(request, vault)
        session = await run_in_threadpool(turn, vault, seen)
        if is_for_looking(own_path(form.text("to"))):
            note_opening(harbour.find(session))
    except MooringsError as error:
        status = 401 if error.kind == "refused" else STATUS[error.kind]
        tried = Tried(
            sentence(error), form.line("door"), form.text("to"), _seconds(error)
        )
        return ask_to_unlock(request, tried, status=status)
    response = go_to(own_path(form.text("to")))
    begin_session(request, response, session)
    speak_as_chosen(request, response)
    _tell_condition(request, session)
    return response


async def ask_for_code(request: Request) -> Response:
    """Ask for the recovery code and a new passphrase."""
    return render(request, "recover.html", _recovering(request), calm=True)


async def recover(request: Request) -> Response:
    """Open the vault with the code, and give it the new passphrase."""
    form = await form_of(request)
    try:
        session = await run_in_threadpool(_recover, request, form)
    except MooringsError as error:
        again = _recovering(request, form, sentence(error))
        status, wait = STATUS[error.kind], _seconds(error)
        headers = {"Retry-After": str(wait)} if wait else None
        return render(
            request, "recover.html", again, status, calm=True, headers=headers
        )
    response = go_to("/")
    begin_session(request, response, session)
    speak_as_chosen(request, response)
    told = gettext("Your new passphrase is set.")
    if house(request).harbour.find(session).unlocked.header.known_passkeys:
        told += " " + gettext("A passkey opens it, too, as before: Settings, Passkeys.")
    tell(request, told, session=session)
    return response


def _recover(request: Request, form: Form) -> str:
    harbour = house(request).harbour
    require_strong(form.text("passphrase"))
    vault = _which(request, form)
    seen, name = seen_mark(request, vault), form.line("door")
    session = harbour.recover(vault, form.line("code"), seen=seen, name=name)
    change_passphrase(
        harbour.find(session),
        form.text("passphrase"),
        harbour.stretching(),
        alone=form.text("alone") == "1",
    )
    return session


def _which(request: Request, form: Form) -> str:
    how = gettext("open the link printed where Moorings was started.")
    return house(request).harbour.which(
        remembered_vault(request), form.line("door"), how
    )


def _recovering(
    request: Request, form: Form | None = None, problem: str = ""
) -> Recovering:
    harbour, here = house(request).harbour, remembered_vault(request)
    vaults = harbour.vaults()
    return Recovering(
        doors=len(vaults) > 1,
        door_needed=here not in vaults,
        passkeys=here in vaults and bool(asked_of(harbour, here)),
        alone=form is None or form.text("alone") == "1",
        door=form.line("door") if form else "",
        code=form.line("code") if form else "",
        problem=problem,
    )


def _seconds(error: MooringsError) -> int:
    if isinstance(error, TooSoonError):
        return int(str(error.particulars["seconds"]))
    return 0


def _tell_condition(request: Request, session: str) -> None:
    opened = house(request).harbour.find(session)
    if not opened.condition.older_than_seen:
        return
    day = restored_on(opened)
    if day is None:
        words = gettext(
            "This notebook is older than the one this browser last saw: somebody may "
            "have put an older copy back. What was written since is not in it."
        )
    else:
        words = gettext(
            "An older backup was put in the place of this notebook, with its "
            "passphrase, on %(day)s. What was written in between is not in it. If that "
            "was not you, somebody else knows the passphrase or put a file back."
        ) % {"day": day_words(day)}
    tell(request, words, session=session)


ROUTES = [
    *page("/unlock", submit=unlock),
    *page("/unlock/passkey", submit=unlock_by_passkey),
    *page("/recover", ask_for_code, recover),
]
