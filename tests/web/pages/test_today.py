from collections.abc import Callable

import pytest

from moorings.companion.drafting import drop_draft, save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Condition, Opened, new_id
from moorings.journey.records import Entry, When
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser

DUE = "Is the recovery code still at hand?"


@pytest.fixture
def unlock(browser: Browser, harbour: Harbour) -> Callable[[], Opened]:
    def turn() -> Opened:
        assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
        return harbour.find(browser.cookies[f"moorings-{PORT}"])

    return turn


def keep(opened: Opened, text: str) -> None:
    now = opened.now()
    opened.keep(Entry(id=new_id(), written_at=now, when=When(now.date()), text=text))


@pytest.mark.usefixtures("notebook")
def test_the_first_evening_is_welcomed(browser: Browser) -> None:
    shown = browser.get("/").text
    assert "Good that you are here." in shown
    assert "Sunday 1 March 2026" in shown


def test_on_an_ordinary_day_the_latest_page_stands_there(
    browser: Browser, write: Callable[..., str]
) -> None:
    page = write("the latest words", new_person="Mira")
    browser.get("/write")
    shown = browser.get("/")
    assert "Here is a quiet place to put it down." in shown.text
    assert "Your latest page" in shown.text
    assert f"/write/{page}" in shown.page.links
    assert "Mira" in shown.text


def test_a_line_is_kept_from_there(browser: Browser, notebook: Opened) -> None:
    form = browser.get("/").page.form("/write")
    fields = {name: value for name, _, value in form.fields}
    assert browser.post(form.action, {**fields, "text": "a line"}).status == 303
    assert notebook.journey.count() == 1


def test_after_a_fortnight_nothing_is_waiting(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    unlock: Callable[[], Opened],
) -> None:
    keep(notebook, "before")
    for days, absent in ((14, False), (15, True)):
        clock.set_to(clock.moment.replace(day=1 + days))
        unlock()
        assert ("Nothing is waiting." in browser.get("/").text) is absent


def test_a_page_about_long_ago_is_no_absence(
    browser: Browser, write: Callable[..., str]
) -> None:
    write("long ago", date="1999-01-01")
    assert "Nothing is waiting." not in browser.get("/").text


def test_an_unfinished_page_comes_first(browser: Browser, notebook: Opened) -> None:
    keep(notebook, "finished")
    draft = new_id()
    save_draft(notebook, draft, "entry", {"text": "half a"})
    shown = browser.get("/")
    assert f"/write/draft/{draft}" in shown.page.links
    assert "finished" not in shown.text.replace("unfinished", "")
    drop_draft(notebook, draft)
    assert "Your latest page" in browser.get("/").text


def test_the_code_is_asked_for_on_a_later_day_once(
    browser: Browser,
    harbour: Harbour,
    clock: SetClock,
) -> None:
    made = harbour.make(PASSPHRASE)
    browser.cookies[f"moorings-{PORT}"] = made.token
    keep(made.opened, "on the first day")
    assert DUE not in browser.get("/").text
    clock.set_to(clock.moment.replace(day=2))
    assert DUE in browser.get("/").text
    wrong = browser.post("/settings/recovery-check", {"code": "0" * 26})
    assert wrong.status == 403
    assert "0" * 26 in wrong.text
    typed = made.code.lower().replace("-", " ")
    assert browser.post("/settings/recovery-check", {"code": typed}).location == "/"
    shown = browser.get("/").text
    assert "That is the right code." in shown
    assert DUE not in shown


def test_trying_it_out_is_said(browser: Browser, harbour: Harbour) -> None:
    browser.cookies[f"moorings-{PORT}"] = harbour.try_out().token
    shown = browser.get("/")
    assert "Nothing is kept yet" in shown.text
    assert "You are trying this out" in shown.text
    assert "/welcome/keep" in shown.page.links
    assert "/welcome/keep" in browser.get("/settings").page.links


def test_damage_is_told_and_the_rest_is_there(
    browser: Browser, notebook: Opened
) -> None:
    keep(notebook, "still here")
    notebook.condition = Condition(damaged=(2,), unexplained=(3, 4))
    shown = browser.get("/")
    assert "3 records could not be read any more" in shown.text
    assert "/settings/take-out" in shown.page.links
    assert "still here" in shown.text


def test_what_can_only_be_read_says_so_and_keeps_what_was_typed(
    browser: Browser, notebook: Opened
) -> None:
    keep(notebook, "still here")
    [page] = notebook.journey.pages()
    notebook.condition = Condition(missing_end=True)
    assert "This notebook can only be read" in browser.get("/").text
    answer = browser.post("/write", {"text": "typed with care"})
    assert answer.status == 409
    assert "typed with care" in answer.text
    answer = browser.post(f"/write/{page.id}/take-back")
    assert answer.status == 409
    assert "can be read but not written" in answer.text
    assert browser.post("/settings/door", {"door": "x"}).status == 409


def test_days_turn_by_the_clock_on_the_wall(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    del notebook
    clock.set_to(clock.moment.replace(year=2028, month=2, day=29))
    assert "Tuesday 29 February 2028" in browser.get("/").text
