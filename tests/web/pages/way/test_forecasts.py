import re
from datetime import date, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.forecasting import (
    Feared,
    close_forecast,
    closed_forecasts,
    forecast,
    open_forecasts,
)
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import name_person
from moorings.journey.records import Happened, RecordId
from tests.conftest import SetClock
from tests.web.conftest import Browser

HERE = "/way/forecasts"
TAP = "How often it came true"


def feared(
    opened: Opened,
    text: str = "no call",
    likelihood: int = 80,
    happened: Happened | None = None,
    person: RecordId | None = None,
) -> RecordId:
    record, now = new_id(), moment(opened.now())
    told = Feared(text, likelihood, date(2026, 3, 9), person)
    forecast(opened, record, told, now)
    if happened:
        close_forecast(opened, new_id(), record, happened, now)
    return record


def told(browser: Browser) -> str:
    return " ".join(browser.get(HERE).page.words.split())


def send(browser: Browser, record: RecordId, happened: str) -> str:
    path = f"{HERE}/{record}"
    form = browser.get(HERE).page.form(path)
    fields = {name: value for name, _, value in form.fields if name}
    return browser.post(path, {**fields, "happened": happened}).location


def test_where_nothing_was_feared_nothing_stands(
    browser: Browser, notebook: Opened
) -> None:
    assert open_forecasts(notebook) == ()
    assert "None noted yet." in told(browser)
    assert TAP not in told(browser)


def test_open_ones_stand_with_what_was_said_the_oldest_first(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    anna = name_person(notebook, "Anna & Co")
    feared(notebook, "she <leaves>", 75, person=anna)
    clock.set_to(clock.now() + timedelta(days=1))
    feared(notebook, "nobody comes", 5)
    shown = told(browser)
    assert shown.index("she <leaves>") < shown.index("nobody comes")
    about = "75 % · 1 Mar 2026 · Anna & Co · can be told by 9 Mar 2026"
    assert about in shown


@pytest.mark.parametrize("happened", ["happened", "partly", "not", "unknown"])
def test_one_is_closed_with_a_tap_and_can_be_opened_again(
    browser: Browser, notebook: Opened, happened: str
) -> None:
    record = feared(notebook)
    assert send(browser, record, happened) == HERE
    [closed] = closed_forecasts(notebook)
    assert closed.outcome.happened == happened
    shown = browser.get(HERE)
    assert f"{HERE}/{record}" not in [form.action for form in shown.page.forms]
    assert f"{HERE}/{record}/reopen" in [form.action for form in shown.page.forms]
    assert browser.post(f"{HERE}/{record}/reopen").location == HERE
    assert [each.id for each in open_forecasts(notebook)] == [record]
    assert "It is open again." in told(browser)


def test_one_may_be_left_open(browser: Browser, notebook: Opened) -> None:
    record = feared(notebook)
    assert send(browser, record, "open") == HERE
    assert [each.id for each in open_forecasts(notebook)] == [record]
    assert "It stays open." in told(browser)


def test_what_no_page_of_ours_sends_is_refused(
    browser: Browser, notebook: Opened
) -> None:
    record = feared(notebook)
    assert browser.post(f"{HERE}/{record}", {"happened": "maybe"}).status == 400
    for happened in ("not", "open", "maybe"):
        missing = browser.post(f"{HERE}/{new_id()}", {"happened": happened})
        assert missing.status == 404
    assert browser.post(f"{HERE}/{record}/reopen").status == 404
    assert [each.id for each in open_forecasts(notebook)] == [record]


def test_a_form_that_is_sent_twice_closes_once(
    browser: Browser, notebook: Opened
) -> None:
    record = feared(notebook)
    path = f"{HERE}/{record}"
    fields = {"record": new_id(), "happened": "not"}
    assert browser.post(path, fields).location == HERE
    assert browser.post(path, fields).location == HERE
    assert len(closed_forecasts(notebook)) == 1
    assert browser.post(f"{path}/reopen").location == HERE
    assert len(open_forecasts(notebook)) == 1


def test_under_ten_closed_nothing_is_said_and_open_ones_never_count(
    browser: Browser, notebook: Opened
) -> None:
    for _ in range(9):
        feared(notebook, happened="not")
    for _ in range(5):
        feared(notebook)
        feared(notebook, happened="unknown")
    shown = browser.get(HERE)
    assert "9 closed so far. Too few to tell: it takes 10." in shown.text
    assert '<svg class="calibration"' not in shown.text
    assert "came true." not in shown.page.words


def test_what_came_true_is_told_in_words_numbers_and_a_picture_behind_a_tap(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(14):
        feared(notebook, likelihood=80, happened="happened" if number < 1 else "not")
    for _ in range(2):
        feared(notebook, likelihood=30, happened="partly")
    shown = browser.get(HERE)
    [sentence] = re.findall("<figcaption>(.+?)</figcaption>", shown.text)
    assert sentence == "Of 14 alarms at 70 to 89 %, 1 came true."
    words = " ".join(shown.page.words.split())
    assert "Of 2 alarms at 20 to 39 %, 0 came true, and 2 in part." in words
    # by hand: (13 · 0.8² + 0.2² + 2 · 0.2²) / 16 = 0.5275; base 2 / 16 = 0.125
    assert "0.528" in words
    assert "less close to what happened than 12 % each time" in words
    assert "An alarm can be right" in words
    before = shown.text[: shown.text.index('<svg class="calibration"')]
    fold = before[before.rindex("<details") :]
    assert TAP in fold
    assert "open" not in fold[: fold.index(">")]
    for word in ("wrong about", "overreact", "worry less", "safe", "!"):
        assert word not in words.lower()


def test_while_a_flag_stands_the_picture_rests_and_does_not_say_why(
    browser: Browser, notebook: Opened
) -> None:
    anna = name_person(notebook, "Anna")
    for _ in range(12):
        feared(notebook, happened="not", person=anna)
    raise_flag(notebook, anna)
    shown = browser.get(HERE)
    assert "resting today" in shown.text
    assert '<svg class="calibration"' not in shown.text
    assert "alarms at" not in shown.text
    for word in ("flag", "danger", "safety"):
        assert word not in shown.page.words.lower().replace("help now", "")
    lift_flag(notebook, anna)
    assert '<svg class="calibration"' in browser.get(HERE).text
    raise_flag(notebook)
    assert '<svg class="calibration"' not in browser.get(HERE).text


def test_far_too_many_open_ones_are_shown_by_and_by(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(23):
        feared(notebook, f"fear {number}")
    shown = told(browser)
    assert "fear 19" in shown
    assert "fear 20" not in shown
    assert "3 later ones stand behind these." in shown


def test_where_all_ended_the_same_way_there_is_no_more_to_tell(
    browser: Browser, notebook: Opened
) -> None:
    for _ in range(10):
        feared(notebook, happened="not")
    shown = told(browser)
    assert "All of them ended the same way" in shown
    assert "Skill" not in shown


@pytest.mark.parametrize(
    ("misses", "sentence"),
    [
        (0, "came closer to what happened than 50 % each time"),
        (2, "There is no clear difference between your numbers and 50 % each time"),
        (12, "came less close to what happened than 50 % each time"),
    ],
)
def test_numbers_are_held_against_how_often_it_came_true(
    browser: Browser, notebook: Opened, misses: int, sentence: str
) -> None:
    for number in range(12):
        happened = number % 2 == 0
        likelihood = 95 if happened == (number >= misses) else 5
        feared(
            notebook,
            likelihood=likelihood,
            happened="happened" if happened else "not",
        )
    assert sentence in told(browser)
