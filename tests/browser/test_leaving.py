"""Leaving in a blink: nothing of the diary is left on the screen, or behind Back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.afterwards import finds, is_locked

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

SECRET = "Quittenmarmelade"
NEUTRAL = "Kitchen measures"
BLINK = 100
#: Notes when Shift went down for the third time, and when nothing was painted any more.
STOPWATCH = """
let shifts = 0, pressed = 0;
addEventListener("keydown", event => {
  if (event.key === "Shift" && ++shifts === 3) pressed = event.timeStamp;
}, true);
new MutationObserver(() => {
  if (!document.documentElement.classList.contains("leaving")) return;
  const note = name => sessionStorage.setItem(name, performance.now() - pressed);
  if (getComputedStyle(document.body).display === "none") note("blank");
  requestAnimationFrame(() => note("painted"));
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["class"] });
"""


def presses_shift_three_times(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def leaves_within(page: Page) -> float:
    """Leave, and say after how many milliseconds nothing was to be seen any more."""
    presses_shift_three_times(page)
    is_away(page)
    return float(page.evaluate("sessionStorage.getItem('blank')"))


def is_away(page: Page) -> None:
    expect(page.locator("h1")).to_have_text(NEUTRAL)
    assert page.title() == NEUTRAL
    assert page.locator(".corners, nav").count() == 0
    assert SECRET not in page.content()


@pytest.mark.feature("E2")
@pytest.mark.feature("N19")
def test_shift_three_times_blanks_the_page_within_a_tenth_of_a_second(
    app: "App", sits_down: "Person"
) -> None:
    sits_down.writes(SECRET)
    sits_down.page.add_init_script(STOPWATCH)
    sits_down.goes_to("/write")
    took = leaves_within(sits_down.page)
    # Where the machine is busy with something else, another try may be luckier.
    for _ in range(5):
        if took >= BLINK:
            sits_down.goes_to("/write")
            took = leaves_within(sits_down.page)
    assert 0 < took < BLINK
    is_locked(sits_down.page)
    assert sits_down.goes_to("/write").status == 401
    app.restart()
    sits_down.comes_in("/write")
    assert SECRET in sits_down.reads


@pytest.mark.feature("E2")
def test_leave_locks_on_the_program_and_takes_other_tabs_along(
    app: "App", writer: "Person"
) -> None:
    writer.writes(SECRET)
    other = writer.page.context.new_page()
    other.goto(f"{app.base}/write")
    writer.goes_to("/write")
    writer.fills("text", "Not finished yet")
    writer.presses("Leave")
    is_away(writer.page)
    is_away(other)
    is_locked(writer.page)
    writer.comes_in("/write")
    finds(writer.page, "Not finished yet")
    app.restart()
    writer.comes_in("/write")
    assert "Not finished yet" in writer.reads


def test_leaving_works_from_a_locked_page_and_from_help(
    app: "App", person: "Person"
) -> None:
    for path in ("/", "/now", "/crisis", "/recover"):
        person.goes_to(path)
        presses_shift_three_times(person.page)
        is_away(person.page)
    assert app.port


def test_leave_is_the_second_thing_that_tab_reaches(person: "Person") -> None:
    person.comes_in("/write")
    person.goes_to("/write")
    person.page.keyboard.press("Tab")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.innerText").strip() == "Leave"
    person.page.keyboard.press("Enter")
    is_away(person.page)


def test_typing_capitals_never_leaves(writer: "Person") -> None:
    writer.goes_to("/write")
    writer.page.locator("#text").click()
    for letter in "ABC DEF":
        writer.page.keyboard.press(f"Shift+{letter}" if letter != " " else "Space")
    assert writer.page.locator("#text").input_value() == "ABC DEF"


def test_without_script_the_button_still_leaves_and_locks(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in("/write")
    person.presses("Leave")
    is_away(person.page)
    person.page.go_back()
    assert person.headline == "Locked"
    assert person.goes_to("/write").status == 401


@pytest.mark.feature("N19")
def test_going_back_after_leaving_shows_no_word_of_the_diary(
    app: "App",
    launched: Callable[[Path], BrowserContext],
    watched: Callable[[BrowserContext, "App"], "Person"],
    tmp_path: Path,
) -> None:
    context = launched(tmp_path / "profile")
    person = watched(context, app)
    person.comes_in()
    person.writes(SECRET)
    person.opens_entry(SECRET)
    with person.page.expect_navigation():
        person.page.get_by_role("link", name="Today").click()
    presses_shift_three_times(person.page)
    is_away(person.page)
    is_locked(person.page)
    for _ in range(3):
        person.page.go_back()
        assert SECRET not in person.page.content()
        assert person.headline == "Locked"
    app.restart()
    person.comes_in("/write")
    assert SECRET in person.reads
    context.close()
    assert person.faults == []
