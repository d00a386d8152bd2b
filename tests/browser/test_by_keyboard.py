"""With a keyboard and nothing else, and with a browser that runs no script."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from moorings.companion.answering import begin
from tests.browser.afterwards import notebook_of
from tests.questionnaires import LABELS, bring, fhir_file, is_adult

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const held = document.activeElement, style = getComputedStyle(held);
  const box = held.getBoundingClientRect();
  const label = held.closest("label") ?? held;
  const seen = [held, label, held.nextElementSibling].some(each => each
    && getComputedStyle(each).outlineStyle !== "none");
  // A browser marks the small button inside a date or time field by itself.
  const own = ["date", "time"].includes(held.type);
  return {
    name: held.innerText || held.name || held.id || held.tagName,
    tag: held.tagName, id: held.id, seen: seen || own,
    inside: box.top >= 0 && box.bottom <= innerHeight,
  };
}"""


def tab_to(person: "Person", name: str, most: int = 40) -> dict[str, Any]:
    """Press Tab until something of this name or id has the focus; it must be seen."""
    for _ in range(most):
        person.page.keyboard.press("Tab")
        held: dict[str, Any] = person.page.evaluate(FOCUS)
        assert held["seen"], f"nobody sees that {held['name']} has the focus"
        if name in {str(held["name"]).strip(), held["id"]}:
            return held
    raise AssertionError(f"Tab never reaches {name}")


def edits_in_two_goes(person: "Person", words: str) -> None:
    person.follows("Edit")
    person.fills("text", words)
    person.presses("Put aside")
    assert "Put aside." in person.reads
    person.goes_to("/write/draft")
    person.follows(words)
    person.presses("Save")


@pytest.mark.feature("E8")
def test_a_page_is_written_and_saved_by_keyboard_alone(
    app: "App", size: str, people: Callable[..., "Person"]
) -> None:
    person = people(app, size)
    keys = person.page.keyboard
    person.goes_to("/write")
    expect(person.page.locator("#passphrase")).to_be_focused()
    keys.type(app.passphrase)
    keys.press("Enter")
    person.page.wait_for_selector("#text")
    tab_to(person, "text")
    keys.type("By keyboard alone.")
    tab_to(person, "When, and with whom")
    keys.press("Enter")
    tab_to(person, "new_person")
    keys.type("Sam")
    held = tab_to(person, "Save")
    assert held["inside"]
    keys.press("Enter")
    expect(person.page.get_by_role("status").first).to_contain_text("Saved.")
    tab_to(person, "Today")
    keys.press("Enter")
    expect(person.page.locator("h1")).to_have_text(
        "Here is a quiet place to put it down."
    )
    app.restart()
    person.comes_in("/write")
    assert "By keyboard alone." in person.reads
    assert "Sam" in person.reads


def test_the_first_tab_leads_past_the_corners_to_the_page(writer: "Person") -> None:
    writer.goes_to("/people")
    assert tab_to(writer, "Skip to the page", 1)["tag"] == "A"
    writer.page.keyboard.press("Enter")
    assert writer.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.feature("E1")
@pytest.mark.feature("E3")
def test_a_whole_evening_without_script(
    empty: "App", people: Callable[..., "Person"]
) -> None:
    person = people(empty, script=False)
    person.page.goto(empty.link)
    person.follows("Go on")
    person.page.locator("button.choice", has_text="One word").click()
    person.fills("word", "adrift")
    person.presses("Go on")
    person.follows("Yes, keep it")
    empty.passphrase = "a kettle hums behind the green door"
    person.fills("passphrase", empty.passphrase)
    person.fills("again", empty.passphrase)
    person.presses("Make my notebook")
    person.presses("I have it")
    assert person.page.locator(".needs-script:visible").count() == 0
    person.writes("Without any script.", new_person="Sam")
    person.opens_entry("Without any script.")
    edits_in_two_goes(person, "Without any script, edited.")
    assert len(person.searches(words="script")) == 1
    given = {"name": "2019-03-04.md", "mimeType": "text/plain", "buffer": b"Long ago."}
    person.brings(given)
    assert "It is here" in person.reads
    person.presses("Lock")
    assert person.headline == "Locked"
    empty.restart()
    person.comes_in("/write")
    for words in ("adrift", "Without any script, edited.", "Long ago."):
        assert words in person.reads


def test_how_strong_it_is_can_be_looked_over_by_keyboard_before_it_is_said(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in()
    person.goes_to("/now/after")
    tab_to(person, "intensity")
    for _ in range(3):
        person.page.keyboard.press("ArrowRight")
    expect(person.main.get_by_text("How strong is it just now?")).to_be_visible()
    expect(person.main.get_by_role("radio", name="3", exact=True)).to_be_checked()
    expect(person.button("Note it")).to_be_visible()
    person.page.keyboard.press("Enter")
    expect(person.main.get_by_text("One line, if you like")).to_be_visible()
    expect(person.main.locator("[data-moment-status]")).to_have_text("Saved.")
    person.goes_to("/way/moments")
    assert person.main.locator(".value").all_inner_texts() == ["3"]


def test_a_question_of_a_questionnaire_is_answered_by_keyboard_alone(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("asked", template)
    with notebook_of(app) as opened:
        is_adult(opened)
        begun = begin(opened, bring(opened, fhir_file(3)))
    person = people(app.start()).comes_in(f"/way/asking/{begun}")
    keys = person.page.keyboard
    for number, response in ((1, "Often"), (2, "Never"), (3, "Always")):
        expect(person.main.get_by_text(f"{number} of 3")).to_be_visible()
        held = tab_to(person, f"{LABELS.index(response)}\n{response}")
        assert held["inside"]
        with person.page.expect_navigation():
            keys.press("Enter")
    assert person.headline == "That was the last one"
    tab_to(person, "The one before")
    with person.page.expect_navigation():
        keys.press("Enter")
    expect(person.main.get_by_text("3 of 3")).to_be_visible()
    tab_to(person, "Leave this one out")
    with person.page.expect_navigation():
        keys.press("Enter")
    tab_to(person, "Keep it")
    with person.page.expect_navigation():
        keys.press("Enter")
    assert person.path.startswith("/way/questionnaires/")
    assert "2 of 3 answered" in person.main.inner_text()
