"""Promises where they rest with some: what is offered, what waits, and far-off days."""

import html

import pytest

from moorings.companion.clock import moment
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.mending import Happened, begin_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import Promised, keep_promise, promise_of, promises
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.web.conftest import Browser

ALL = "/people/together/promises"
NEW = f"{ALL}/new"
RING = {"text": "Ring on Sunday.", "due": "2026-03-08"}
RESTS = "This rests today"


@pytest.fixture
def ida(browser: Browser, notebook: Opened) -> RecordId:
    """Name somebody with whom the rooms for two are open."""
    del browser
    person = name_person(notebook, "Ida")
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    return person


def promised(opened: Opened, said: Promised) -> str:
    record = new_id()
    keep_promise(opened, record, said, moment(opened.now()))
    return f"{ALL}/{record}"


def read(browser: Browser, path: str = ALL) -> str:
    return " ".join(html.unescape(browser.get(path).page.words).split())


def test_with_force_named_only_others_are_offered_and_nobody_unnamed(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    keep_check(notebook, new_id(), "force", ida)
    for path in (ALL, NEW):
        assert RESTS in read(browser, path)
    bo = name_person(notebook, "Bo")
    keep_check(notebook, new_id(), "clear", bo)
    shown = browser.get(NEW).text
    assert bo in shown
    assert ida not in shown
    assert "Nobody in particular" not in shown
    refused = browser.post(NEW, RING)
    assert refused.status == 422
    assert f"{RESTS}, so nothing was kept." in refused.text
    assert RING["text"] in refused.text
    assert browser.post(NEW, {**RING, "person": bo}).location == ALL
    assert [k.promise.person for k in promises(notebook)] == [bo]


def test_a_promise_to_somebody_with_whom_it_rests_cannot_be_made_anybodys(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    today = moment(notebook.now()).date
    path = promised(notebook, Promised("Hem the towels.", today, person=ida))
    raise_flag(notebook, ida)
    answer = browser.post(f"{path}/change", RING)
    assert answer.status == 422
    assert RING["text"] in answer.text
    assert promises(notebook)[0].promise.text == "Hem the towels."


def test_a_promise_of_a_thread_is_not_changed_while_that_rests(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    today, thread = moment(notebook.now()).date, new_id()
    happened = Happened("rebuild", "me", "The money was gone.", ida)
    begin_thread(notebook, thread, happened, moment(notebook.now()))
    path = promised(notebook, Promised("Show the bill.", today, mending=thread))
    raise_flag(notebook, name_person(notebook, "Bo"))
    shown = browser.get(f"{path}/change")
    assert RESTS in shown.text
    assert f"{path}/change" not in [form.action for form in shown.page.forms]
    assert browser.post(f"{path}/change", RING).status == 422


def test_what_was_told_where_it_rests_waits_for_another_day(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    today = moment(notebook.now()).date
    path = promised(notebook, Promised("Hem the towels.", today, person=ida))
    raise_flag(notebook, ida)
    told = {"record": "ab" * 16, "place": path, "how": "missed", "text": "It rained."}
    assert browser.post(path, told).status == 422
    lift_flag(notebook, ida)
    keep_check(notebook, new_id(), "clear")
    assert "It rained." in browser.get(path).text


def test_a_thread_that_no_one_has_leaves_a_promise_by_itself(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    del ida
    assert browser.post(NEW, {**RING, "mending": "cd" * 16}).location == ALL
    assert promises(notebook)[0].promise.mending is None


def test_the_last_day_there_is_can_be_promised_and_moved_to(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    del ida
    today = moment(notebook.now()).date
    path = promised(notebook, Promised("Hem the towels.", today, ask=today))
    later = {"text": "Hem the towels.", "due": "9999-12-31"}
    assert browser.post(f"{path}/change", later).location
    path = promised(notebook, Promised("Ring.", today, ask=today.replace(year=2027)))
    assert browser.post(f"{path}/change", later).location
    kept = promise_of(notebook, RecordId(path.rpartition("/")[2])).promise
    assert kept.due == kept.ask
    assert "Hem the towels." in read(browser)
    assert browser.get("/").status == 200
