"""A listening turn as two people see it: on one screen, or each on a device."""

from collections.abc import Callable

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check
from moorings.companion.writing import name_person
from moorings.web.app import create_app
from moorings.web.security import Origins
from moorings.web.visitor import House, Notice
from tests.conftest import SetClock
from tests.web.conftest import PORT, SECURE, Browser

LISTENING = "/people/together/listening"
MINUTE = 60


def told(browser: Browser, path: str) -> str:
    return " ".join(browser.get(path).page.words.split())


@pytest.fixture
def clear(notebook: Opened) -> Opened:
    keep_check(notebook, new_id(), "clear")
    name_person(notebook, "Mira")
    return notebook


@pytest.fixture
def screen(browser: Browser, clear: Opened) -> str:
    """Give the address of a turn on one screen."""
    del clear
    sent = {"minutes": "4", "screens": "one"}
    return browser.post(LISTENING, sent).location


@pytest.fixture
def two(
    browser: Browser, clear: Opened, new_browser: Callable[[], Browser]
) -> tuple[str, Browser, str]:
    """Give the address of who began, the other one's browser, and their address."""
    del clear
    sent = {"minutes": "3", "screens": "two", "floor": "me"}
    mine = browser.post(LISTENING, sent).location
    _, _, theirs = told(browser, mine).partition(f"https://{SECURE}")
    return mine, new_browser(), theirs[: len(mine)]


def number(browser: Browser, path: str) -> str:
    forms = browser.get(path).page.forms
    return next(v for form in forms for n, _, v in form.fields if n == "number")


def taps(browser: Browser, path: str, *acts: str) -> None:
    for act in acts:
        sent = {"act": act, "number": number(browser, path)}
        assert browser.post(path, sent).location == path


def headline(browser: Browser, path: str) -> str:
    return browser.get(path).text.partition("<h1>")[2].partition("</h1>")[0]


# --- one screen -----------------------------------------------------------------------


def test_on_one_screen_each_step_says_what_both_do(
    browser: Browser, screen: str
) -> None:
    assert "4 minutes each" in told(browser, screen)
    seen = []
    for _ in range(7):
        taps(browser, screen, "on")
        seen.append(headline(browser, screen))
    assert seen == [
        "One speaks",
        "Now say it back",
        "“Did I get it?”",
        "One open question",
        "One thing that makes sense",
        "Change over",
        "One speaks",
    ]
    shown = told(browser, screen)
    assert "The one who speaks" in shown
    assert "The one who listens" in shown
    assert "The second of you has the floor. About 4 minutes are left." in shown


def test_not_quite_adds_what_was_missing_and_says_it_back_again(
    browser: Browser, screen: str
) -> None:
    taps(browser, screen, "on", "on", "on")
    assert "Not quite" in told(browser, screen)
    taps(browser, screen, "not-quite")
    assert headline(browser, screen) == "What was missing"
    taps(browser, screen, "on")
    assert headline(browser, screen) == "Now say it back"


def test_deciding_is_offered_once_both_were_summed_up_and_not_before(
    browser: Browser, screen: str
) -> None:
    for _ in range(12):
        assert "Decide something together" not in told(browser, screen)
        taps(browser, screen, "on")
    assert headline(browser, screen) == "Both were summed up"
    taps(browser, screen, "on")
    assert "before anything is weighed" in told(browser, screen)
    taps(browser, screen, "on")
    assert headline(browser, screen) == "The turn is over"
    assert "/practise/pages/listening-turn" in browser.get(screen).page.links


def test_the_time_that_is_left_is_told_and_its_end_cuts_nobody_off(
    browser: Browser, screen: str, clock: SetClock
) -> None:
    taps(browser, screen, "on")
    clock.go_on(3 * MINUTE + 10)
    assert "Less than a minute is left." in told(browser, screen)
    clock.go_on(MINUTE)
    assert "The minutes are over. Finish what is under way" in told(browser, screen)
    assert headline(browser, screen) == "One speaks"


def test_two_taps_are_one_step_and_an_unknown_act_is_none(
    browser: Browser, screen: str
) -> None:
    taps(browser, screen, "on")
    sent = {"act": "on", "number": number(browser, screen)}
    for _ in range(2):
        browser.post(screen, sent)
    for odd in ({}, {"act": "win", "number": "2"}, {"act": "on", "number": "-²"}):
        browser.post(screen, odd)
    assert headline(browser, screen) == "Now say it back"


# --- two devices ----------------------------------------------------------------------


def test_the_other_device_gets_an_address_and_begins(
    browser: Browser, two: tuple[str, Browser, str]
) -> None:
    mine, guest, theirs = two
    assert theirs.startswith("/together/turn/")
    assert theirs != mine
    assert "close this page. It then looks as if you had not seen it" in (
        told(guest, theirs)
    )
    taps(guest, theirs, "on")
    assert (headline(browser, mine), headline(guest, theirs)) == (
        "You speak",
        "You listen",
    )


def test_both_see_the_same_moment_and_each_the_own_side_of_it(
    browser: Browser, two: tuple[str, Browser, str]
) -> None:
    mine, guest, theirs = two
    taps(guest, theirs, "on")
    waits = "The other one goes on, from their own screen."
    assert waits in told(guest, theirs)
    guest.post(theirs, {"act": "on", "number": number(guest, theirs)})
    assert headline(browser, mine) == "You speak"
    taps(browser, mine, "on")
    assert headline(guest, theirs) == "Say it back"
    assert waits in told(browser, mine)
    taps(guest, theirs, "on")
    taps(browser, mine, "on")
    taps(guest, theirs, "on", "on")
    assert (headline(browser, mine), headline(guest, theirs)) == (
        "Now you listen",
        "Now you have the floor",
    )


