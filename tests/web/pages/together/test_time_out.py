"""The agreement about time-outs: read, printed, changed, and at rest."""

import pytest

from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check
from moorings.companion.worksheets import worksheets
from tests.web.conftest import Browser

HERE = "/people/together/time-out"
SHEET = "/practise/pages/time-out-agreement"
KETTLE = {"q-sign": "Kettle.", "q-length": "hour", "q-never": "punish"}


@pytest.fixture
def clear(notebook: Opened) -> Opened:
    keep_check(notebook, new_id(), "clear")
    return notebook


def told(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


@pytest.mark.usefixtures("clear")
def test_an_empty_one_asks_for_nothing_and_says_what_a_time_out_is(
    browser: Browser,
) -> None:
    shown = told(browser)
    assert "Nothing is agreed yet." in shown
    assert "twenty minutes at least, 24 hours at most" in shown
    assert "not for the middle of a threat, and not a punishment" in shown
    links = browser.get(HERE).page.links
    for path in (SHEET, "/practise/time-out-with-return", "/now/time-out"):
        assert path in links


def test_the_newest_one_stands_and_what_it_said_before_can_be_read(
    browser: Browser, clear: Opened
) -> None:
    assert browser.post(SHEET, KETTLE).status == 303
    browser.post(SHEET, {**KETTLE, "q-sign": "A flat hand."})
    [kept] = worksheets(clear, "time-out-agreement")
    shown = told(browser)
    assert "A flat hand." in shown
    assert "Kettle." not in shown
    assert "an hour" in shown
    assert "no punishment" in shown
    assert "data-print" in browser.get(HERE).text
    assert "Kettle." in told(browser, f"{SHEET}/{kept.id}")
    form = browser.get(SHEET).page.form(SHEET)
    assert ("q-sign", "text", "A flat hand.") in form.fields
    assert browser.post(f"{SHEET}/{kept.id}/erase").location == HERE
    assert "Nothing is agreed yet." in told(browser)


def test_where_it_rests_what_was_agreed_can_be_read_and_erased_and_no_more(
    browser: Browser, clear: Opened
) -> None:
    browser.post(SHEET, KETTLE)
    raise_flag(clear)
    shown = browser.get(HERE)
    assert "This rests today." in shown.text
    assert "Kettle." in shown.text.partition("<details")[2]
    assert SHEET not in shown.page.links
    assert "/practise/time-out-with-return" not in shown.page.links
    answer = browser.post(SHEET, {"q-sign": "Another."})
    assert answer.status == 422
    assert "Another." in answer.text
    [kept] = worksheets(clear, "time-out-agreement")
    changing = f"{SHEET}/{kept.id}/change"
    assert changing not in [form.action for form in browser.get(changing).page.forms]
    answer = browser.post(changing, {"q-sign": "A third."})
    assert answer.status == 422
    assert "A third." in answer.text
    [kept] = worksheets(clear, "time-out-agreement")
    assert kept.answers["sign"] == "Kettle."
    assert browser.post(f"{SHEET}/{kept.id}/erase").location == HERE


def test_it_rests_the_same_before_the_check_and_while_a_flag_stands(
    browser: Browser, notebook: Opened
) -> None:
    unanswered = browser.get(HERE).text
    assert "This rests today." in unanswered
    assert "Nothing is agreed yet." not in unanswered
    keep_check(notebook, new_id(), "afraid")
    assert browser.get(HERE).text == unanswered
