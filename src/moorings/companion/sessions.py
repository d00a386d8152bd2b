"""Who may read on: browsers' ways to opened vaults, and when they end by themselves."""

import re
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from moorings.companion.clock import Clock
from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened
from moorings.companion.room import Room

TOKEN_BYTES = 32
IDLE_MINUTES = 5
LONGEST_IDLE_MINUTES = 12 * 60
HIDDEN_GRACE_SECONDS = 60
#: A sealed room stays open so long after another page was looked at.
LEFT_SECONDS = 15
#: So long a token that was renewed leads to the one in its place.
GRACE_SECONDS = 10
#: However busily it is used, no session is longer: then it asks for the passphrase.
LONGEST_SECONDS = 12 * 3600
NAME_BYTES = 16


@dataclass(slots=True)
class Session:
    """One browser's way to an opened vault; found by its token's digest alone.

    `name` is what a list calls it by; it opens nothing. `since` is when a browser came,
    `browser` what that says of itself, `room` the sealed room somebody is in there.
    """

    opened: Opened
    begun: float
    last_seen: float
    hidden_since: float | None = None
    since: datetime | None = None
    browser: str = ""
    room: Room | None = field(default=None, repr=False)
    room_left: float | None = None
    name: str = field(default_factory=lambda: secrets.token_hex(NAME_BYTES))


