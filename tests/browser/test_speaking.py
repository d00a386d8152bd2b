"""Guided by voice: only when asked, by a voice of the device, or else by tones."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

#: A device that writes down what it is asked to say, and what it sounds.
VOICES = """
window.said = [];
window.ended = 0;
window.tones = 0;
const voices = %s;
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  speak: ({ voice, text, rate, volume }) =>
    window.said.push([voice.name, text, rate, volume]),
  cancel: () => (window.ended += 1),
}});
window.SpeechSynthesisUtterance = class {
  constructor(text) { this.text = text; }
};
const Tone = window.OscillatorNode;
window.OscillatorNode = class extends Tone {
  start(...at) { window.tones += 1; super.start(...at); }
};
"""
FAR = '{ name: "far", lang: "en-GB", localService: false }'
NEAR = '{ name: "near", lang: "en-GB", localService: true }'
OTHER = '{ name: "other", lang: "de-DE", localService: true }'


def listens(page: Page, *voices: str) -> None:
    page.add_init_script(VOICES % f"[{', '.join(voices)}]")


def said(page: Page) -> list[str]:
    told: list[list[str]] = page.evaluate("window.said")
    assert {each[0] for each in told} <= {"near"}
    return [each[1] for each in told]


def asks(person: "Person") -> None:
    person.page.locator("[data-speaking] > summary").click()
    person.button("Say it aloud").click()


@pytest.mark.feature("E10")
def test_steps_are_said_one_by_one_by_a_voice_that_lies_on_the_device(
    app: "App", writer: "Person"
) -> None:
    page = writer.page
    listens(page, FAR, OTHER, NEAR)
    writer.goes_to("/practise/five-senses")
    assert said(page) == []
    asks(writer)
    first = page.locator(".steps > li:visible [data-say]").inner_text()
    assert said(page) == [first]
    writer.button("Next").click()
    second = page.locator(".steps > li:visible [data-say]").inner_text()
    page.wait_for_function("() => window.said.length === 2")
    assert said(page) == [first, second]
    assert page.evaluate("window.said[0].slice(2)") == [0.88, 0.8]
    page.keyboard.press("Escape")
    expect(writer.button("Say it aloud")).to_have_attribute("aria-pressed", "false")
    writer.button("Next").click()
    page.wait_for_timeout(100)
    assert len(said(page)) == 2
    app.restart()
    writer.comes_in("/practise/five-senses")
    page.wait_for_timeout(100)
    assert said(page) == []


@pytest.mark.feature("E10")
def test_without_a_voice_of_its_own_tones_stand_in_and_the_breath_is_told(
    person: "Person",
) -> None:
    page = person.page
    listens(page, FAR, OTHER)
    person.goes_to("/now/five-senses")
    asks(person)
    expect(page.get_by_text("No voice for this language lies on this")).to_be_visible()
    assert said(page) == []
    assert page.evaluate("window.tones") == 1
    person.goes_to("/now/box")
    asks(person)
    expect(page.locator("[data-sound]")).to_have_attribute("aria-pressed", "true")
    assert said(page) == []


@pytest.mark.feature("E10")
def test_where_there_is_no_voice_and_no_tone_nothing_is_promised(
    writer: "Person",
) -> None:
    page = writer.page
    listens(page, FAR)
    writer.goes_to("/practise/quarrel-breath")
    assert page.locator("[data-speaking]").count() == 0
    writer.goes_to("/practise/orient-outward")
    while (further := page.locator("[data-stepwise] [data-next]")).is_visible():
        further.click()
    page.locator("#longer > summary").click()
    asks(writer)
    expect(page.locator("[data-told]")).to_contain_text("nothing sounds here")
    expect(writer.button("Say it aloud")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("window.tones") == 0


@pytest.mark.feature("E10")
def test_a_breath_is_said_in_its_parts_and_stops_with_the_ring(
    person: "Person",
) -> None:
    page = person.page
    listens(page, NEAR)
    person.goes_to("/now/box")
    asks(person)
    page.wait_for_function("() => window.said.length >= 2", timeout=20_000)
    assert set(said(page)) <= {"In", "Hold", "Out", "Rest", "A little more"}
    person.button("Stop the ring").click()
    count = len(said(page))
    page.wait_for_timeout(300)
    assert len(said(page)) == count


def test_nothing_that_a_person_typed_is_said_unless_they_ask() -> None:
    """What may be said is content; own words bear another mark, and a box to tick."""
    templates = Path(__file__).parents[2] / "src/moorings/web/templates"
    marked = {
        (file.name, told)
        for file in templates.rglob("*.html")
        for told in re.findall(r"data-say>(.*?)</", file.read_text("utf-8"))
    }
    assert marked == {
        ("practice.html", "{{ step.text }}"),
        ("trying.html", "{{ step.text }}"),
    }