def test_a_pause_is_there_at_once_and_whoever_called_it_opens_it_again(
    browser: Browser, two: tuple[str, Browser, str], clock: SetClock
) -> None:
    mine, guest, theirs = two
    taps(guest, theirs, "on")
    guest.post(theirs, {"act": "pause"})
    assert "I want to come back, at" in told(guest, theirs)
    assert "The other one called a pause" in told(browser, mine)
    hour = headline(browser, mine)
    assert hour.startswith("Paused until ")
    browser.post(mine, {"act": "until", "minutes": "120"})
    assert headline(browser, mine) == hour
    guest.post(theirs, {"act": "until", "minutes": "120"})
    assert headline(browser, mine) == headline(guest, theirs) != hour
    for early in (guest, browser):
        early.post(theirs if early is guest else mine, {"act": "return"})
        assert headline(early, theirs if early is guest else mine) != "You listen"
    clock.go_on(20 * MINUTE)
    browser.post(mine, {"act": "return"})
    assert headline(browser, mine).startswith("Paused until ")
    assert "I am back" in told(guest, theirs)
    guest.post(theirs, {"act": "return"})
    assert headline(guest, theirs) == "You listen"
    assert "About 3 minutes are left." in told(browser, mine)


def test_past_the_hour_it_is_said_without_blame_and_another_day_has_its_name(
    browser: Browser, two: tuple[str, Browser, str], clock: SetClock
) -> None:
    mine, guest, theirs = two
    taps(guest, theirs, "on")
    guest.post(theirs, {"act": "pause"})
    clock.go_on(21 * MINUTE)
    assert "It is past that hour." in told(browser, mine)
    guest.post(theirs, {"act": "until", "minutes": "1440"})
    days = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
    named = headline(browser, mine).removeprefix("Paused until ")
    assert named.startswith(tuple(f"{day}day, " for day in days))
    clock.go_on(24 * 60 * MINUTE)
    assert headline(browser, mine).startswith("Paused until ")


def test_either_can_stop_and_the_other_sees_only_that_it_is_over(
    browser: Browser, two: tuple[str, Browser, str]
) -> None:
    mine, guest, theirs = two
    taps(guest, theirs, "on")
    taps(guest, theirs, "stop")
    for who, path in ((browser, mine), (guest, theirs)):
        assert headline(who, path) == "The turn is over"
        assert "called" not in told(who, path)
    assert "/practise/pages/listening-turn" not in guest.get(theirs).page.links


def test_where_others_cannot_reach_the_program_that_is_said(
    harbour: Harbour, clear: Opened, browser: Browser
) -> None:
    del clear
    alone = Browser(create_app(House(harbour, Origins(PORT))))
    alone.cookies = browser.cookies
    mine = alone.post(LISTENING, {"minutes": "3", "screens": "two"}).location
    shown = told(alone, mine)
    assert f"http://localhost:{PORT}/together/turn/" in shown
    assert "Only this machine can open it" in shown
    alone.close()


# --- what a page of it shows, and for how long ----------------------------------------


def test_nothing_of_a_notebook_is_on_it_and_nothing_about_danger(
    browser: Browser, screen: str, house: House, harbour: Harbour, clear: Opened
) -> None:
    house.notices[browser.cookies[f"moorings-{PORT}"]] = Notice("a word left")
    shown = browser.get(screen)
    for words in ("Mira", "a word left", "data-pin", "data-open", "/lock", "/crisis"):
        assert words not in shown.text
    assert not [link for link in shown.page.links if link.startswith("/people")]
    harbour.lock(clear)
    assert browser.get(screen).body == shown.body
    assert house.notices


def test_it_asks_anew_by_itself_and_can_be_kept_still(
    browser: Browser, screen: str
) -> None:
    taps(browser, screen, "on")
    assert browser.get(screen).header("refresh") == "15"
    still = f"{screen}/still"
    assert not browser.get(still).header("refresh")
    sent = {"act": "on", "number": number(browser, still), "still": "1"}
    assert browser.post(screen, sent).location == still
    assert {screen, still} <= set(browser.get(still).page.links)
    browser.post(screen, {"act": "pause"})
    assert not browser.get(screen).header("refresh")
    browser.post(screen, {"act": "stop"})
    assert not browser.get(screen).header("refresh")


def test_after_three_hours_and_at_a_wrong_address_there_is_no_turn(
    browser: Browser, screen: str, clock: SetClock
) -> None:
    clock.go_on(3 * 60 * MINUTE)
    gone = browser.get(screen)
    assert (gone.status, headline(browser, screen)) == (200, "There is no turn here")
    assert gone.body == browser.get("/together/turn/abcd-efgh-jkmn-pqrs").body
    assert browser.post(screen, {"act": "on", "number": "0"}).location == screen


def test_it_needs_no_notebook_at_all(
    screen: str, new_browser: Callable[[], Browser]
) -> None:
    guest = new_browser()
    taps(guest, screen, "on")
    assert headline(guest, screen) == "One speaks"
    assert guest.cookies == {}


def test_the_house_holds_no_word_of_it(screen: str, house: House) -> None:
    assert screen.rpartition("/")[2] not in repr(house)
