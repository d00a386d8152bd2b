"""Naming what is here: in any order, one thing on the screen, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from moorings.companion.clock import moment
from moorings.companion.opened import new_id
from moorings.companion.wording import add_word
from moorings.companion.writing import Written, write_entry
from moorings.journey.activation import Activation
from moorings.journey.records import Forecast, Naming, RawNote, Word
from tests.browser.afterwards import (
    Held,
    help_is_kept,
    journey_of,
    left_in_the_box,
    notebook_of,
    queue_is_empty,
)

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

LINE = "I feel so lonely, and my chest is tight. I am not angry."
OWN = "Quittenmarmelade"
TURN = """() => {
  Object.defineProperty(document, "visibilityState", {
    configurable: true, get: () => "hidden",
  });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
FAR = "() => { remember('far', activation()); }"
ANEW = "() => { remember('moment', ''); remember('far', ''); }"
SEEN = """() => {
  const held = document.activeElement, label = held.closest("label") ?? held;
  const drawn = (each) => getComputedStyle(each).outlineStyle !== "none";
  const named = label.querySelector(".term-word, .choice-label") ?? label;
  return { name: named.innerText.trim(), seen: [held, label].some(drawn) };
}"""


def screen(person: "Person", name: str) -> Locator:
    """See that one screen is there, and no other."""
    shown = person.page.locator("[data-screen]:visible")
    expect(shown).to_have_attribute("data-screen", name)
    return shown


def begins(person: "Person", how: str) -> None:
    person.goes_to("/now/name")
    screen(person, "begin").get_by_role("button").filter(has_text=how).click()


def goes_on(person: "Person", to: str, leave: str = "Go on") -> None:
    here = person.page.locator("[data-screen]:visible")
    here.get_by_role("button", name=leave, exact=True).click()
    screen(person, to)


def picks(person: "Person", family: str, *words: str) -> None:
    """Open a family, turning to it where it is further on, and take words of it."""
    here = person.page.locator("[data-screen]:visible")
    summary = here.locator(f"[data-family={family}] > summary")
    while not summary.is_visible():
        here.get_by_role("button", name="More words").click()
    assert here.locator("summary:visible").count() <= 9
    summary.click()
    expect(here.locator("summary:visible")).to_have_count(1)
    for word in words:
        here.locator(f"input[value={word}]").check()


def the_sentence(person: "Person") -> str:
    screen(person, "said")
    return person.page.locator("#sentence").inner_text()


def moments(app: "App", count: int) -> list[Activation]:
    """Read the hard moments of a notebook, into which everything has come."""
    assert left_in_the_box(app) == 0
    journey = journey_of(app)
    assert not [r for r in journey.records() if isinstance(r, RawNote)]
    found = list(journey.activations())
    assert len(found) == count
    return found


def the_naming(app: "App", count: int = 1) -> Naming:
    named = moments(app, count)[0].named
    assert named is not None
    return named


def names_from_the_body(person: "Person") -> None:
    """Name every part, with a word of one's own in two of them; go back once."""
    begins(person, "In the body")
    person.page.locator(".outline [data-place=chest]").click()
    person.page.locator("input[value=chest-tight]").check()
    goes_on(person, "feeling")
    picks(person, "ashamed", "ashamed")
    goes_on(person, "belief")
    person.fills("own-belief", OWN)
    person.page.go_back()
    screen(person, "feeling")
    goes_on(person, "belief")
    expect(person.page.locator("#own-belief")).to_have_value(OWN)
    person.page.locator("#own-belief").press("Enter")
    screen(person, "fear")
    picks(person, "alone", "being-left")
    goes_on(person, "urge")
    picks(person, "reaching", "write-again")
    goes_on(person, "trigger")
    picks(person, "silence", "no-answer")


SAID = (
    "It began with no answer to a message. I notice a tight chest. I feel ashamed. "
    f"A part of me believes “{OWN}”. Under it is a fear of being left. The pull is to "
    "write again."
)


@pytest.fixture
def lived_in(apps: Callable[..., "App"], template: "App") -> "App":
    """A notebook that knows a person and a word."""
    app = apps("app", template)
    with notebook_of(app) as opened:
        add_word(opened, "feeling", "sunk")
        when = moment(opened.now())
        write_entry(opened, new_id(), Written("A day.", when, ("Ada",)))
    return app.start()


@pytest.mark.feature("M6")
@pytest.mark.feature("N17")
@pytest.mark.feature("E5")
def test_one_begins_in_the_body_with_a_word_or_in_own_words_and_reads_it_whole(
    lived_in: "App", people: Callable[..., "Person"]
) -> None:
    app, person = lived_in, people(lived_in).comes_in()
    help_is_kept(person.page)
    names_and_corrects(person)
    looks_forward(person)
    queue_is_empty(person.page)
    named = the_naming(app)
    assert (named.body, named.feelings) == (("chest-tight",), ("ashamed",))
    assert (named.trigger, named.urges) == ("no-answer", ("write-again",))
    assert set(named.fears) == {"being-left", "being-rejected"}
    assert len(named.people) == 1
    [forecast] = journey_of(app).standing(Forecast)
    assert (forecast.likelihood, forecast.activation) == (70, named.activation)
    takes_a_word_of_before(person)
    finds_words_in_a_line(person)
    queue_is_empty(person.page)
    found_again(app)
    is_far_away(person)


def names_and_corrects(person: "Person") -> None:
    names_from_the_body(person)
    goes_on(person, "people")
    person.page.locator("[data-people] label", has_text="Ada").click()
    goes_on(person, "said")
    assert the_sentence(person) == SAID
    person.button("Not quite").click()
    screen(person, "again")
    person.page.locator("[data-part-again=fear]").click()
    picks(person, "worth", "being-rejected")
    goes_on(person, "said")
    assert "a fear of being left and of being turned away" in the_sentence(person)


def looks_forward(person: "Person") -> None:
    person.button("That is it").click()
    screen(person, "forecast")
    person.fills("forecast", "She will not write at all.")
    person.page.locator("label.chip", has_text="70").click()
    with person.page.expect_navigation():
        person.button("Note it").click()
    assert person.path == "/now/choose"


def takes_a_word_of_before(person: "Person") -> None:
    person.page.evaluate(ANEW)
    begins(person, "With a word")
    person.page.locator("[data-own=feeling] label", has_text="sunk").click()
    goes_on(person, "body")
    person.button("To the sentence").click()
    assert the_sentence(person) == "I feel sunk."


def finds_words_in_a_line(person: "Person") -> None:
    """What fits is taken up, and is not asked for again; what was denied is not."""
    person.page.evaluate(ANEW)
    begins(person, "In my own words")
    person.fills("line", LINE)
    goes_on(person, "fit")
    fits = person.page.locator("[data-fits] label")
    assert set(fits.all_inner_texts()) == {"lonely", "a tight chest"}
    fits.first.click()
    fits.last.click()
    goes_on(person, "belief")
    person.button("To the sentence").click()
    assert the_sentence(person) == "I notice a tight chest. I feel lonely."


def found_again(app: "App") -> None:
    third, second, _ = moments(app, 3)
    assert [note.text for note in third.notes] == [LINE]
    assert third.named
    assert second.named
    words = {word.text: word.id for word in journey_of(app).standing(Word)}
    assert sorted(words) == [OWN, "sunk"]
    assert third.named.feelings == ("lonely",)
    assert second.named.feelings == (words["sunk"],)


def is_far_away(person: "Person") -> None:
    """Nobody who is far away is asked to look inside."""
    person.page.evaluate(FAR)
    person.goes_to("/now/name")
    ways = person.page.locator("[data-order]:visible .choice-label")
    assert ways.all_inner_texts() == ["With a word", "In my own words"]
    ways.first.click()
    goes_on(person, "belief")


@pytest.mark.feature("M6")
@pytest.mark.feature("M10")
def test_named_from_a_cold_start_while_nothing_runs_it_arrives_once(
    app: "App",
    launched: Callable[[Path], BrowserContext],
    watched: Callable[[BrowserContext, "App"], "Person"],
    tmp_path: Path,
) -> None:
    person = watched(launched(tmp_path / "profile"), app).comes_in()
    help_is_kept(person.page)
    app.stop()
    person.page.context.close()
    person = watched(launched(tmp_path / "profile"), app)
    names_from_the_body(person)
    goes_on(person, "said")
    assert the_sentence(person) == SAID
    expect(person.page.get_by_role("status")).to_contain_text("Sealed in this browser")
    waiting = Held(person.page)
    assert len(waiting.waiting) >= 7
    assert OWN not in waiting.all
    person.button("That is it").click()
    screen(person, "forecast")
    assert app.start().base
    person.goes_to("/now/name")
    queue_is_empty(person.page)
    person.comes_in()
    named = the_naming(app)
    [own] = journey_of(app).standing(Word)
    assert (own.part, own.text, named.beliefs) == ("belief", OWN, (own.id,))
    assert (named.trigger, named.body) == ("no-answer", ("chest-tight",))
    assert (named.feelings, named.fears) == (("ashamed",), ("being-left",))
    assert named.urges == ("write-again",)
    assert not person.faults
    person.page.context.close()


@pytest.mark.feature("M6")
def test_leaving_in_the_middle_keeps_what_was_given(
    app: "App", writer: "Person"
) -> None:
    help_is_kept(writer.page)
    begins(writer, "With a word")
    picks(writer, "lonely", "lonely")
    goes_on(writer, "body")
    writer.page.locator(".outline [data-place=belly]").click()
    writer.page.locator("input[value=belly-knot]").check()
    writer.page.evaluate(TURN)
    goes_on(writer, "belief")
    writer.fills("own-belief", OWN)
    for _ in range(3):
        writer.page.keyboard.press("Shift")
    expect(writer.page.locator("h1")).to_have_text("Kitchen measures")
    writer.page.go_back()
    assert OWN not in writer.page.content()
    writer.comes_in()
    queue_is_empty(writer.page)
    named = the_naming(app)
    [own] = journey_of(app).standing(Word)
    assert (named.feelings, named.body) == (("lonely",), ("belly-knot",))
    assert (own.text, named.beliefs) == (OWN, (own.id,))
    # The link that ends it is no loss either, and nothing is kept that was left out.
    begins(writer, "In my own words")
    writer.fills("line", "not this")
    goes_on(writer, "feeling", leave="Leave that out")
    picks(writer, "sad", "sad")
    writer.follows("Enough for now")
    queue_is_empty(writer.page)
    [found] = moments(app, 1)
    assert found.named
    assert found.named.feelings == ("sad",)
    assert not found.notes


def takes_by_key(person: "Person", name: str, key: str = "Enter") -> None:
    """Press Tab until this has the focus, which has to be seen; then the key."""
    for _ in range(40):
        person.page.keyboard.press("Tab")
        held: dict[str, Any] = person.page.evaluate(SEEN)
        assert held["seen"], held["name"]
        if held["name"] == name:
            person.page.keyboard.press(key)
            return
    raise AssertionError(f"Tab never reaches {name}")


def is_wide(person: "Person", place: str) -> list[str]:
    """Look at one screen narrow, and at twice the size."""
    wide = [f"{place}: wide at {w}" for w in (195, 320) if person.is_wider_than(w)]
    person.page.set_viewport_size({"width": 390, "height": 844})
    return wide


def faults_of(person: "Person", place: str) -> list[str]:
    """Look at one screen in both themes, narrow, and at twice the size."""
    found = person.objections()
    person.page.emulate_media(color_scheme="dark")
    found += person.objections(only="color-contrast")
    person.page.emulate_media(color_scheme="light")
    return is_wide(person, place) + [f"{place}: {each}" for each in found]


@pytest.mark.feature("M6")
@pytest.mark.feature("E8")
def test_each_part_is_there_for_the_keyboard_and_for_a_screen_reader(
    app: "App", person: "Person"
) -> None:
    assert app.base
    person.goes_to("/now/name")
    faults = faults_of(person, "begin")
    takes_by_key(person, "With a word")
    takes_by_key(person, "More words")
    person.page.keyboard.press("Shift+Tab")
    takes_by_key(person, "Angry")
    faults += faults_of(person, "feeling, opened")
    takes_by_key(person, "irritated", " ")
    takes_by_key(person, "Go on")
    faults += faults_of(person, "body")
    takes_by_key(person, "Legs and feet")
    takes_by_key(person, "weak knees", " ")
    takes_by_key(person, "Go on")
    for part in ("belief", "fear", "urge", "trigger"):
        screen(person, part)
        faults += is_wide(person, part)
        takes_by_key(person, "Leave that out")
    faults += faults_of(person, "said")
    assert the_sentence(person).startswith("I notice weak knees. I feel ")
    takes_by_key(person, "Not quite")
    faults += faults_of(person, "again")
    person.button("Back").click()
    takes_by_key(person, "That is it")
    screen(person, "forecast")
    faults += faults_of(person, "forecast")
    assert not faults, "\n".join(faults)
