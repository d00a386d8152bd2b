"""The wait after wrong tries: by the time that passed, and one try after the other."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from moorings.companion import patience
from moorings.companion.errors import TooSoonError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.patience import FREE_TRIES, LONGEST_WAIT_SECONDS, wait_after
from moorings.companion.securing import prove
from moorings.errors import MooringsError
from moorings.storage.log import Failures
from moorings.vault.errors import WrongPassphraseError
from tests.conftest import SetClock

PASSPHRASE, WRONG = "six words make a passphrase", "some other words entirely"
TRIES = 8


@pytest.fixture
def opened(harbour: Harbour) -> Opened:
    return harbour.make(PASSPHRASE).opened


def fail(opened: Opened, clock: SetClock, times: int) -> None:
    for number in range(times):
        clock.go_on(wait_after(number))
        with pytest.raises(WrongPassphraseError):
            prove(opened, WRONG)


def wait_told(opened: Opened) -> int:
    with pytest.raises(TooSoonError) as early:
        prove(opened, PASSPHRASE)
    return int(str(early.value.particulars["seconds"]))


@pytest.fixture
def forgetting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the program forget what only it knew, as one that is started again has."""

    def forget() -> None:
        monkeypatch.setattr(patience, "_LAST", patience._Last())

    forget()
    return forget


@pytest.mark.parametrize("on", [timedelta(hours=1), timedelta(days=4000)], ids=str)
def test_a_clock_set_on_makes_no_wait_shorter(
    opened: Opened, clock: SetClock, on: timedelta
) -> None:
    fail(opened, clock, TRIES)
    clock.set_to(clock.now() + on)
    assert wait_told(opened) == wait_after(TRIES) > 1
    clock.go_on(wait_after(TRIES) - 1)
    assert wait_told(opened) == 1
    clock.go_on(1)
    prove(opened, PASSPHRASE)


def test_nor_does_it_where_the_notebook_is_locked(
    harbour: Harbour, opened: Opened, clock: SetClock
) -> None:
    vault = opened.owner.hex()
    harbour.lock_all()
    for number in range(TRIES):
        clock.go_on(wait_after(number))
        with pytest.raises(WrongPassphraseError):
            harbour.unlock(vault, WRONG)
    clock.set_to(clock.now() + timedelta(days=1))
    with pytest.raises(TooSoonError):
        harbour.unlock(vault, PASSPHRASE)
    clock.go_on(wait_after(TRIES))
    assert harbour.find(harbour.unlock(vault, PASSPHRASE)).condition.sound


def test_a_program_started_again_knows_the_wall_clock_alone(
    opened: Opened, clock: SetClock, forgetting: Callable[[], None]
) -> None:
    fail(opened, clock, TRIES)
    forgetting()
    assert wait_told(opened) == wait_after(TRIES)
    clock.set_to(clock.now() + timedelta(hours=1))
    prove(opened, PASSPHRASE)


def test_a_count_of_seconds_that_began_anew_makes_no_wait_longer(
    opened: Opened, clock: SetClock
) -> None:
    fail(opened, clock, TRIES)
    clock.passed = 0
    clock.set_to(clock.now() + timedelta(hours=1))
    prove(opened, PASSPHRASE)


@pytest.mark.usefixtures("forgetting")
def test_what_nobody_waits_for_any_more_is_not_remembered(
    harbour: Harbour, clock: SetClock
) -> None:
    for number in range(3):
        with pytest.raises(WrongPassphraseError):
            harbour.unlock("", WRONG, name=f"door {number}")
        clock.go_on(LONGEST_WAIT_SECONDS / 2)
    assert len(patience._LAST) == 2


# --- one after the other --------------------------------------------------------------


class Gate:
    """Holds every key that is being turned until as many came as may come at once."""

    def __init__(self, many: int) -> None:
        self.inside = self.most = 0
        self._many, self._changed = many, threading.Condition()

    def pass_through(self) -> None:
        with self._changed:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.most >= self._many, timeout=0.2)
            self.inside -= 1


def told(act: Callable[[], object]) -> str:
    try:
        act()
    except MooringsError as error:
        return type(error).__name__
    return "in"


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    found = Gate(many=2)

    def counted(tries: int, at: float) -> Failures:
        found.pass_through()
        return Failures(tries, at)

    monkeypatch.setattr(patience, "Failures", counted)
    return found


def test_many_wrong_tries_at_once_are_counted_each(opened: Opened, gate: Gate) -> None:
    many = FREE_TRIES + 4
    with ThreadPoolExecutor(many) as threads:
        answers = [
            threads.submit(told, lambda: prove(opened, WRONG)) for _ in range(many)
        ]
    found = sorted(each.result() for each in answers)
    wrong = FREE_TRIES + 1
    assert found == ["TooSoonError"] * (many - wrong) + ["WrongPassphraseError"] * wrong
    assert gate.most == 1
