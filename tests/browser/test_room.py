"""A sealed room in a real browser, and the list of where a notebook is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

INSIDE = "seven quiet boats at noon"
SECRET = "Kept where nobody looks."
KEPT = "data-draft-status"


def makes_a_room(person: "Person") -> None:
    person.goes_to("/room")
    person.page.locator("summary", has_text="Make one").click()
    person.fills("new", INSIDE)
    person.fills("again", INSIDE)
    person.presses("Make it")
    assert person.headline == "In the room"


def goes_in(person: "Person") -> None:
    person.goes_to("/room")
    person.fills("passphrase", INSIDE)
    person.presses("Go in")
    assert person.headline == "In the room"


@pytest.mark.feature("N19")
def test_a_room_opens_with_its_own_passphrase_alone_also_after_a_restart(
    app: "App", writer: "Person"
) -> None:
    makes_a_room(writer)
    writer.fills("text", SECRET)
    writer.presses("Keep it here")
    assert SECRET in writer.reads
    app.restart()
    writer.comes_in("/write")
    assert SECRET not in writer.page.content()
    writer.goes_to("/room")
    writer.fills("passphrase", app.passphrase)
    writer.presses("Go in")
    assert "Nothing opens with that." in writer.reads
    goes_in(writer)
    assert SECRET in writer.reads
    writer.presses("Close the room")
    writer.page.go_back()
    assert SECRET not in writer.page.content()
    written = [each.read_bytes() for each in app.data.rglob("*") if each.is_file()]
    assert not any(SECRET.encode() in each for each in written)


@pytest.mark.feature("N19")
def test_what_was_begun_in_a_room_waits_there_and_not_in_the_notebook(
    writer: "Person",
) -> None:
    makes_a_room(writer)
    writer.page.locator("#text").press_sequentially("Half a sentence")
    status = writer.page.locator(f"[{KEPT}]")
    expect(status).to_have_text("Kept as a draft in this room")
    writer.page.locator("#text").press_sequentially(" and more")
    writer.goes_to("/write")
    assert "Half a sentence" not in writer.page.content()
    writer.goes_to("/write/draft")
    assert "Half a sentence" not in writer.page.content()
    writer.goes_to("/room")
    expect(writer.page.locator("#text")).to_have_value("Half a sentence and more")


@pytest.mark.feature("N19")
def test_every_page_of_a_room_is_readable(writer: "Person") -> None:
    writer.writes("A page of the diary.")
    makes_a_room(writer)
    writer.fills("text", SECRET)
    writer.presses("Keep it here")
    faults = faults_of(writer, "/room", unfolded=True)
    for name, headline in (
        ("Edit", "Edit"),
        ("Bring a page of the diary in", "Bring a page"),
        ("Another passphrase for this room", "Another passphrase"),
    ):
        writer.goes_to("/room")
        writer.presses(name)
        assert headline in writer.headline.replace("\n", " ")
        assert writer.path == "/room"
        faults += writer.objections()
    writer.goes_to("/room")
    closes_elsewhere(writer)
    writer.fills("text", SECRET)
    writer.presses("Keep it here")
    assert writer.headline == "The room had closed"
    assert writer.path == "/room"
    faults += writer.objections()
    assert faults == []


def closes_elsewhere(person: "Person") -> None:
    """Close the room in another tab."""
    other = person.page.context.new_page()
    other.goto(f"{person.app.base}/room")
    other.get_by_role("button", name="Close the room").click()
    other.wait_for_url("**/write")
    other.close()


@pytest.mark.feature("N19")
def test_words_typed_where_a_room_has_closed_are_carried_to_where_it_opens_again(
    app: "App", writer: "Person"
) -> None:
    makes_a_room(writer)
    closes_elsewhere(writer)
    writer.page.locator("#text").press_sequentially(SECRET)
    status = writer.page.locator(f"[{KEPT}]")
    expect(status).to_contain_text("Not kept: the room has closed")
    other = writer.page.context.new_page()
    other.goto(f"{app.base}/write")
    with writer.page.expect_navigation():
        other.get_by_role("button", name="Lock", exact=True).click()
    assert writer.headline == "The room had closed"
    writer.fills("passphrase", app.passphrase)
    writer.fills("room", INSIDE)
    writer.presses("Open and keep")
    assert SECRET in writer.reads
    other.goto(f"{app.base}/write")
    assert SECRET not in other.content()


@pytest.mark.feature("N19")
def test_making_a_room_with_two_taps_makes_one(writer: "Person") -> None:
    writer.goes_to("/room")
    writer.page.locator("summary", has_text="Make one").click()
    writer.fills("new", INSIDE)
    writer.fills("again", INSIDE)
    writer.button("Make it").dblclick(delay=30, no_wait_after=True)
    expect(writer.page.locator("h1")).to_have_text("In the room")
    writer.fills("text", SECRET)
    writer.presses("Keep it here")
    writer.presses("Close the room")
    goes_in(writer)
    assert SECRET in writer.reads


@pytest.mark.feature("E2")
def test_another_browser_is_seen_in_the_list_and_closed_from_there(
    app: "App", writer: "Person", people: Callable[..., "Person"]
) -> None:
    other = people(app, apart=True).comes_in("/write")
    writer.goes_to("/settings/sessions")
    assert "Chrome on Linux" in writer.reads
    writer.presses("Close it there")
    assert "It is closed there." in writer.reads
    assert "It is open nowhere else" in writer.reads
    assert other.goes_to("/write").status == 401
    assert writer.goes_to("/write").status == 200
