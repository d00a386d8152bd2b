"""Q07: it locks by time that truly passed, whatever is done to the clock."""

import time
from datetime import timedelta

import pytest

from moorings.companion import clock as clocks
from moorings.companion.choosing import choose
from moorings.companion.clock import SystemClock
from moorings.companion.opened import Opened
from tests.conftest import SetClock
from tests.web.conftest import Browser

#: What somebody may do to the clock of the machine: by so many days.
TURNED = (0, -1, -4000, 1, 4000)


def is_open(browser: Browser) -> bool:
    """Ask as the page does by itself, which is no use of it."""
    return browser.get("/state").status == 204


@pytest.mark.parametrize("days", TURNED)
@pytest.mark.parametrize(("chosen", "minutes"), [("", 5), ("2", 2), ("60", 60)])
def test_q07_turning_the_clock_neither_keeps_it_open_nor_locks_it(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    days: int,
    chosen: str,
    minutes: int,
) -> None:
    choose(notebook, {"lock-after-minutes": chosen} if chosen else {})
    assert browser.get("/write").status == 200
    clock.go_on(minutes * 60 - 1)
    clock.set_to(clock.now() + timedelta(days=days))
    assert is_open(browser)
    clock.go_on(1)
    clock.set_to(clock.now() - timedelta(days=days))
    assert browser.get("/write").status == 401
    assert notebook.locked


def test_q07_turned_back_every_minute_it_still_locks(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    assert browser.get("/write").status == 200
    for minute in range(1, 6):
        clock.go_on(60)
        clock.set_to(clock.now() - timedelta(days=1))
        assert is_open(browser) is (minute < 5)
    assert notebook.locked


@pytest.mark.parametrize("days", TURNED)
def test_q07_out_of_sight_it_locks_after_a_minute_whatever_the_clock_says(
    browser: Browser, notebook: Opened, clock: SetClock, days: int
) -> None:
    assert browser.get("/write").status == 200
    assert browser.post("/hide").status == 204
    clock.go_on(59)
    clock.set_to(clock.now() + timedelta(days=days))
    assert is_open(browser)
    clock.go_on(1)
    assert not is_open(browser)
    assert notebook.locked


@pytest.mark.parametrize("days", TURNED)
def test_q07_out_of_sight_it_can_be_told_to_wait_as_long_as_in_sight(
    browser: Browser, notebook: Opened, clock: SetClock, days: int
) -> None:
    choose(notebook, {"lock-when-hidden": "no"})
    assert browser.post("/hide").status == 204
    clock.set_to(clock.now() + timedelta(days=days))
    clock.go_on(299)
    assert is_open(browser)
    clock.go_on(1)
    assert not is_open(browser)


def test_q07_used_all_day_it_still_ends_after_twelve_hours(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    for _ in range(12 * 60 // 4 - 1):
        clock.go_on(4 * 60)
        assert browser.get("/now").status == 200
        assert browser.post("/state").status == 204
        assert browser.get("/write").status == 200
        clock.set_to(clock.now() - timedelta(hours=3))
    clock.go_on(4 * 60)
    assert browser.get("/write").status == 401
    assert notebook.locked


def test_q07_time_in_which_the_machine_slept_has_passed_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not hasattr(time, "CLOCK_BOOTTIME"):
        pytest.skip("this system has one clock for both")
    told = {time.CLOCK_BOOTTIME: 8 * 3600.0, time.CLOCK_MONOTONIC: 10.0}
    before = SystemClock().elapsed()
    assert 0 < before <= SystemClock().elapsed()
    monkeypatch.setattr(time, "clock_gettime", told.__getitem__)
    monkeypatch.setattr(time, "monotonic", lambda: told[time.CLOCK_MONOTONIC])
    assert SystemClock().elapsed() == 8 * 3600.0
    monkeypatch.setattr(clocks, "_SLEEPLESS", None)
    assert SystemClock().elapsed() == 10.0
