"""Who is behind a request: what their browser carries, and the vault it may open."""

import re
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.backing_up_quietly import Backups
from moorings.companion.deleting import finish_deleting
from moorings.companion.errors import LockedError
from moorings.companion.harbour import Harbour
from moorings.companion.listening import Turns
from moorings.companion.opened import Opened
from moorings.library.catalogue import VOICES
from moorings.web.device import Device
from moorings.web.security import Origins

if TYPE_CHECKING:
    from moorings.safety.danger import Outcome

LINK_SECONDS = 600
#: Where a sealed room is, all of it.
ROOM = "/room"
YEAR_SECONDS = 31_536_000
_OWN_PATH = re.compile(r"/[a-z0-9/_-]*")


@dataclass(frozen=True, slots=True)
class Notice:
    """A short word after an act, and where to send the wish to undo it."""

    words: str
    undo: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What the next page answers, once: words that may mean danger, written just now.

    `place` is the part of the crisis page that fits, `on` where one was going; `kept`
    says what became of the words, `text` holds them where nothing could keep them.
    """

    outcome: "Outcome"
    place: str = ""
    on: str = ""
    kept: str = ""
    text: str = field(default="", repr=False)


@dataclass(slots=True)
class House:
    """What the web door holds while the process runs; nothing of it touches a disk.

    `enters` is the passphrase with which the opening link goes right into the demo.
    """

    harbour: Harbour
    origins: Origins
    enters: str = ""
    link: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    begun: float = 0.0
    proofs: set[str] = field(default_factory=set)
    notices: dict[str, Notice] = field(default_factory=dict)
    heard: dict[str, Heard] = field(default_factory=dict, repr=False)
    shells: dict[object, bytes] = field(default_factory=dict, repr=False)
    turns: Turns = field(default_factory=Turns, repr=False)
    backups: Backups = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.backups = Backups(self.harbour)
        finish_deleting(self.harbour)
        self.begun = self.harbour.clock.elapsed()

    @property
    def demo(self) -> bool:
        """Say whether this is the demo, in which everything is made up."""
        return bool(self.enters)

    def use_link(self, token: str) -> str | None:
        """Take the one-time opening link; it works once, for ten minutes."""
        fresh = self.harbour.clock.elapsed() - self.begun <= LINK_SECONDS
        typed, link = token.encode(), self.link.encode()
        if not (fresh and link and secrets.compare_digest(typed, link)):
            return None
        self.link = ""
        proof = secrets.token_urlsafe(24)
        self.proofs.add(proof)
        return proof


def house(request: Request) -> House:
    """Give the house this request came to."""
    return cast("House", request.app.state.house)


def device(request: Request) -> Device:
    """Give the choices of the device behind a request."""
    return Device.read(request.cookies.get(_name(request, "device"), ""))


def token(request: Request) -> str:
    """Give the session token a browser carries, if any."""
    renewed: str = getattr(request.state, "renewed", "")
    if renewed:
        return renewed
    carried = request.cookies.get(_session_name(request), "")
    fresh = house(request).harbour.sessions.newest(carried)
    if fresh != carried:
        request.state.renewed = fresh
    return fresh


def unlocked(request: Request) -> Opened:
    """Hand over the vault this person has opened."""
    opened = open_vault_of(request)
    if opened is None:
        raise LockedError
    return opened


def open_vault_of(request: Request) -> Opened | None:
    """Hand over the opened vault, if there is one."""
    if not hasattr(request.state, "opened"):
        try:
            request.state.opened = house(request).harbour.find(token(request))
        except LockedError:
            request.state.opened = None
    return cast("Opened | None", request.state.opened)


def remembered_vault(request: Request) -> str:
    """Give the vault this device last opened."""
    return request.cookies.get(_name(request, "vault"), "")


def seen_mark(request: Request, vault: str) -> str:
    """Give the place in a vault's chain that this device last saw, if it saw any."""
    of, _, mark = request.cookies.get(_name(request, "seen"), "").partition(".")
    return mark if of == vault else ""


def has_proof(request: Request) -> bool:
    """Say whether this browser came through the opening link of this process."""
    return request.cookies.get(_name(request, "start"), "") in house(request).proofs


def give_proof(request: Request, response: Response, proof: str) -> None:
    """Let the browser carry the proof until it is closed."""
    _set(request, response, _name(request, "start"), proof)


