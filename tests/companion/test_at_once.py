"""Opening at once: others side by side, the same one once, two keys at most."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from moorings.companion import harbour as coming
from moorings.companion.adding_passkeys import ask_passkey, take_passkey_away
from moorings.companion.backing_up import back_up_here, backups_in
from moorings.companion.clock import Clock, moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.opening import open_vault
from moorings.companion.restoring import AlreadyHereError, Wish, rehearse, restore
from moorings.companion.sealed_room import (
    change_room_passphrase,
    enter,
    make_room,
)
from moorings.companion.securing import (
    change_passphrase,
    prove,
    renew_recovery_code,
)
from moorings.companion.turns import Turns
from moorings.storage.log import Log, Row
from moorings.storage.sqlite import SqliteLog
from moorings.vault import derivation
from moorings.vault.derivation import AT_ONCE, KEY_BYTES, cheapest_stretching
from moorings.vault.errors import WrongPassphraseError
from moorings.vault.header import Unlocked
from tests.conftest import SetClock

T = TypeVar("T")

ONE, OTHER = "six words make a passphrase", "some other words entirely"
INSIDE, NEW = "seven quiet boats at noon", "nine slow herons over water"
#: So long a test waits for what has to come, and for what must not.
COMES, STAYS_OUT = 30.0, 0.1


class Meeting:
    """Holds whoever comes, until so many are there at once or a moment has passed."""

    def __init__(self, many: int, seconds: float) -> None:
        self.inside = self.most = self.came = 0
        self._many, self._seconds = many, seconds
        self._changed = threading.Condition()

    def come(self) -> None:
        with self._changed:
            self.inside, self.came = self.inside + 1, self.came + 1
            self.most = max(self.most, self.inside)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.most >= self._many, self._seconds)
            self.inside -= 1


class QuickArgon:
    """Gives a key at once, for each passphrase and salt another."""

    meeting: Meeting

    def __init__(self, *, salt: bytes, **_: object) -> None:
        self._salt = salt

    def derive(self, typed: bytes) -> bytes:
        self.meeting.come()
        return (self._salt + typed * KEY_BYTES)[:KEY_BYTES]


def meet(monkeypatch: pytest.MonkeyPatch, many: int, seconds: float) -> Meeting:
    meeting = QuickArgon.meeting = Meeting(many, seconds)
    monkeypatch.setattr(derivation, "Argon2id", QuickArgon)
    return meeting


@pytest.fixture
def stretched(tmp_path: Path, clock: SetClock) -> Iterator[Harbour]:
    """Give a harbour in which keys are stretched as anywhere."""
    place = Harbour(tmp_path / "data", clock, stretching=cheapest_stretching)
    yield place
    place.lock_all()


def made(harbour: Harbour, passphrase: str, door: str = "") -> str:
    opened = harbour.make(passphrase, door=door).opened
    harbour.lock(opened)
    return opened.owner.hex()


def at_once(*acts: Callable[[], T]) -> list[T]:
    together = threading.Barrier(len(acts))

    def begun(act: Callable[[], T]) -> T:
        together.wait(COMES)
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [each.result(COMES) for each in [threads.submit(begun, a) for a in acts]]


# --- side by side ---------------------------------------------------------------------


def test_two_notebooks_are_opened_side_by_side(
    stretched: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(monkeypatch, many=1, seconds=0)
    one, other = made(stretched, ONE), made(stretched, OTHER, "blue")
    meeting = meet(monkeypatch, many=2, seconds=COMES)
    tokens = at_once(
        lambda: stretched.unlock(one, ONE), lambda: stretched.unlock(other, OTHER)
    )
    assert meeting.most == 2
    assert [stretched.find(each).owner.hex() for each in tokens] == [one, other]


def test_two_doors_that_lead_nowhere_are_tried_side_by_side(
    stretched: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = meet(monkeypatch, many=2, seconds=COMES)

    def tried(name: str) -> None:
        with pytest.raises(WrongPassphraseError):
            stretched.unlock("", ONE, name=name)

    at_once(lambda: tried("blue"), lambda: tried("green"))
    assert meeting.most == 2


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch, owner: str) -> Iterator[threading.Event]:
    """Hold up whoever reads this notebook in, until the block ends."""
    reading, go_on = threading.Event(), threading.Event()

    def slow(
        log: Log, unlocked: Unlocked, clock: Clock, *, seen: str, rows: list[Row]
    ) -> Opened:
        if unlocked.header.vault.hex() == owner:
            reading.set()
            go_on.wait(COMES)
        return open_vault(log, unlocked, clock, seen=seen, rows=rows)

    monkeypatch.setattr(coming, "open_vault", slow)
    try:
        yield reading
    finally:
        go_on.set()


def test_who_comes_to_an_open_notebook_waits_for_no_other_that_is_being_opened(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, other = harbour.make(ONE).opened, made(harbour, OTHER, "blue")
    with (
        ThreadPoolExecutor(2) as threads,
        held_up(monkeypatch, other) as reading,
    ):
        slow = threads.submit(harbour.unlock, other, OTHER)
        assert reading.wait(COMES)
        joined = threads.submit(harbour.unlock, here.owner.hex(), ONE).result(COMES)
        assert harbour.find(joined) is here
        assert not slow.done()
    assert harbour.find(slow.result(COMES)).owner.hex() == other


def test_one_notebook_is_opened_once_by_whoever_comes_first(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, claims = made(harbour, ONE), Counter[str]()
    begin = SqliteLog.__init__

    def counted(log: SqliteLog, folder: Path, *, claim: bool = True) -> None:
        claims[folder.name] += claim
        begin(log, folder, claim=claim)

    monkeypatch.setattr(SqliteLog, "__init__", counted)
    tokens = at_once(*[lambda: harbour.unlock(vault, ONE)] * 6)
    assert claims == {vault: 1}
    assert len({id(harbour.find(token)) for token in tokens}) == 1
    assert len({*tokens}) == 6


def test_who_waits_while_it_is_opened_and_locked_again_opens_it_anew(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = made(harbour, ONE)
    begin, first = harbour.sessions.begin, threading.Event()

    def locked_at_once(opened: Opened) -> str:
        token = begin(opened)
        if not first.is_set():
            first.set()
            harbour.lock(opened)
        return token

    monkeypatch.setattr(harbour.sessions, "begin", locked_at_once)
    tokens = at_once(*[lambda: harbour.unlock(vault, ONE)] * 3)
    kept = {harbour.sessions.newest(token) for token in tokens}
    opened = harbour.open_vault(vault)
    assert opened is not None
    assert len(harbour.sessions.all_of(opened)) == len(kept) - 1 == 2


def test_a_turn_is_remembered_only_while_somebody_has_it_or_waits() -> None:
    turns, inside = Turns(), list[int]()

    def come(name: int) -> None:
        with turns.of(name):
            inside.append(len(turns))

    at_once(*[lambda n=n: come(n % 3) for n in range(12)])
    assert all(1 <= each <= 3 for each in inside)
    assert len(inside) == 12
    assert len(turns) == 0
    with pytest.raises(ZeroDivisionError), turns.of("fails"):
        raise ZeroDivisionError
    assert len(turns) == 0


# --- two at most ----------------------------------------------------------------------


def looked(harbour: Harbour, vault: str) -> None:
    with harbour.looking(vault, ONE):
        pass


def test_no_more_than_two_stretch_at_once_whichever_way(
    stretched: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let every act that stretches begin at once; none may be the third inside."""
    meet(monkeypatch, many=1, seconds=0)
    doors = [f"door {number}" for number in range(10)]
    vaults = [made(stretched, ONE, door) for door in doors]
    opened = [stretched.find(stretched.unlock(v, ONE)) for v in vaults[:7]]
    recovering = stretched.make(ONE, door="recovering")
    stretched.lock(recovering.opened)
    cheap = cheapest_stretching
    make_room(opened[0], INSIDE)
    room = make_room(opened[4], INSIDE)
    here = stretched.folder / opened[5].owner.hex()
    back_up_here(here, opened[5], moment(stretched.clock.now()).date)
    (backup, *_) = backups_in(here)

    def recovered() -> None:
        lost = recovering.opened.owner.hex()
        token = stretched.recover(lost, recovering.code)
        change_passphrase(stretched.find(token), NEW, cheap())

    def restored() -> None:
        with pytest.raises(AlreadyHereError):
            restore(stretched, backup.path, ONE, Wish())

    acts: tuple[Callable[[], object], ...] = (
        lambda: stretched.unlock(vaults[7], ONE),
        lambda: stretched.unlock(vaults[8], ONE),
        lambda: stretched.unlock(vaults[0], ONE),
        lambda: looked(stretched, vaults[9]),
        lambda: looked(stretched, vaults[1]),
        lambda: prove(opened[0], ONE),
        lambda: change_passphrase(opened[1], NEW, cheap()),
        lambda: renew_recovery_code(opened[2], ONE, cheap()),
        lambda: make_room(opened[3], INSIDE),
        lambda: enter(opened[0], INSIDE),
        lambda: change_room_passphrase(room, NEW),
        lambda: rehearse(opened[5], backup, ONE),
        restored,
        lambda: ask_passkey(opened[6], ONE),
        lambda: take_passkey_away(opened[6], "none", ONE, cheap()),
        lambda: stretched.make(OTHER, door="new"),
        stretched.try_out,
        recovered,
    )
    meeting = meet(monkeypatch, many=AT_ONCE + 1, seconds=STAYS_OUT)
    at_once(*acts)
    assert meeting.came >= len(acts)
    assert meeting.most == AT_ONCE == 2


def test_nothing_but_this_stretches() -> None:
    source = Path(derivation.__file__).parents[1]
    files = [f for f in source.rglob("*.py") if "Argon2id(" in f.read_text("utf-8")]
    assert files == [Path(derivation.__file__)]
    assert Path(derivation.__file__).read_text("utf-8").count("Argon2id(") == 1
