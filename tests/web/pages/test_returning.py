import html
from collections.abc import Callable
from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.responding import promised_return
from moorings.journey.records import RecordId, Response
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

CARD = "You said you would be back at"
WAVE = RecordId(32 * "f")


@pytest.fixture
def promised(notebook: Opened) -> RecordId:
    now, record = notebook.now(), new_id()
    notebook.keep(
        Response(
            id=record,
            written_at=now,
            activation=WAVE,
            when=moment(now),
            chosen="time-out",
            until=now + timedelta(hours=2),
        )
    )
    return record


@pytest.fixture
def later(
    browser: Browser, harbour: Harbour, notebook: Opened, clock: SetClock
) -> Callable[[int], Opened]:
    def go_on(minutes: int) -> Opened:
        clock.go_on(60 * minutes)
        token = harbour.unlock(notebook.owner.hex(), PASSPHRASE)
        browser.cookies[f"moorings-{PORT}"] = token
        return harbour.find(token)

    return go_on


def has(answer: Answer, words: str) -> bool:
    return words in " ".join(html.unescape(answer.page.words).split())


@pytest.mark.usefixtures("promised")
def test_today_says_when_the_hour_of_a_return_has_come_and_the_wave_can_be_closed(
    browser: Browser, later: Callable[[int], Opened]
) -> None:
    shown = browser.get("/")
    assert not has(shown, CARD)
    later(120)
    shown = browser.get("/")
    assert has(shown, f"{CARD} 14:00")
    assert {form.action for form in shown.page.forms} >= {
        "/today/return",
        "/today/wave",
    }


def test_who_went_back_is_not_asked_again(
    browser: Browser, promised: RecordId, later: Callable[[int], Opened]
) -> None:
    opened = later(120)
    answer = browser.post("/today/return", {"response": promised, "how": "back"})
    assert answer.location == "/"
    assert not has(browser.get("/"), CARD)
    assert promised_return(opened) is None


def test_another_time_can_be_named_and_comes_too(
    browser: Browser, promised: RecordId, later: Callable[[int], Opened]
) -> None:
    later(120)
    fields = {"response": promised, "record": new_id(), "minutes": "20", "zone": "UTC"}
    assert browser.post("/today/return", fields).location == "/"
    shown = browser.get("/")
    assert has(shown, "Back at 14:20. Today says it then.")
    assert not has(shown, CARD)
    later(20)
    assert has(browser.get("/"), f"{CARD} 14:20")


@pytest.mark.parametrize("minutes", ["", "0", "1441", "x"])
def test_a_time_that_is_none_is_refused(
    browser: Browser, promised: RecordId, minutes: str
) -> None:
    fields = {"response": promised, "minutes": minutes}
    assert browser.post("/today/return", fields).status == 400


def test_a_promise_that_is_none_is_not_there(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    fields = {"response": new_id(), "how": "back"}
    assert browser.post("/today/return", fields).status == 404


@pytest.mark.usefixtures("promised")
def test_nobody_is_sent_back_while_a_flag_stands(
    browser: Browser, notebook: Opened, later: Callable[[int], Opened]
) -> None:
    raise_flag(notebook)
    later(120)
    assert not has(browser.get("/"), CARD)
