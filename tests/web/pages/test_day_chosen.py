"""A session or a letter stands on Today on its day, beside Today's other faces."""

from datetime import timedelta

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import rate
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import RecordId
from tests.conftest import SetClock
from tests.web.conftest import Browser

LETTER, SESSION = "A letter you wrote for now", "You noted a session for today"
OPEN = "Has calm come back?"


def today(browser: Browser) -> str:
    return " ".join(browser.get("/").page.words.split())


def letter(opened: Opened, days: int = 0) -> RecordId:
    record, now = new_id(), moment(opened.now())
    day = (now.date + timedelta(days=days)).isoformat()
    answered = Answered({"letter": "You were worn out.", "read-on": day})
    write_worksheet(opened, record, "letter", answered, now)
    return record


def session(opened: Opened) -> RecordId:
    record, now = new_id(), moment(opened.now())
    answered = Answered({"bring": "One thing.", "day": now.date.isoformat()})
    write_worksheet(opened, record, "therapy-session", answered, now)
    return record


def test_a_letter_stands_there_folded_and_can_be_opened_or_put_by(
    browser: Browser, notebook: Opened
) -> None:
    later = letter(notebook, 3)
    assert LETTER not in today(browser)
    record = letter(notebook)
    shown = browser.get("/")
    assert LETTER in today(browser)
    assert "You were worn out." not in shown.text
    assert f"/practise/pages/letter/{record}" in shown.page.links
    assert f"/practise/pages/letter/{later}" not in shown.page.links
    assert browser.post("/today/put-by", {"of": record}).location == "/"
    assert LETTER not in today(browser)
    assert browser.get(f"/practise/pages/letter/{record}").status == 200


def test_a_session_leads_to_a_line_and_to_what_was_written(
    browser: Browser, notebook: Opened
) -> None:
    record = session(notebook)
    shown = browser.get("/")
    assert SESSION in today(browser)
    assert "One thing." not in shown.text
    assert "/practise/pages/therapy-session" in shown.page.links
    assert f"/practise/pages/therapy-session/{record}" in shown.page.links


def test_whoever_comes_back_on_that_day_finds_it(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    write_entry(notebook, new_id(), Written("A line.", moment(notebook.now())))
    letter(notebook, 60)
    clock.set_to(clock.now() + timedelta(days=59))
    assert "Nothing is waiting." in today(browser)
    clock.set_to(clock.now() + timedelta(days=1))
    assert LETTER in today(browser)
    assert "Nothing is waiting." not in today(browser)


def test_in_a_notebook_that_can_only_be_read_it_does_not_ask(
    browser: Browser, notebook: Opened
) -> None:
    letter(notebook)
    notebook.looking = True
    assert LETTER not in today(browser)


def test_an_open_wave_comes_first(browser: Browser, notebook: Opened) -> None:
    letter(notebook)
    rate(notebook, new_id(), new_id(), 7, moment(notebook.now()))
    shown = today(browser)
    assert OPEN in shown
    assert LETTER not in shown


def test_what_no_page_of_ours_names_is_put_by_without_a_word(
    browser: Browser, notebook: Opened
) -> None:
    letter(notebook)
    assert browser.post("/today/put-by", {"of": new_id()}).location == "/"
    assert LETTER in today(browser)
