from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time, times
from moorings.companion.reviewing import PRACTICE
from moorings.companion.settling import end_activation, note_step, rate
from moorings.companion.wording import add_word, take_word_back
from moorings.journey.records import Naming, RecordId, When
from tests.conftest import SetClock
from tests.web.conftest import Browser

HERE = "/way/look-back"
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def monday_night(clock: SetClock) -> None:
    clock.set_to(datetime(2026, 3, 9, 12, tzinfo=UTC))


def moment(opened: Opened, day: date, **said: object) -> RecordId:
    activation, when = new_id(), When(day, time(9))
    note_step(opened, Naming, new_id(), activation, when, **said)
    rate(opened, new_id(), activation, 6, when)
    end_activation(opened, new_id(), activation, "calm", When(day, time(9, 40)))
    return activation


def week(opened: Opened, count: int = 4) -> list[RecordId]:
    said = {"trigger": "no-answer", "urges": ("write-again",), "body": ("chest-tight",)}
    days = (TODAY - timedelta(days=number) for number in range(count))
    return [moment(opened, day, **said) for day in days]


def told(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


@pytest.mark.usefixtures("notebook")
def test_a_week_without_hard_moments_asks_for_nothing(browser: Browser) -> None:
    shown = told(browser)
    assert "3 Mar 2026 to 9 Mar 2026" in shown
    assert "No hard moments were noted in these days." in shown
    assert "What it began with" not in shown


def test_two_moments_are_too_few_and_are_listed_all_the_same(
    browser: Browser, notebook: Opened
) -> None:
    [first, _] = week(notebook, 2)
    shown = browser.get(HERE).page
    assert "2 hard moments in these seven days. 2 were put into words." in " ".join(
        shown.words.split()
    )
    assert "Too early to tell" in shown.words
    assert "What it began with" not in shown.words
    assert f"/way/moments/{first}" in shown.links


def test_facts_stand_with_their_numbers_and_lead_to_their_moments(
    browser: Browser, notebook: Opened
) -> None:
    made = week(notebook)
    shown, page = told(browser), browser.get(HERE).page
    assert "What it began with most often no answer to a message 4 of 4" in shown
    assert "What came first in the body" in shown
    assert "Rose to 6 of 10 (the middle of 4)" in shown
    assert "Calm after 40 minutes (the middle of 4)" in shown
    assert "before this week 0 moments" in shown
    assert {f"/way/moments/{each}" for each in made} <= set(page.links)


def test_what_came_otherwise_each_time_is_said(
    browser: Browser, notebook: Opened
) -> None:
    for trigger, body in (("a", "x"), ("b", "y"), ("c", "z")):
        known = add_word(notebook, "trigger", trigger)
        moment(notebook, TODAY, trigger=known, body=(body,))
    shown = told(browser)
    assert "It began with something else each time." in shown
    assert "It was another sign each time." in shown
    assert "Too early to tell: noted in 0 moments." in shown


def test_a_word_of_one_s_own_is_told_also_when_it_was_taken_away(
    browser: Browser, notebook: Opened
) -> None:
    word = add_word(notebook, "trigger", "الباب <b>")
    for _ in range(3):
        moment(notebook, TODAY, trigger=word)
    assert "الباب <b>" in told(browser)
    take_word_back(notebook, word)
    assert "3 of 3 moments" in told(browser)


def test_any_week_can_be_looked_at(browser: Browser, notebook: Opened) -> None:
    week(notebook)
    page = browser.get(f"{HERE}?until=2026-03-02").page
    assert "24 Feb 2026 to 2 Mar 2026" in page.words
    assert "No hard moments" in page.words
    assert {f"{HERE}?until=2026-02-23", HERE} <= set(page.links)
    assert "4 hard moments" in told(browser, f"{HERE}?until=2026-03-09")


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "2026-03-10", "0001-01-01"])
def test_a_day_that_cannot_be_is_said_at_its_place(browser: Browser, day: str) -> None:
    answer = browser.get(f"{HERE}?until={day}")
    assert answer.status == 422
    assert f"“{day}” is not a day" in answer.page.words
    assert f'value="{day}"' in answer.text


def test_a_line_is_kept_once_and_stands_in_write(
    browser: Browser, notebook: Opened
) -> None:
    form = browser.get(f"{HERE}?until=2026-03-02").page.form(HERE)
    fields = {name: value for name, _, value in form.fields if name}
    sent = {**fields, "text": "Sundays, so far."}
    for _ in range(2):
        answer = browser.post(HERE, sent)
        assert answer.location == f"{HERE}?until=2026-03-02"
    assert notebook.journey.count() == 1
    assert len(times(notebook, PRACTICE)) == 1
    shown = browser.get(HERE).page
    [path] = [link for link in shown.links if link.startswith("/write/")]
    assert "Sundays, so far." in shown.words
    assert "Sundays, so far." in browser.get(path).page.words


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_line_is_not_kept_and_says_so(
    browser: Browser, notebook: Opened, text: str
) -> None:
    answer = browser.post(HERE, {"text": text, "until": "2026-03-02"})
    assert answer.status == 422
    assert "24 Feb 2026" in answer.page.words
    assert notebook.journey.count() == 0


def test_a_line_is_kept_also_where_the_week_it_is_about_cannot_be_told(
    browser: Browser, notebook: Opened
) -> None:
    answer = browser.post(HERE, {"text": "So far.", "until": "never"})
    assert answer.location == HERE
    assert notebook.journey.count() == 1


@pytest.mark.usefixtures("notebook")
def test_words_of_danger_bring_people(browser: Browser) -> None:
    browser.post(HERE, {"text": "I want to kill myself."})
    assert "/crisis" in " ".join(browser.get(HERE).page.links)


@pytest.mark.usefixtures("notebook")
def test_a_line_that_was_sent_while_locked_is_not_lost(browser: Browser) -> None:
    browser.post("/lock")
    answer = browser.post(HERE, {"text": "Sundays.", "until": "2026-03-02"})
    assert answer.status == 401
    assert "there when you unlock" in answer.page.words
    assert "Sundays." not in answer.text


def test_where_it_rests_no_week_is_shown_and_lines_can_be_read(
    browser: Browser, notebook: Opened
) -> None:
    week(notebook)
    browser.post(HERE, {"text": "Before."})
    now = When(TODAY, time(12))
    for _ in range(3):
        keep_time(notebook, new_id(), PRACTICE, Practised(before=3, after=6), now)
    page = browser.get(HERE).page
    assert "This rests today." in page.words
    assert "What it began with" not in page.words
    assert "Before." in page.words
    assert {"/practise", "/crisis"} <= set(page.links)


def test_a_very_full_week_lists_some_and_counts_the_others(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(45):
        day = TODAY - timedelta(days=number % 7)
        moment(notebook, day, trigger="no-answer", urges=("write-again",))
    shown = told(browser)
    assert "45 of 45 moments" in shown
    assert "25 earlier ones stand under Hard moments." in shown
