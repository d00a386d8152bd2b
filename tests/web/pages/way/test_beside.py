from datetime import date, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.comparing import worth_comparing
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import keep_simple, set_night
from moorings.companion.settling import end_activation, note_step, rate
from moorings.companion.writing import name_person
from moorings.journey.records import (
    HeldText,
    HeldTextEnd,
    Naming,
    RecordId,
    Response,
)
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

EMPTY = "No earlier moment is like it."


@pytest.fixture
def noon(notebook: Opened) -> Opened:
    """A notebook for which it is never night, whatever the hour of the test."""
    set_night(notebook, 3, 3)
    return notebook


def wave(
    opened: Opened, trigger: str, who: str = "Sam", *, calm: int | None = 30
) -> RecordId:
    activation, now = new_id(), opened.now()
    when = moment(now)
    rate(opened, new_id(), activation, 6, when)
    person = name_person(opened, who)
    parts = {"trigger": trigger, "people": (person,), "urges": ("check",)}
    later = moment(now + timedelta(minutes=4))
    note_step(opened, Naming, new_id(), activation, later, **parts)
    if calm is not None:
        end = moment(now + timedelta(minutes=calm))
        end_activation(opened, new_id(), activation, "calm", end)
    return activation


def days_on(clock: SetClock, browser: Browser, days: float) -> None:
    clock.set_to(clock.moment + timedelta(days=days))
    browser.post("/unlock", {"passphrase": PASSPHRASE})


def beside(browser: Browser, record: RecordId) -> str:
    answer = browser.get(f"/way/moments/{record}/beside")
    assert answer.status == 200
    return answer.text


def test_a_moment_stands_beside_the_earlier_one_most_like_it(
    browser: Browser, noon: Opened, clock: SetClock
) -> None:
    first = wave(noon, "unanswered-message", calm=None)
    chosen = moment(noon.now() + timedelta(minutes=9))
    note_step(noon, Response, new_id(), first, chosen, chosen="ask")
    end = moment(noon.now() + timedelta(hours=3))
    end_activation(noon, new_id(), first, "calm", end)
    days_on(clock, browser, 9)
    second = wave(noon, "unanswered-message")
    days_on(clock, browser, 0.1)
    assert f"/way/moments/{second}/beside" in browser.get(f"/way/moments/{second}").text
    shown = browser.get(f"/way/moments/{second}/beside")
    assert f"/way/moments/{first}" in shown.page.links
    for words in (
        "Both began with:",
        "Both were about: Sam.",
        "to ask plainly",
        "3 hours",
        "30 minutes",
        "4 minutes",
        "No moment takes anything off.",
        "Two moments are two moments.",
    ):
        assert words in shown.text
    assert shown.text.count("<svg") > 1
    assert EMPTY in beside(browser, first)


def test_what_was_sent_and_what_was_mended_is_said(
    browser: Browser, noon: Opened, clock: SetClock
) -> None:
    first = wave(noon, "unanswered-message")
    sam = name_person(noon, "Sam")
    held = HeldText(
        id=new_id(),
        written_at=noon.now(),
        activation=first,
        when=moment(noon.now()),
        text="Where are you?",
        until=noon.now(),
    )
    ended = HeldTextEnd(
        id=new_id(),
        written_at=noon.now(),
        of=held.id,
        when=moment(noon.now()),
        how="sent",
    )
    noon.keep(held, ended)
    mended = Done("deposit", "repaired", "We spoke about it.", (sam,))
    keep_moment(noon, new_id(), mended, moment(noon.now() + timedelta(days=2)))
    days_on(clock, browser, 30)
    shown = beside(browser, wave(noon, "unanswered-message"))
    assert "1, and 1 sent as it stood" in shown
    day = moment(noon.now()).date - timedelta(days=28)
    assert f"on {day.day} {day:%b %Y}" in shown
    assert "not noted" in shown


def test_an_open_moment_or_one_of_this_hour_is_not_led_there(
    browser: Browser, noon: Opened, clock: SetClock
) -> None:
    wave(noon, "unanswered-message")
    days_on(clock, browser, 2)
    now = wave(noon, "unanswered-message")
    assert "/beside" not in browser.get(f"/way/moments/{now}").text
    assert worth_comparing(noon) is None
    days_on(clock, browser, 0.05)
    assert "/beside" in browser.get(f"/way/moments/{now}").text
    assert worth_comparing(noon) == now
    assert f"/way/moments/{now}/beside" in browser.get("/practise/recommit").text
    open_one = wave(noon, "unanswered-message", calm=None)
    days_on(clock, browser, 0.05)
    assert "/beside" not in browser.get(f"/way/moments/{open_one}").text
    assert EMPTY in beside(browser, open_one)


def test_nobody_is_led_there_at_night_or_while_it_is_kept_simple(
    browser: Browser, noon: Opened, clock: SetClock
) -> None:
    wave(noon, "unanswered-message")
    days_on(clock, browser, 2)
    second = wave(noon, "unanswered-message")
    days_on(clock, browser, 0.1)
    assert worth_comparing(noon) == second
    keep_simple(noon, date(2026, 12, 31))
    assert worth_comparing(noon) is None
    assert "Both began with:" in beside(browser, second)
    keep_simple(noon, None)
    here = moment(noon.now()).time
    assert here is not None
    set_night(noon, here.hour, (here.hour + 1) % 24)
    assert worth_comparing(noon) is None
    assert "/beside" not in browser.get("/practise/recommit").text


def test_while_a_flag_stands_for_somebody_nothing_with_them_is_compared(
    browser: Browser, noon: Opened, clock: SetClock
) -> None:
    wave(noon, "unanswered-message")
    days_on(clock, browser, 2)
    second = wave(noon, "unanswered-message")
    days_on(clock, browser, 0.1)
    sam = name_person(noon, "Sam")
    raise_flag(noon, sam)
    assert EMPTY in beside(browser, second)
    lift_flag(noon, sam)
    assert "Both were about: Sam." in beside(browser, second)


def test_a_moment_that_is_not_there_leads_nowhere(
    browser: Browser, noon: Opened
) -> None:
    del noon
    assert browser.get(f"/way/moments/{new_id()}/beside").status == 404