def take_session(request: Request, session: str) -> Opened:
    """Answer this request behind a new session; the answer hands it over."""
    harbour = house(request).harbour
    opened = request.state.opened = harbour.find(session)
    request.state.renewed = session
    harbour.sessions.describe(session, request.headers.get("user-agent", ""))
    return opened


def begin_session(request: Request, response: Response, session: str) -> None:
    """Hand a new session to the browser; its vault is remembered if it is kept."""
    opened = take_session(request, session)
    carry_session(request, response)
    if opened.kept:
        vault = opened.owner.hex()
        _set(request, response, _name(request, "vault"), vault, YEAR_SECONDS)


def renew_session(request: Request) -> None:
    """Give this session another token, because who is here has proved it again."""
    before, at = token(request), house(request)
    request.state.renewed = at.harbour.sessions.renew(before)
    if notice := at.notices.pop(before, None):
        at.notices[token(request)] = notice
    if heard := at.heard.pop(before, None):
        at.heard[token(request)] = heard


def carry_session(request: Request, response: Response) -> None:
    """Hand a token to the browser that was renewed while this was answered."""
    renewed = getattr(request.state, "renewed", "")
    carried = getattr(request.state, "carried", "")
    if renewed != carried and getattr(request.state, "opened", None) is not None:
        _set(request, response, _session_name(request), renewed)
        request.state.carried = renewed


def end_session(request: Request, response: Response) -> None:
    """Take the session from the browser."""
    request.state.opened = None
    response.delete_cookie(_session_name(request), path="/")


def forget_visitor(request: Request, response: Response) -> None:
    """Take everything from the browser that tells of a notebook."""
    end_session(request, response)
    for what in ("vault", "seen", "device"):
        response.delete_cookie(_name(request, what), path="/")


def remember_device(request: Request, response: Response, chosen: Device) -> None:
    """Keep the device's choices on the device."""
    _set(request, response, _name(request, "device"), chosen.write(), YEAR_SECONDS)


def speak_as_chosen(request: Request, response: Response) -> None:
    """Let a device speak in the voice that was chosen in the vault it opened."""
    opened, here = open_vault_of(request), device(request)
    voice = opened.journey.choices.get("voice", "") if opened else ""
    if voice in VOICES and voice != here.voice:
        remember_device(request, response, replace(here, voice=voice))


def remember_mark(request: Request, response: Response) -> None:
    """Keep where the chain ended, so that an older file put back is noticed."""
    opened = getattr(request.state, "opened", None)
    if opened is None or not opened.kept:
        return
    vault = opened.owner.hex()
    if opened.mark != seen_mark(request, vault):
        seen = f"{vault}.{opened.mark}"
        _set(request, response, _name(request, "seen"), seen, YEAR_SECONDS)


def tell(
    request: Request, words: str, undo: str | None = None, *, session: str = ""
) -> None:
    """Leave a word for the next page this browser sees."""
    house(request).notices[session or waiting_for(request)] = Notice(words, undo)


def take_notice(request: Request) -> Notice | None:
    """Take the word that was left, once."""
    return house(request).notices.pop(waiting_for(request), None)


def waiting_for(request: Request) -> str:
    """Name what waits for the next page; what waits for a sealed room waits there."""
    inside = f"{request.url.path}/".startswith(f"{ROOM}/")
    return f"{token(request)} {ROOM}" if inside else token(request)


def own_path(path: str) -> str:
    """Keep a path that leads to a page of ours; anything else leads home."""
    return path if _OWN_PATH.fullmatch(path) and "//" not in path else "/"


def _set(
    request: Request, response: Response, name: str, value: str, age: int | None = None
) -> None:
    response.set_cookie(
        name,
        value,
        max_age=age,
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite="strict",
    )


def _is_secure(request: Request) -> bool:
    return house(request).origins.is_secure(request.headers.get("host", ""))


def _session_name(request: Request) -> str:
    return (
        "__Host-moorings" if _is_secure(request) else _plain_name(request, "moorings")
    )


def _name(request: Request, what: str) -> str:
    if _is_secure(request):
        return f"__Host-moorings-{what}"
    return _plain_name(request, f"moorings-{what}")


def _plain_name(request: Request, stem: str) -> str:
    return f"{stem}-{house(request).origins.port}"
