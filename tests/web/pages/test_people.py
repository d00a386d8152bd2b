from collections.abc import Callable

import pytest

from moorings.companion.opened import Opened
from tests.web.conftest import Browser


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
