"""Today in a hard week, and while something rests."""

from datetime import date, timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.drafting import save_draft
from moorings.companion.holding import hold
from moorings.companion.opened import Opened, new_id
from moorings.companion.pausing import end_pause, pause
from moorings.companion.practising import keep_simple
from moorings.companion.settling import end_activation, note_moment, rate
from moorings.journey.records import Entry, HeldText, RecordId, When
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

HARD = "A hard week, by your own notes."
CARD = "Something steadying first"


@pytest.fixture
def asked(notebook: Opened) -> Opened:
    choose(notebook, {"brings": "skipped", "voice": "warm"})
    now = notebook.now()
    page = Entry(id=new_id(), written_at=now, when=When(now.date()), text="a page")
    notebook.keep(page)
    return notebook


def wave(opened: Opened, strength: int, *, calm: bool = True) -> RecordId:
    activation = new_id()
    note_moment(opened, new_id(), activation, "it rang", moment(opened.now()))
    rate(opened, new_id(), activation, strength, moment(opened.now()))
    if calm:
        end_activation(opened, new_id(), activation, "calm", moment(opened.now()))
    return activation


def days_on(browser: Browser, clock: SetClock, days: int) -> None:
    clock.set_to(clock.moment + timedelta(days=days))
    browser.post("/unlock", {"passphrase": PASSPHRASE})


def test_a_hard_week_brings_small_things_and_says_what_that_rests_on(
    browser: Browser, asked: Opened
) -> None:
    for strength in (7, 9):
        wave(asked, strength)
    assert HARD not in browser.get("/").text
    wave(asked, 8)
    shown = browser.get("/")
    assert HARD in shown.text
    assert CARD in shown.text
    assert "you noted 3 hard moments." in shown.text
    assert "3 of them were 7 of 10 or more." in shown.text
    assert {"/now", "/crisis"} <= {*shown.page.links}
    assert "Your latest page" not in shown.text


def test_the_card_is_put_aside_for_a_week_and_the_sentence_stays(
    browser: Browser, asked: Opened, clock: SetClock
) -> None:
    for _ in range(5):
        wave(asked, 4)
    assert "you noted 5 hard moments." in browser.get("/").text
    assert browser.post("/today/hard-week").location == "/"
    shown = browser.get("/").text
    assert CARD not in shown
    assert HARD in shown
    days_on(browser, clock, 7)
    assert HARD not in browser.get("/").text
    for _ in range(5):
        wave(asked, 4)
    assert CARD in browser.get("/").text


def test_what_is_open_comes_before_how_the_week_was(
    browser: Browser, asked: Opened
) -> None:
    for _ in range(3):
        wave(asked, 9)
    wave(asked, 9, calm=False)
    assert "Has calm come back?" in browser.get("/").text


def test_while_it_is_kept_simple_today_says_so(
    browser: Browser, asked: Opened, clock: SetClock
) -> None:
    keep_simple(asked, date(2026, 3, 4))
    shown = browser.get("/")
    assert "It is kept simple for now." in shown.text
    assert "Up to and including Wednesday 4 March 2026" in shown.text
    assert "/settings#simple" in shown.page.links
    days_on(browser, clock, 4)
    assert "It is kept simple" not in browser.get("/").text


def test_in_a_pause_nothing_is_asked_and_a_line_can_be_written(
    browser: Browser, asked: Opened
) -> None:
    wave(asked, 9, calm=False)
    save_draft(asked, new_id(), "entry", {"text": "half a"})
    until = asked.now() + timedelta(minutes=1)
    text = HeldText(
        id=new_id(),
        written_at=asked.now(),
        when=moment(asked.now()),
        text="to be sent",
        until=until,
    )
    hold(asked, text)
    pause(asked, date(2026, 3, 9))
    shown = browser.get("/")
    assert "Everything rests up to and including Monday 9 March 2026." in shown.text
    assert "/settings/pause" in shown.page.links
    assert shown.page.form("/write").action == "/write"
    for words in ("Has calm come back", "Left unfinished", "half a", "it rang"):
        assert words not in shown.text
    end_pause(asked)
    assert "Has calm come back?" in browser.get("/").text


def test_a_pause_without_an_end_says_so_and_one_with_an_end_ends_by_itself(
    browser: Browser, asked: Opened, clock: SetClock
) -> None:
    pause(asked, None)
    assert "Everything rests until you say otherwise." in browser.get("/").text
    pause(asked, date(2026, 3, 2))
    days_on(browser, clock, 2)
    assert "Everything rests" not in browser.get("/").text