class Sessions:
    """All sessions of this process. None is ever written to disk."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._guard = threading.RLock()
        self._sessions: dict[bytes, Session] = {}
        self._former: dict[bytes, tuple[Session, str, float]] = {}

    def begin(self, opened: Opened) -> str:
        """Give the token of a new session."""
        token, begun = secrets.token_urlsafe(TOKEN_BYTES), self._clock.elapsed()
        with self._guard:
            self._sessions[_digest(token)] = Session(opened, begun, begun)
        return token

    def renew(self, token: str) -> str:
        """Give a session another token; the one from before is worth nothing."""
        fresh = secrets.token_urlsafe(TOKEN_BYTES)
        with self._guard:
            session = self._sessions[_digest(fresh)] = self._of(token)
            self.end(token)
            until = self._clock.elapsed() + GRACE_SECONDS
            former = self._former.items()
            self._former = {name: each for name, each in former if self._stands(*each)}
            self._former[_digest(token)] = (session, fresh, until)
        return fresh

    def newest(self, token: str) -> str:
        """Give the token that took this one's place moments ago, else the same one.

        A browser that asked twice in one breath may not have taken it in yet.
        """
        with self._guard:
            former = self._former.get(_digest(token))
            if former is None or not self._stands(*former):
                return token
            return self.newest(former[1])

    def _stands(self, session: Session, _: str, until: float) -> bool:
        here = any(each is session for each in self._sessions.values())
        return here and self._clock.elapsed() < until

    def join(self, owner: bytes) -> tuple[Opened, str] | None:
        """Begin a session on a kept vault that is open already."""
        with self._guard:
            found = (o for o in self.opened() if o.kept and o.owner == owner)
            already = next(found, None)
            return (already, self.begin(already)) if already else None

    def find(self, token: str, *, active: bool, seen: bool) -> Opened:
        """Give the vault behind a token."""
        with self._guard:
            session = self._of(token)
            _close_room(session, self._clock.elapsed())
            if active:
                session.last_seen = self._clock.elapsed()
            if active or seen:
                session.hidden_since = None
            return session.opened

    def describe(self, token: str, browser: str) -> None:
        """Note what the browser says of itself, and that it came now."""
        now = self._clock.now()
        with self._guard:
            session = self._of(token)
            session.browser, session.since = browser, now

    def all_of(self, opened: Opened) -> list[Session]:
        """Give the sessions of a vault, the latest used first."""
        with self._guard:
            now, every = self._clock.elapsed(), self._sessions.values()
            found = [s for s in every if s.opened is opened and not _is_over(s, now)]
        return sorted(found, key=lambda session: session.last_seen, reverse=True)

    def name_of(self, token: str) -> str:
        """Give the name by which a session stands in a list."""
        with self._guard:
            return self._of(token).name

    def end_named(self, opened: Opened, name: str) -> None:
        """End the session of a vault that bears this name in the list."""
        self._keep_those(lambda s: s.opened is not opened or s.name != name)

    def end_others(self, token: str) -> None:
        """End every other session of the vault behind this one."""
        with self._guard:
            own = self._of(token)
            self._keep_those(lambda s: s.opened is not own.opened or s is own)

    def room(self, token: str, *, there: bool = True) -> Room | None:
        """Give the sealed room somebody is in, if any.

        Who looks at it is `there`; what a page before sends late is not.
        """
        with self._guard:
            session = self._of(token)
            _close_room(session, self._clock.elapsed())
            if there:
                session.room_left = None
            return session.room

    def go_into(self, token: str, room: Room | None) -> None:
        """Go into a room, or out of it at once: it is this browser's alone."""
        with self._guard:
            session = self._of(token)
            session.room, session.room_left = room, None

    def turn_from_room(self, token: str) -> None:
        """Note that another page is looked at; moments later the room closes.

        So that what was typed last still finds its way in.
        """
        with self._guard:
            session = self._of(token)
            if session.room_left is None:
                session.room_left = self._clock.elapsed()

    def hide(self, token: str) -> None:
        """Note that the page went out of sight."""
        with self._guard:
            session = self._sessions.get(_digest(token))
            if session is not None and session.hidden_since is None:
                session.hidden_since = self._clock.elapsed()

    def end(self, token: str) -> None:
        """End one session."""
        with self._guard:
            self._sessions.pop(_digest(token), None)

    def end_all(self, opened: Opened) -> None:
        """End every session of a vault."""
        self._keep_those(lambda session: session.opened is not opened)

    def opened(self) -> list[Opened]:
        """Give each opened vault once."""
        with self._guard:
            found = {id(s.opened): s.opened for s in self._sessions.values()}
            return list(found.values())

    def quiet_for(self, opened: Opened) -> float:
        """Say for how many seconds nobody has used this vault."""
        with self._guard:
            used = [s.last_seen for s in self._sessions.values() if s.opened is opened]
        return self._clock.elapsed() - max(used, default=0.0)

    def _keep_those(self, wanted: Callable[[Session], bool]) -> None:
        with self._guard:
            self._sessions = {
                digest: session
                for digest, session in self._sessions.items()
                if wanted(session)
            }

    def _of(self, token: str) -> Session:
        """Find a session that has not had its time."""
        session = self._sessions.get(_digest(token))
        if session is None or _is_over(session, self._clock.elapsed()):
            raise LockedError
        return session

    def left_alone(self) -> list[Opened]:
        """Give the vaults that nobody has used for too long."""
        now = self._clock.elapsed()
        with self._guard:
            for session in self._sessions.values():
                _close_room(session, now)
            used = {
                id(session.opened)
                for session in self._sessions.values()
                if not _left_alone(session, now)
            }
            return [opened for opened in self.opened() if id(opened) not in used]


def _close_room(session: Session, now: float) -> None:
    """Close the room of a browser that turned away from it, or was left alone."""
    if session.room is None:
        return
    left = session.room_left
    gone = left is not None and now - left >= LEFT_SECONDS
    if gone or session.room.locked or _left_alone(session, now):
        session.room = None


def _is_over(session: Session, now: float) -> bool:
    return now - session.begun >= LONGEST_SECONDS


def _left_alone(session: Session, now: float) -> bool:
    choices = session.opened.journey.choices
    if _is_over(session, now):
        return True
    if now - session.last_seen >= _idle_minutes(choices) * 60:
        return True
    if session.hidden_since is None or choices.get("lock-when-hidden", "yes") != "yes":
        return False
    return now - session.hidden_since >= HIDDEN_GRACE_SECONDS


def _idle_minutes(choices: Mapping[str, str]) -> int:
    """Read the choice; one that makes no sense must not lock everybody out."""
    chosen = choices.get("lock-after-minutes", "")
    if not re.fullmatch("[0-9]{1,4}", chosen):
        return IDLE_MINUTES
    return min(max(int(chosen), 1), LONGEST_IDLE_MINUTES)


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
