"""Who may read on: browsers' ways to opened vaults, and when they end by themselves."""

import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from moorings.companion.clock import Clock
from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened

TOKEN_BYTES = 32
IDLE_MINUTES = 5
LONGEST_IDLE_MINUTES = 24 * 60
HIDDEN_GRACE_SECONDS = 60


@dataclass(slots=True)
class Session:
    """One browser's way to an opened vault; found by its token's digest alone."""

    opened: Opened
    last_seen: float
    hidden_since: float | None = None


class Sessions:
    """All sessions of this process. None is ever written to disk."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._guard = threading.RLock()
        self._sessions: dict[bytes, Session] = {}

    def begin(self, opened: Opened) -> str:
        """Give the token of a new session."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._guard:
            self._sessions[_digest(token)] = Session(opened, self._clock.elapsed())
        return token

    def join(self, owner: bytes) -> tuple[Opened, str] | None:
        """Begin a session on a kept vault that is open already."""
        with self._guard:
            found = (o for o in self.opened() if o.kept and o.owner == owner)
            already = next(found, None)
            return (already, self.begin(already)) if already else None

    def find(self, token: str, *, active: bool, seen: bool) -> Opened:
        """Give the vault behind a token."""
        with self._guard:
            session = self._sessions.get(_digest(token))
            if session is None:
                raise LockedError
            if active:
                session.last_seen = self._clock.elapsed()
            if active or seen:
                session.hidden_since = None
            return session.opened

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
        with self._guard:
            self._sessions = {
                digest: session
                for digest, session in self._sessions.items()
                if session.opened is not opened
            }

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

    def left_alone(self) -> list[Opened]:
        """Give the vaults that nobody has used for too long."""
        now = self._clock.elapsed()
        with self._guard:
            used = {
                id(session.opened)
                for session in self._sessions.values()
                if not _left_alone(session, now)
            }
            return [opened for opened in self.opened() if id(opened) not in used]


def _left_alone(session: Session, now: float) -> bool:
    choices = session.opened.journey.choices
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
