"""What rests with one person cannot be reached by leaving their name out."""

import pytest

from moorings.companion.balancing import Planned, keep_act
from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.mending import Happened, begin_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import promises
from moorings.companion.together import keep_check, say_age
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.web.conftest import Browser

T = "/people/together"
RECORD, DUE = "ab" * 16, "2026-03-10"


@pytest.fixture
def ida(browser: Browser, notebook: Opened) -> RecordId:
    """Name somebody with whom the rooms for two are open."""
    del browser
    person = name_person(notebook, "Ida")
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    return person


def test_a_notebook_with_a_flag_looks_like_one_without_an_answer(
    browser: Browser, notebook: Opened
) -> None:
    ida = name_person(notebook, "Ida")
    say_age(notebook, under_18=False)
    rooms = (
        "",
        "/promises",
        "/statement",
        "/repair",
        "/rebuild",
        "/with",
        "/listening",
    )
    before = [browser.get(T + room).text for room in rooms]
    keep_check(notebook, new_id(), "clear")
    raise_flag(notebook, ida)
    assert [browser.get(T + room).text for room in rooms] == before


def test_a_promise_to_nobody_in_a_thread_about_somebody_rests_with_them(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    thread, now = new_id(), moment(notebook.now())
    begin_thread(notebook, thread, Happened("rebuild", "me", "The money.", ida), now)
    sent = {"record": RECORD, "text": "Show the bill.", "due": "2026-03-01"}
    browser.post(f"{T}/promises/new", {**sent, "mending": thread, "person": ""})
    bo = name_person(notebook, "Bo")
    keep_check(notebook, new_id(), "clear", bo)
    keep_check(notebook, new_id(), "force", ida)
    assert "Show the bill." not in browser.get("/").text
    listed = browser.get(f"{T}/promises").text
    assert "Show the bill." not in listed.partition("What you wrote")[0]
    path = f"{T}/promises/{RECORD}"
    assert "This rests today" in browser.get(path).text
    assert browser.post(path, {"record": new_id(), "how": "kept"}).status == 422


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        (f"{T}/promises/new", {"text": "Ring.", "due": DUE}),
        (f"{T}/repair/begin", {"text": "The quarrel.", "hurt_by": "me"}),
        (f"{T}/rebuild/new", {"text": "The money.", "hurt_by": "me"}),
        (f"{T}/statement/new", {"own-feeling": "sad", "own-situation": "you go"}),
    ],
)
def test_a_form_that_comes_again_without_the_name_changes_nothing(
    browser: Browser, notebook: Opened, ida: RecordId, path: str, sent: dict[str, str]
) -> None:
    bo = name_person(notebook, "Bo")
    keep_check(notebook, new_id(), "clear", bo)
    first = {**sent, "record": RECORD, "person": ida}
    assert browser.post(path, first).status == 303
    keep_check(notebook, new_id(), "force", ida)
    count = len(tuple(notebook.journey.records()))
    again = browser.post(path, {**first, "text": "Other words.", "person": bo})
    assert again.status == 422
    assert len(tuple(notebook.journey.records())) == count


def test_where_force_was_named_nothing_shared_is_planned_without_a_name(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    record, day = new_id(), moment(notebook.now()).date
    keep_act(notebook, record, Planned("ours", "Walk.", day, (ida,)))
    keep_check(notebook, new_id(), "force", ida)
    sent = {"record": new_id(), "text": "Cook together.", "week": "2026-03-01"}
    assert browser.post(f"{T}/both-and/acts/ours", sent).status == 422
    assert browser.post(f"{T}/both-and/acts/{record}", sent).status == 422
    assert browser.post(f"{T}/both-and/acts/mine", sent).status == 303


def test_a_page_of_signs_about_somebody_rests_with_them_also_to_be_changed(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    looked = Answered(chosen={"honest": ("often",)}, people=(ida,))
    record = new_id()
    write_worksheet(notebook, record, "seven-signs", looked, moment(notebook.now()))
    change = f"/practise/pages/seven-signs/{record}/change"
    assert change in {form.action for form in browser.get(change).page.forms}
    raise_flag(notebook, ida)
    shown = browser.get(change)
    assert "This rests today" in shown.text
    assert change not in {form.action for form in shown.page.forms}


def test_who_was_hurt_stays_once_steps_stand_in_a_thread(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    thread, now = new_id(), moment(notebook.now())
    begin_thread(notebook, thread, Happened("repair", "me", "The quarrel.", ida), now)
    path = f"{T}/repair/{thread}"
    assert "Who was hurt by whom" in browser.get(f"{path}/change").text
    plan = {"record": RECORD, "other": new_id(), "text": "Wait.", "due": DUE}
    browser.post(f"{path}/plan", plan)
    shown = browser.get(f"{path}/change").text
    assert "Who was hurt by whom" not in shown
    changed = {"record": new_id(), "text": "The row.", "hurt_by": "them", "person": ida}
    there = browser.post(f"{path}/change", changed).location
    assert "I hurt them" in browser.get(there).text
    assert len(promises(notebook)) == 1
