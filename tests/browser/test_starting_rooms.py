"""The starting rooms: from an answer to a pattern, an origin and a place to begin."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.clock import moment
from moorings.companion.opened import new_id
from moorings.companion.practising import set_night
from moorings.companion.settling import note_step
from moorings.journey.records import Naming
from tests.browser.afterwards import notebook_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

FEEL = "Anxious. I think they are leaving me."
DOES = "I check my phone, and then I write again."
NARROW = 320


@pytest.fixture
def app(apps: "Callable[..., App]", template: "App") -> "App":
    """A notebook in which it is always day, and four moments were named."""
    app = apps("app", template)
    with notebook_of(app) as opened:
        set_night(opened, 3, 3)
        at = moment(opened.now())
        for word in ("hurt", "anxious", "anxious", "anxious"):
            told = {"trigger": "no-answer", "feelings": (word,)}
            note_step(opened, Naming, new_id(), new_id(), at, **told)
    return app.start()


def answers(person: "Person", room: str, title: str, **told: str) -> None:
    """Answer a question of a room, in part."""
    person.goes_to(room)
    person.follows(title)
    for name, text in told.items():
        person.fills(f"q-{name}", text)


def chip(person: "Person", words: str) -> None:
    person.main.locator("label.chip", has_text=words).click()


def chooses_how_it_begins(person: "Person") -> None:
    """Choose one of the words that are folded away."""
    part = person.main.locator("section", has_text="It begins with").first
    part.locator("summary").first.click()
    part.get_by_text("Silence and waiting").click()
    part.get_by_role("radio", name="no answer to a message").check()


def is_told_that_a_name_is_missing(person: "Person") -> None:
    """Try it without a name; what was typed is still there."""
    person.fills("title", "")
    person.presses("Keep it")
    expect(person.main.get_by_role("alert")).to_contain_text("It has no name yet.")
    expect(person.page.locator("#does")).to_have_value(DOES)


def is_in_order(person: "Person") -> None:
    person.page.set_viewport_size({"width": NARROW, "height": 700})
    assert not person.is_wider_than(NARROW)
    assert person.objections() == []


@pytest.mark.feature("S5")
@pytest.mark.feature("S7")
@pytest.mark.feature("S9")
def test_answers_become_a_pattern_that_is_counted_and_a_place_to_begin(
    app: "App", person: "Person"
) -> None:
    person.comes_in()
    answers(person, "/way/honest", "When someone seems far", feel=FEEL, do=DOES)
    chip(person, "toward them")
    person.presses("Keep it")
    person.goes_to("/way/honest")
    assert f"“{FEEL}”" in person.reads
    person.follows("Pattern map")
    person.follows("Look it over")
    chip(person, "they are leaving")
    chooses_how_it_begins(person)
    is_told_that_a_name_is_missing(person)
    person.fills("title", "No answer, and I write")
    person.presses("Keep it")
    assert person.headline == "No answer, and I write"
    assert "they are leaving" not in person.reads
    assert "3 of 4 named moments since" in person.reads
    app.restart()
    person.comes_in("/way/patterns")
    person.follows("No answer, and I write")
    assert "3 of 4 named moments since" in person.reads
    is_in_order(person)
    person.goes_to("/way/why")
    assert "you ticked “toward them”" in person.reads
    person.main.get_by_role("link", name="you ticked").first.click()
    expect(person.page.locator("h1")).to_have_text("When someone seems far")
    assert FEEL in person.reads


@pytest.mark.feature("S6")
@pytest.mark.feature("S8")
def test_an_origin_is_kept_as_it_was_written_and_a_closed_door_is_marked(
    app: "App", people: "Callable[..., Person]"
) -> None:
    person = people(app, "desk").comes_in("/way/looking-back")
    text = "“I told Ines the same day.”"
    answers(person, "/way/looking-back", "What comes round again", otherwise=text)
    person.presses("Keep it")
    person.goes_to("/way/looking-back")
    assert text in person.reads
    person.goes_to("/way/origin")
    person.follows("Have a look")
    closed = "To listen for the car. That is why I always wait up."
    person.fills("q-learned", closed)
    person.presses("Keep it")
    assert person.path == "/way/origin"
    assert closed in person.reads
    expect(person.main.locator(".airlock")).to_contain_text("“That is why I always”")
    person.main.get_by_text("A way to say it that stays open").click()
    person.presses("Put it beside my lines")
    expect(person.main.get_by_role("alert")).to_contain_text("There are no words")
    person.fills("learned", "to wait up")
    person.fills("different", "my own key")
    person.presses("Put it beside my lines")
    app.restart()
    person.comes_in("/way/origin")
    assert closed in person.reads
    assert "I learned to wait up; what is different now is my own key." in person.reads
    is_in_order(person)
