"""The shelf, a practice step by step, a lesson, and a page of questions."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.journey.records import PracticeTime, Worksheet
from tests.browser.afterwards import is_locked, journey_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

LINE = "The third message. Quittenmarmelade."


def steps_through(person: "Person") -> int:
    """Take every step with the button, and count them."""
    count = 1
    while person.button("Next").is_visible():
        expect(person.main.locator("[data-part]:visible")).to_have_count(1)
        person.button("Next").click()
        count += 1
    return count


@pytest.mark.feature("P1")
def test_a_practice_goes_step_by_step_and_its_line_is_there_after_a_restart(
    app: "App", sits_down: "Person"
) -> None:
    person = sits_down
    person.goes_to("/practise")
    person.main.locator("summary", has_text="Show everything").click()
    link = person.page.locator("a[href='/practise/charged-moment']")
    person.page.locator("details details", has=link).locator("summary").click()
    link.click()
    person.page.wait_for_url("**/practise/charged-moment")
    expect(person.button("Note it")).to_be_hidden()
    person.main.locator("label.chip", has_text="7").first.click()
    assert steps_through(person) >= 3
    person.main.locator("textarea:visible").fill(LINE)
    person.main.locator("label.chip", has_text="4").last.click()
    person.button("Note it").click()
    expect(person.main.locator("[role=status]").first).to_contain_text("Noted.")
    app.restart()
    person.comes_in("/practise/charged-moment")
    person.main.locator("summary", has_text="1 time so far").click()
    assert "7 before, 4 after" in person.reads
    person.goes_to("/write")
    assert LINE in person.reads
    kept = journey_of(app).standing(PracticeTime)
    assert [each.after for each in kept] == [4]


@pytest.mark.feature("W11")
def test_a_lesson_says_what_is_not_known_and_leads_to_something_to_try(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in("/practise/read")
    person.main.locator("a", has_text="How long will this take?").click()
    person.page.wait_for_url("**/practise/read/how-long")
    person.unfolds()
    assert "No study lets us give a date" in person.reads
    assert "Not known" in person.reads
    person.main.locator("a[href^='/practise/']:not([href*=read])").last.click()
    person.page.wait_for_url("**/practise/*")
    assert person.button("I stopped early").is_visible()


def test_answers_typed_when_it_locks_wait_in_their_page(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in("/practise/pages/honest-distance")
    person.fills("q-feel", "Cold, then cross.")
    expect(person.page.locator("[data-draft-status]")).to_have_text("Kept as a draft")
    person.presses("Lock")
    is_locked(person.page)
    person.goes_to("/practise/pages/honest-distance")
    person.unlocks()
    field = person.main.locator("[name=q-feel]")
    expect(field).to_have_value("Cold, then cross.")
    person.main.locator("label.chip", has_text="I draw back").click()
    person.button("Keep it").click()
    person.page.wait_for_url("**/honest-distance/*")
    [kept] = journey_of(app).standing(Worksheet)
    assert kept.answers == {"feel": "Cold, then cross."}
    assert len(kept.chosen["poles"]) == 1


def test_without_script_every_step_stands_there_and_it_can_be_noted(
    app: "App",
    unpacked: Callable[..., "BrowserContext"],
    watched: Callable[["BrowserContext", "App"], "Person"],
) -> None:
    person = watched(unpacked(script=False), app).comes_in("/practise/five-senses")
    expect(person.main.locator("[data-part]:visible")).to_have_count(5)
    person.button("Note it").click()
    person.page.wait_for_load_state()
    assert len(list(journey_of(app).standing(PracticeTime))) == 1
