"""Danger before insight: the gate, people where words call for them, the plan."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.planning import write_plan
from moorings.journey.records import Entry, PauseAnswer, SafetyFlag
from tests.browser.afterwards import (
    Held,
    help_is_kept,
    journey_of,
    notebook_of,
    queue_is_empty,
)

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

DIE, CALM = "I want to kill myself tonight.", "She said she would be late."
CARD = "[data-heard=crisis]"
STEADY = "/now/choose/steady"
NARROWEST = 320


def chooses(person: "Person", words: str) -> None:
    """Tap a large choice, and come where it leads."""
    before = person.path
    person.main.locator(".choice", has_text=words).click()
    person.page.wait_for_function("before => location.pathname !== before", arg=before)


def rests_quietly(person: "Person") -> None:
    """A no leads to steady things now, and so does the address behind it."""
    person.goes_to("/now/check")
    no = person.main.locator(".choice", has_text="No, this is hurt")
    expect(no).to_have_attribute("href", STEADY)
    person.goes_to("/now/familiar")
    person.page.wait_for_url(f"**{STEADY}")


@pytest.mark.feature("N5")
@pytest.mark.feature("M5")
def test_danger_is_asked_first_also_without_the_program_and_a_yes_comes_in_once(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in()
    help_is_kept(person.page)
    app.stop()
    person.goes_to("/now/belly-breath")
    person.follows("Go on")
    assert person.path == "/now/check"
    chooses(person, "not sure")
    chooses(person, "losing someone")
    chooses(person, "happening now")
    assert person.path == "/now/real"
    person.goes_to("/now/check")
    chooses(person, "Yes")
    assert person.path == "/safety"
    assert person.headline == "If someone is in danger now, call"
    held = Held(person.page)
    assert len(held.waiting) == 2
    assert "flag" not in str(held.waiting)
    app.start()
    person.goes_to("/now")
    queue_is_empty(person.page)
    person.comes_in()
    rests_quietly(person)
    journey = journey_of(app)
    assert [flag.raised for flag in journey.standing(SafetyFlag)] == [True]
    answers = [r for r in journey.records() if isinstance(r, PauseAnswer)]
    assert [each.answer for each in answers] == ["now"]


def notes(person: "Person", field: str, text: str) -> None:
    """Write a line of a hard moment, and press the button beside it."""
    person.main.locator(f"#{field}").fill(text)
    person.main.locator("button:visible", has_text="Note it").click()


def answered(person: "Person") -> None:
    """People stand on the page now, and what was written is kept all the same."""
    card = person.main.locator(CARD)
    expect(card).to_be_focused()
    links = card.locator("a:visible")
    found = links.evaluate_all("all => all.map(a => a.hash || a.href)")
    assert found[:2] == ["tel:999", "#talk"]
    assert len(found) == 3
    expect(person.main.locator("#morning")).to_be_hidden()
    expect(person.main.locator("[data-moment-status]")).to_contain_text("Sealed in")
    assert person.objections() == []
    assert not person.is_wider_than(NARROWEST)
    links.last.click()
    expect(card).to_be_hidden()
    expect(person.main.locator("#morning")).to_be_visible()


@pytest.mark.feature("M11")
def test_grave_words_bring_people_at_once_and_are_kept_and_nothing_about_them(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app)
    person.goes_to("/crisis")
    person.page.locator("#country").select_option(label="United Kingdom")
    person.presses("Show")
    person.comes_in()
    help_is_kept(person.page)
    app.stop()
    person.goes_to("/now/real")
    notes(person, "what", CALM)
    expect(person.main.locator("#who")).to_be_visible()
    expect(person.main.locator(CARD)).to_be_hidden()
    notes(person, "who", DIE)
    answered(person)
    assert DIE not in Held(person.page).all
    app.start()
    person.goes_to("/now")
    queue_is_empty(person.page)
    person.comes_in()
    assert "something heavy" not in person.reads
    noted = [r for r in journey_of(app).records() if isinstance(r, Entry)]
    assert {each.text for each in noted} == {CALM, DIE}


@pytest.mark.feature("N5")
def test_the_plan_for_a_dangerous_night_is_printed_without_anything_around_it(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("planned", template)
    with notebook_of(app) as opened:
        record = opened.new_id()
        write_plan(opened, record, {"alone": "cold water", "people": "Ines"})
    person = people(app.start()).comes_in("/safety/plan")
    assert person.objections() == []
    assert not person.is_wider_than(NARROWEST)
    person.page.emulate_media(media="print")
    shown = person.page.locator("body").inner_text()
    assert "cold water" in shown
    assert "Ines" in shown
    for around in (
        "Change it",
        "Help now",
        "Settings",
        "A print can be found",
        "Today",
    ):
        assert around not in shown
    person.page.emulate_media(media="screen")
