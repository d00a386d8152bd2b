"""Making guessing slow without ever locking the owner out."""

from collections.abc import Callable
from math import ceil, inf
from threading import Lock, Thread

from moorings.companion.clock import Clock
from moorings.companion.errors import TooSoonError
from moorings.companion.opened import Opened
from moorings.companion.turns import Turns
from moorings.storage.log import Failures, Log, NotKeptError
from moorings.vault.errors import (
    WrongPasskeyError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from moorings.vault.header import Unlocked, write_header

FREE_TRIES = 4
LONGEST_WAIT_SECONDS = 900
#: Tries at one door come one after the other: else many at once would be one.
_TURNS = Turns()


class _Last:
    """When each door was last tried in vain here, whatever is done to the clock."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._at: dict[tuple[bytes, str], float] = {}

    def __len__(self) -> int:
        """Say of how many doors this is known."""
        return len(self._at)

    def note(self, which: tuple[bytes, str], clock: Clock) -> None:
        """Note that it was now; forget what nobody has to wait for any more."""
        now = clock.elapsed()
        with self._guard:
            self._at = {
                each: at
                for each, at in self._at.items()
                if 0 <= now - at < LONGEST_WAIT_SECONDS
            }
            self._at[which] = now

    def ago(self, which: tuple[bytes, str], clock: Clock) -> float:
        """Say how many seconds have passed since; endless where nothing is known."""
        with self._guard:
            at = self._at.get(which)
        return inf if at is None or clock.elapsed() < at else clock.elapsed() - at


_LAST = _Last()
NONE = Failures(0, 0.0)
#: What no disk would take: how often each door was tried in vain here.
_UNKEPT: dict[tuple[bytes, str], Failures] = {}


def wait_after(tries: int) -> int:
    """Say how many seconds to wait after so many wrong tries in a row.

    Four tries are free, then 1, 2, 4 … seconds, never more than a quarter of an hour:
    guessing gets slow, and nobody can lock the owner out.
    """
    if tries <= FREE_TRIES:
        return 0
    return int(min(2.0 ** min(tries - FREE_TRIES - 1, 20), LONGEST_WAIT_SECONDS))


def try_key(
    log: Log, clock: Clock, owner: bytes, door: str, key: Callable[[bytes], Unlocked]
) -> Unlocked:
    """Turn the key, unless the last tries ask for patience; count what fails."""
    with _TURNS.of((owner, door)):
        failed = _failures(log, owner, door)
        _require_patience(log, clock, owner, door, failed)
        try:
            unlocked = key(log.header(owner) or b"")
        except (WrongPassphraseError, WrongRecoveryCodeError, WrongPasskeyError):
            _LAST.note((owner, door), clock)
            now = clock.now().timestamp()
            _count(log, owner, door, Failures(failed.tries + 1, now))
            raise
        if failed.tries:
            _count(log, owner, door, NONE)
        return unlocked


def _failures(log: Log, owner: bytes, door: str) -> Failures:
    return max(log.failures(owner, door), _UNKEPT.get((owner, door), NONE))


def _count(log: Log, owner: bytes, door: str, failures: Failures) -> None:
    """Write down how often a door was tried in vain, or else know it here.

    A full disk must neither keep the owner out nor let anybody guess without a wait.
    """
    _UNKEPT.pop((owner, door), None)
    try:
        log.put_failures(owner, door, failures)
    except NotKeptError:
        _UNKEPT[owner, door] = failures


def try_key_again(opened: Opened, door: str, key: Callable[[bytes], Unlocked]) -> None:
    """Turn a key in what is open: somebody may have changed the file since."""
    page = write_header(opened.unlocked.header)
    try_key(opened.log, opened.clock, opened.owner, door, lambda _: key(page))


def beside(
    read: Callable[[], None], key: Callable[[bytes], Unlocked]
) -> Callable[[bytes], Unlocked]:
    """Read the sealed rows while the key is stretched: neither needs the other."""

    def turn(page: bytes) -> Unlocked:
        failures: list[Exception] = []

        def reading() -> None:
            try:
                read()
            except Exception as error:  # noqa: BLE001 - handed over below
                failures.append(error)

        thread = Thread(target=reading)
        thread.start()
        try:
            unlocked = key(page)
        finally:
            thread.join()
        if failures:
            raise failures[0]
        return unlocked

    return turn


def _require_patience(
    log: Log, clock: Clock, owner: bytes, door: str, failed: Failures
) -> None:
    wait, now = wait_after(failed.tries), clock.now().timestamp()
    if not wait:
        return
    at = failed.at
    if at > now:  # the clock was set back: the wait begins anew, and ends
        at = now
        _count(log, owner, door, failed._replace(at=now))
    left = wait - min(now - at, _LAST.ago((owner, door), clock))
    if left > 0:
        raise TooSoonError(seconds=ceil(left))
