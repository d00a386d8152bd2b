"""What a person sees where a vault is locked, or where there is none yet."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.web.passkey_asking import asking
from moorings.web.rendering import render
from moorings.web.visitor import has_proof, house, own_path, remembered_vault


@dataclass(frozen=True, slots=True)
class Unlocking:
    """Everything the form shows."""

    to: str
    doors: bool
    door_needed: bool
    door: str = ""
    problem: str = ""
    wait: int = 0
    boxed: bool = False
    can_make: bool = False
    passkey: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A key that did not open it: why not, what else was typed, and where it led."""

    problem: str = ""
    door: str = ""
    to: str = ""
    wait: int = 0


_NOTHING_TRIED = Tried()


def ask_to_unlock(
    request: Request,
    tried: Tried = _NOTHING_TRIED,
    *,
    boxed: str = "",
    status: int = 401,
) -> Response:
    """Show the unlock form at the address that was asked for; it leads on to it.

    What was sent meanwhile is `boxed`: that names the address it leads on to.
    """
    vaults = house(request).harbour.vaults()
    if not vaults:
        return _nothing_yet(request)
    sent = boxed or tried.to or "/"
    path = request.url.path if request.method == "GET" else sent
    page = Unlocking(
        to=own_path(path),
        doors=len(vaults) > 1,
        door_needed=remembered_vault(request) not in vaults,
        door=tried.door,
        problem=tried.problem,
        wait=tried.wait,
        boxed=bool(boxed),
        can_make=has_proof(request),
        passkey=asking(request),
    )
    headers = {"Retry-After": str(tried.wait)} if tried.wait else None
    return render(request, "unlock.html", page, status, calm=True, headers=headers)


def _nothing_yet(request: Request) -> Response:
    if has_proof(request):
        return render(request, "welcome.html", None, 200, calm=True)
    return render(request, "not_yours.html", None, 401, calm=True)
