from collections.abc import Callable

import pytest

from moorings.companion.drafting import drafts, save_draft
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import Entry, When
from tests.conftest import SetClock
from tests.web.conftest import Browser


def test_an_entry_is_kept_told_and_can_be_undone(
    browser: Browser, notebook: Opened, write: Callable[..., str]
) -> None:
    record = write("the first words")
    shown = browser.get("/write")
    assert "Saved." in shown.text
    assert "the first words" in shown.text
    undo = shown.page.form(f"/write/{record}/take-back")
    assert "Saved." not in browser.get("/write").text
    assert browser.post(undo.action).location == "/write"
    assert notebook.journey.count() == 0
    shown = browser.get("/write")
    assert "1 page taken back" in shown.text
    assert browser.post(f"/write/{record}/bring-back").status == 303
    assert notebook.journey.count() == 1


def test_sent_twice_it_is_kept_once(browser: Browser, notebook: Opened) -> None:
    sent = {"record": new_id(), "text": "once"}
    for _ in range(2):
        assert browser.post("/write", sent).status == 303
    assert notebook.journey.count() == 1


@pytest.mark.parametrize("record", ["", "x", "AB" * 16, "ab" * 17, "../" * 11])
def test_a_form_without_a_good_id_is_kept_all_the_same(
    browser: Browser, notebook: Opened, record: str
) -> None:
    assert browser.post("/write", {"record": record, "text": "kept"}).status == 303
    assert notebook.journey.count() == 1


def test_people_are_named_once_by_whatever_way(
    browser: Browser, notebook: Opened, write: Callable[..., str]
) -> None:
    write("one", new_person="Mira,  Jo ,")
    [mira, jo] = notebook.journey.people()
    fields = [("text", "two"), ("people", mira), ("people", jo), ("people", "ab" * 16)]
    browser.post("/write", [*fields, ("new_person", "mira")])
    newest = [p.newest for p in notebook.journey.pages()]
    assert [e.people for e in newest if isinstance(e, Entry)] == [(mira, jo)] * 2
    again = browser.post("/write", [("text", ""), ("people", jo)])
    assert again.text.count(" checked") == 1


def test_older_pages_are_a_link_away_and_none_is_shown_twice(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(61):
        day = notebook.now().date().replace(day=1 + number % 28)
        write_entry(notebook, new_id(), Written(f"page {number}.", When(day)))
    seen: list[str] = []
    path = "/write"
    while path:
        shown = browser.get(path).page
        seen += [link for link in shown.links if len(link) == len("/write/") + 32]
        path = next((p for p in shown.links if p == further(path)), "")
    assert len(seen) == len(set(seen)) == 61
    last = browser.get("/write/further/3").page
    assert "/write/further/2" in last.links
    assert "/write" in browser.get("/write/further/2").page.links
    assert "Further back there is nothing." in browser.get("/write/further/4").text
    assert browser.get("/write/further/0").text.count("page 4") > 0


def further(path: str) -> str:
    number = int(path.rpartition("/")[2]) if path.count("/") == 3 else 1
    return f"/write/further/{number + 1}"


def test_only_the_latest_unfinished_pages_stand_on_the_way(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    for number in range(5):
        save_draft(notebook, new_id(), "entry", {"text": f"half {number}."})
        clock.go_on(10)
    shown = browser.get("/write").text
    assert [n for n in range(5) if f"half {n}." in shown] == [2, 3, 4]
    assert browser.get("/write/draft").text.count("half ") == 5


def test_a_page_that_is_put_aside_is_found_again_and_gone_when_kept(
    browser: Browser, notebook: Opened
) -> None:
    record = new_id()
    fields = {"record": record, "form": "entry", "text": "half a", "new_person": "Jo"}
    answer = browser.post("/write/draft", fields)
    assert answer.location == "/write"
    assert "Put aside." in browser.get("/write").text
    shown = browser.get(f"/write/draft/{record}").page.form("/write")
    told = {name: value.strip() for name, _, value in shown.fields}
    assert (told["text"], told["record"]) == ("half a", record)
    browser.post("/write", {"record": record, "text": "whole"})
    assert not drafts(notebook)
    assert browser.get(f"/write/draft/{record}").status == 404


def test_by_script_a_draft_is_answered_briefly(
    browser: Browser, notebook: Opened
) -> None:
    answer = browser.post("/write/draft", {"text": "half", "by": "script"})
    assert (answer.status, answer.text) == (200, '{"saved":"draft"}')
    [draft] = drafts(notebook)
    assert (draft.form, dict(draft.fields)) == ("entry", {"text": "half"})


def test_a_draft_can_be_let_go_for_good(browser: Browser, notebook: Opened) -> None:
    record = new_id()
    browser.post("/write/draft", {"record": record, "text": ""})
    assert "No words yet" in browser.get("/write/draft").text
    assert browser.post(f"/write/draft/{record}/let-go").location == "/write"
    assert "Nothing of it was kept." in browser.get("/write").text
    assert not drafts(notebook)
    assert "Nothing is left unfinished." in browser.get("/write/draft").text


@pytest.mark.parametrize(
    ("form", "action"),
    [("unsent", "/write/unsent"), ("entry", "/write"), ("strange", "/write")],
)
def test_a_draft_goes_on_in_the_form_it_came_from(
    browser: Browser, notebook: Opened, form: str, action: str
) -> None:
    record = new_id()
    browser.post("/write/draft", {"record": record, "form": form, "text": "x"})
    assert browser.get(f"/write/draft/{record}").page.form(action).texts
    assert drafts(notebook)


def test_a_draft_of_an_edit_without_its_page_becomes_an_entry(
    browser: Browser, notebook: Opened
) -> None:
    record = new_id()
    save_draft(notebook, record, "edit", {"text": "x", "replaces": "gone"})
    assert browser.get(f"/write/draft/{record}").page.form("/write").texts


def test_an_unsent_page_is_kept_or_let_go(browser: Browser, notebook: Opened) -> None:
    sent = {"record": new_id(), "text": "dear you", "to": "Mira", "then": "keep"}
    assert browser.post("/write/unsent", sent).location == "/write/unsent"
    shown = browser.get("/write/unsent").text
    assert "it is not sent" in shown
    assert "dear you" in shown
    record = new_id()
    browser.post("/write/draft", {"record": record, "form": "unsent", "text": "gone"})
    let_go = {"record": record, "text": "gone", "then": "let-go"}
    assert browser.post("/write/unsent", let_go).location == "/write/unsent"
    assert not drafts(notebook)
    assert notebook.journey.count() == 1
    assert "gone" not in browser.get("/write").text
