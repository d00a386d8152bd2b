"""The lock: by hand, by itself, in every tab, and the way back to where one was."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

#: What a browser does when another window or app comes to the front.
TURN = """shown => {
  Object.defineProperty(document, "visibilityState", {
    configurable: true, get: () => shown ? "visible" : "hidden",
  });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def timed(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> "Person":
    """Somebody in an open notebook whose program's clock can be moved."""
    return people(apps(like=template).start(altered=True), apart=True).comes_in()


def goes_out_of_sight(page: Page) -> None:
    with page.expect_response("**/hide"):
        page.evaluate(TURN, arg=False)


def rests(person: "Person") -> None:
    """Wait until all is told: what the page before said as it went may come late."""
    person.page.wait_for_load_state("networkidle")
    person.page.evaluate("() => post('/state', {})")


def comes_into_sight(page: Page) -> None:
    with page.expect_response("**/back"):
        page.evaluate(TURN, arg=True)


@pytest.mark.feature("E2")
def test_what_is_asked_for_while_locked_opens_where_it_was_asked_for(
    app: "App", writer: "Person"
) -> None:
    writer.writes("Behind the lock.", date="2022-02-02")
    writer.presses("Lock")
    assert writer.headline == "Locked"
    for path in ("/write/day/2022-02-02", "/settings/take-out", "/people"):
        assert writer.goes_to(path).status == 401
        assert writer.path == path
        assert "Behind the lock." not in writer.page.content()
    app.restart()
    writer.comes_in("/write/day/2022-02-02")
    assert writer.path == "/write/day/2022-02-02"
    assert "Behind the lock." in writer.reads


@pytest.mark.feature("E2")
def test_locking_locks_every_tab_at_once(app: "App", writer: "Person") -> None:
    writer.writes("In both tabs.")
    other = writer.page.context.new_page()
    other.goto(f"{app.base}/write")
    other.locator("#text").fill("Typed in the other tab a moment ago")
    writer.presses("Lock")
    expect(other.locator("h1")).to_have_text("Locked")
    assert "In both tabs." not in other.content()
    app.restart()
    writer.comes_in("/write")
    assert "Typed in the other tab a moment ago" in writer.reads


@pytest.mark.feature("E2")
def test_it_locks_by_itself_when_nothing_happens_for_the_minutes_one_chose(
    timed: "Person",
) -> None:
    timed.goes_to("/settings")
    timed.main.locator("label.chip", has_text="15 minutes").click()
    timed.page.locator("form[action='/settings/lock'] button").click()
    timed.app.stop()
    timed.app.start(altered=True)
    timed.comes_in()
    timed.goes_to("/settings")
    assert timed.main.locator("input[value='15']").is_checked()
    rests(timed)
    timed.app.pass_time(14 * 60)
    assert timed.goes_to("/write").status == 200
    rests(timed)
    timed.page.clock.install()
    timed.page.reload()
    rests(timed)
    timed.app.pass_time(14 * 60)
    with timed.page.expect_response("**/state") as answer:
        timed.page.clock.fast_forward(20_500)
    assert answer.value.status == 204
    timed.app.pass_time(61)
    timed.page.clock.fast_forward(20_500)
    expect(timed.page.locator("h1")).to_have_text("Locked")


def test_reading_one_page_for_four_minutes_does_not_lock(timed: "Person") -> None:
    timed.writes("A page to read slowly.")
    timed.opens_entry("A page to read slowly.")
    rests(timed)
    timed.app.pass_time(4 * 60)
    assert timed.page.request.get(f"{timed.app.base}/state").status == 204


def test_a_window_in_sight_keeps_open_what_another_one_left(timed: "Person") -> None:
    other = timed.page.context.new_page()
    other.clock.install()
    with other.expect_response("**/back"):
        other.goto(f"{timed.app.base}/write")
    goes_out_of_sight(timed.page)
    with other.expect_response("**/state") as answer:
        other.clock.fast_forward(20_500)
    assert answer.value.status == 204
    timed.app.pass_time(61)
    other.goto(f"{timed.app.base}/people")
    expect(other.locator("h1")).to_have_text("People")


@pytest.mark.feature("E2")
def test_going_on_writing_keeps_it_open(timed: "Person") -> None:
    timed.goes_to("/write")
    rests(timed)
    for number in range(3):
        timed.app.pass_time(4 * 60)
        with timed.page.expect_response("**/write/draft") as answer:
            timed.fills("text", "Slowly" + "." * number)
        assert answer.value.status == 200
    timed.presses("Save")
    timed.app.stop()
    timed.app.start(altered=True)
    timed.comes_in("/write")
    assert "Slowly.." in timed.reads


@pytest.mark.feature("E2")
def test_out_of_sight_it_locks_after_a_minute_of_grace(timed: "Person") -> None:
    timed.goes_to("/write")
    rests(timed)
    timed.fills("text", "Called away")
    goes_out_of_sight(timed.page)
    assert timed.page.locator("main").evaluate(
        "m => getComputedStyle(m).visibility"
    ) == ("hidden")
    timed.app.pass_time(50)
    comes_into_sight(timed.page)
    assert timed.page.locator("main").evaluate(
        "m => getComputedStyle(m).visibility"
    ) == ("visible")
    timed.app.pass_time(50)
    assert timed.page.request.get(f"{timed.app.base}/state").status == 204
    goes_out_of_sight(timed.page)
    timed.app.pass_time(61)
    timed.page.evaluate(TURN, arg=True)
    expect(timed.page.locator("h1")).to_have_text("Locked")
    timed.app.stop()
    timed.app.start(altered=True)
    timed.comes_in("/write/draft")
    assert "Called away" in timed.reads


def test_out_of_sight_it_stays_open_where_one_chose_so(timed: "Person") -> None:
    timed.goes_to("/settings")
    timed.page.locator("input[name=hidden]").uncheck()
    with timed.page.expect_navigation():
        timed.page.locator("form[action='/settings/lock'] button").click()
    rests(timed)
    goes_out_of_sight(timed.page)
    timed.app.pass_time(120)
    comes_into_sight(timed.page)
    assert timed.goes_to("/write").status == 200


def test_one_tab_in_sight_keeps_the_notebook_open(
    timed: "Person", people: Callable[..., "Person"]
) -> None:
    other = people(timed.app, "desk").comes_in("/write")
    goes_out_of_sight(timed.page)
    timed.app.pass_time(61)
    assert other.goes_to("/write").status == 200


@pytest.mark.feature("E2")
def test_stopping_the_program_locks_everything(app: "App", writer: "Person") -> None:
    writer.writes("Kept.")
    app.restart()
    assert writer.goes_to("/write").status == 401
    app.kill()
    app.start()
    assert writer.goes_to("/write").status == 401
    writer.unlocks()
    assert "Kept." in writer.reads
