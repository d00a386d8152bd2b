"""Q06: once it is locked no tab, no way back and no store shows a word any more."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.afterwards import Held, help_is_kept

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

TEXT, NAMED = "Quittenmarmelade", "Mondscheinsam"
CANARIES = (TEXT, NAMED)
STOPPED = "The notebook is not running"
TABS = 8


def shows(page: Page) -> set[str]:
    """Give the private words in a page, wherever in it they stand."""
    return {word for word in CANARIES if word in page.content()}


def writes_something(person: "Person") -> list[str]:
    """Write, and give addresses of pages on which private words are to be seen."""
    person.writes(f"{TEXT} and something", new_person=NAMED)
    person.opens_entry(TEXT)
    entry = person.path
    person.searches(words=TEXT)
    found = person.path
    person.goes_to("/people")
    person.follows(NAMED)
    return [entry, f"{entry}/edit", "/write", found, "/people", person.path, "/", entry]


def opens_tabs(person: "Person", paths: list[str]) -> list[Page]:
    """Have each address open in a tab of its own."""
    tabs = [person.page, *(person.page.context.new_page() for _ in paths[1:])]
    for tab, path in zip(tabs, paths, strict=True):
        tab.goto(person.app.base + path)
    assert sum(bool(shows(tab)) for tab in tabs) >= 6
    assert len(tabs) == TABS
    return tabs


def comes_back(context: BrowserContext, base: str) -> list[Page]:
    """Wait until a browser has opened again what was open when it was closed."""
    for _ in range(200):
        if found := [page for page in context.pages if page.url.startswith(base)]:
            return found
        context.pages[0].wait_for_timeout(50)
    raise AssertionError([page.url for page in context.pages])


def test_q06_one_lock_clears_eight_tabs(app: "App", writer: "Person") -> None:
    paths = writes_something(writer)
    tabs = opens_tabs(writer, paths)
    writer.presses("Lock")
    for tab, path in zip(tabs, paths, strict=True):
        expect(tab.locator("h1")).to_have_text("Locked")
        assert shows(tab) == set()
        assert tab.request.get(app.base + path).status == 401
        asked = tab.evaluate("path => fetch(path).then(({ status }) => status)", path)
        assert asked == 401


def test_q06_without_script_the_next_request_of_each_of_eight_tabs_is_locked_out(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in()
    person.goes_to("/write")
    person.fills("text", f"{TEXT} of {NAMED}")
    person.presses("Save")
    person.opens_entry(TEXT)
    entry = person.path
    paths = [entry, f"{entry}/edit", "/write", "/", entry, "/write", entry, "/write"]
    tabs = opens_tabs(person, paths)
    person.presses("Lock")
    for number, (tab, path) in enumerate(zip(tabs[1:], paths[1:], strict=True)):
        again = tab.goto(app.base + path) if number % 2 else tab.reload()
        assert again is not None
        assert again.status == 401
        assert shows(tab) == set()


def test_q06_no_way_back_leads_behind_the_lock(
    app: "App",
    launched: Callable[..., BrowserContext],
    watched: Callable[[BrowserContext, "App"], "Person"],
    tmp_path: Path,
) -> None:
    context = launched(tmp_path / "profile")
    person = watched(context, app)
    person.comes_in()
    paths = writes_something(person)
    for path in paths:
        person.goes_to(path)
    person.presses("Lock")
    assert person.headline == "Locked"
    for _ in range(len(paths)):
        person.page.go_back()
        assert (person.headline, shows(person.page)) == ("Locked", set())
    for _ in range(3):
        person.page.go_forward()
        assert (person.headline, shows(person.page)) == ("Locked", set())
    context.close()
    assert person.faults == []


def test_q06_a_tab_that_was_closed_comes_back_locked(
    app: "App",
    launched: Callable[..., BrowserContext],
    watched: Callable[[BrowserContext, "App"], "Person"],
    tmp_path: Path,
) -> None:
    profile = tmp_path / "profile"
    context = launched(profile)
    person = watched(context, app)
    person.comes_in()
    entry = writes_something(person)[0]
    other = context.new_page()
    other.goto(app.base + entry)
    assert shows(other) == {TEXT, NAMED}
    person.presses("Lock")
    expect(other.locator("h1")).to_have_text("Locked")
    context.close()
    again = launched(profile, "--restore-last-session")
    restored = comes_back(again, app.base)
    for page in restored:
        page.wait_for_load_state()
        expect(page.locator("h1")).to_have_text("Locked")
        assert shows(page) == set()
    again.close()
    assert person.faults == []


def test_q06_nothing_runs_and_nothing_is_there_to_read(
    app: "App", writer: "Person"
) -> None:
    paths = writes_something(writer)
    help_is_kept(writer.page)
    for path in ("/now/after", *paths):
        writer.goes_to(path)
    writer.presses("Lock")
    held = Held(writer.page)
    assert held.pages
    assert not [word for word in CANARIES if word in held.all]
    assert not [path for path in paths if path in held.pages]
    assert held.waiting == []
    app.stop()
    writer.page.reload()
    assert writer.headline == STOPPED
    for path in paths:
        writer.goes_to(path)
        assert (writer.headline, shows(writer.page)) == (STOPPED, set())
    for _ in range(4):
        writer.page.go_back()
        assert shows(writer.page) == set()
    assert not [word for word in CANARIES if word in Held(writer.page).all]
