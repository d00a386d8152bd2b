from collections.abc import Callable

import pytest

from moorings.companion.accompanying import choose_therapist
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from tests.web.conftest import PASSPHRASE, Browser


def test_whoever_was_named_is_listed_with_their_pages(
    browser: Browser, notebook: Opened, write: Callable[..., str]
) -> None:
    assert "Nobody is named yet." in browser.get("/people").text
    page = write("one", new_person="Mira, Jo")
    write("two", new_person="Mira")
    browser.post("/write/unsent", {"text": "x", "to": "Jo"})
    shown = browser.get("/people").text
    assert "2 pages" in shown
    assert "1 page" in shown
    _, jo = notebook.journey.people()
    theirs = browser.get(f"/people/{jo}")
    assert f"/write/{page}" in theirs.page.links
    assert "two" not in theirs.text
    browser.post(f"/write/{page}/take-back")
    assert "No page names them." in browser.get(f"/people/{jo}").text


def test_another_name_holds_in_every_page_at_once(
    browser: Browser, notebook: Opened, write: Callable[..., str]
) -> None:
    page = write("one", new_person="Mira")
    [mira] = notebook.journey.people()
    answer = browser.post(f"/people/{mira}", {"name": "  Mira   M. "})
    assert answer.location == f"/people/{mira}"
    assert "Mira M." in browser.get(f"/write/{page}").text


def test_nobody_can_be_left_without_a_name(
    browser: Browser, notebook: Opened, write: Callable[..., str]
) -> None:
    write("one", new_person="Mira")
    [mira] = notebook.journey.people()
    answer = browser.post(f"/people/{mira}", {"name": "  "})
    assert answer.status == 422
    assert "Mira" in answer.text
    assert "Please look again." in answer.text


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("person", ["ab" * 16, "x", "AB" * 16])
def test_who_is_not_known_is_not_there(browser: Browser, person: str) -> None:
    assert browser.get(f"/people/{person}").status == 404
    assert browser.post(f"/people/{person}", {"name": "x"}).status == 404


def test_somebody_is_named_once_and_has_a_page_from_then_on(
    browser: Browser, notebook: Opened
) -> None:
    for _ in range(2):
        answer = browser.post("/people", {"record": "ab" * 16, "name": " سارة  B. "})
        [person] = notebook.journey.people()
        assert answer.location == f"/people/{person}"
    assert notebook.journey.people()[person].name == "سارة B."
    assert "سارة B." in browser.get("/people").text


@pytest.mark.parametrize(
    ("name", "said"),
    [(" ", "Please look again."), ("x" * 121, "121 letters")],
)
def test_a_name_that_cannot_be_kept_stays_typed(
    browser: Browser, notebook: Opened, name: str, said: str
) -> None:
    answer = browser.post("/people", {"record": "ab" * 16, "name": name})
    assert answer.status == 422
    assert said in answer.text
    fields = {n: v for n, _, v in answer.page.form("/people").fields}
    assert fields["record"] == "ab" * 16
    assert fields["name"].strip() == name.strip()
    assert notebook.journey.people() == {}


def test_a_name_that_was_sent_while_it_locked_stands_there_again(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    vault = notebook.owner.hex()
    harbour.lock(notebook)
    sent = {"record": "ab" * 16, "name": "Ida", "place": "/people"}
    assert browser.post("/people", sent).status == 401
    name = next(each for each in browser.cookies if "vault" not in each)
    browser.cookies[name] = harbour.unlock(vault, PASSPHRASE)
    fields = {n: v for n, _, v in browser.get("/people").page.form("/people").fields}
    assert fields["name"] == "Ida"


def test_the_therapist_is_marked_and_nobody_else(
    browser: Browser, notebook: Opened
) -> None:
    name_person(notebook, "Ida")
    assert "your therapist" not in browser.get("/people").text
    choose_therapist(notebook, None, "Dr. Bell")
    assert browser.get("/people").text.count("your therapist") == 1


def test_a_page_of_somebody_names_only_what_is_open_with_them(
    browser: Browser, notebook: Opened
) -> None:
    ida, bo = name_person(notebook, "Ida"), name_person(notebook, "Bo")
    theirs = f"/people/{ida}"
    first = browser.get(theirs).page
    assert f"{theirs}/notes" in first.links
    assert f"/people/together/check-up/{ida}" in first.links
    said = f"/people/together/statement?for={ida}"
    assert said not in first.links
    assert "/practise/pages/with-this-person" in first.links
    keep_check(notebook, new_id(), "clear")
    assert said in browser.get(theirs).page.links
    keep_check(notebook, new_id(), "afraid", ida)
    shown = browser.get(theirs)
    assert f"{theirs}/ledger" in shown.page.links
    assert "rests" not in shown.page.words
    gone = (f"{theirs}/notes", f"/way/start/{ida}", "/practise/pages/with-this-person")
    assert not {*gone} & {*shown.page.links}
    assert "/people/together" not in " ".join(shown.page.links)
    assert f"/people/{bo}/notes" in browser.get(f"/people/{bo}").page.links


@pytest.mark.parametrize("room", ["statement", "promises", "repair"])
def test_a_room_entered_from_somebodys_page_has_them_in_mind_unless_it_rests(
    browser: Browser, notebook: Opened, room: str
) -> None:
    ida, bo = name_person(notebook, "Ida"), name_person(notebook, "Bo")
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    path = f"/people/together/{room}"
    start = f"{path}/new?for={ida}"
    assert start in browser.get(f"{path}?for={ida}").page.links
    if room == "repair":
        assert browser.post(start, {"stirred": ""}).status == 422
        assert start in {form.action for form in browser.get(start).page.forms}
        start = browser.post(start, {"stirred": "2"}).location
        assert start == f"{path}/begin?for={ida}"
    assert f'value="{ida}" checked' in browser.get(start).text
    for odd in ("", "nobody", new_id()):
        shown = browser.get(start.replace(ida, odd)).text
        assert 'value="" checked' in shown
    keep_check(notebook, new_id(), "afraid", ida)
    shown = browser.get(start).text
    assert ida not in shown
    assert f'value="{bo}"' in shown or "This rests today" in shown


def test_one_quiet_line_asks_for_a_note_names_nobody_and_can_be_put_away(
    browser: Browser, notebook: Opened
) -> None:
    line = "Did somebody do something this week"
    assert line not in browser.get("/people").text
    name_person(notebook, "Ida")
    shown = browser.get("/people")
    assert line in shown.text
    assert "/people/notes/add" in shown.page.links
    assert browser.post("/people/notes/not-now").location == "/people"
    assert line not in browser.get("/people").text


def test_what_may_be_done_with_somebody_steady_is_offered(
    browser: Browser, notebook: Opened
) -> None:
    acts = "/practise/one-act-a-week"
    assert acts not in browser.get("/people").page.links
    name_person(notebook, "Ida")
    assert acts in browser.get("/people").page.links
