"""A scene is played to an end and kept; another way; and a wait without script."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.journey.records import Rehearsal
from tests.browser.afterwards import is_locked, journey_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

QUARREL, UNANSWERED = "/practise/rehearse/quarrel", "/practise/rehearse/unanswered"
LINE = "Shoes first. Quittenmarmelade."


def chooses(person: "Person", *turns: str) -> None:
    """Press one thing to choose after the other."""
    for turn in turns:
        with person.page.expect_navigation():
            person.main.locator(f"button[name=turn][value={turn}]").click()


def picks(person: "Person", name: str, number: int) -> None:
    """Choose a number on a scale."""
    chip = person.main.locator(f"label.chip:has([name={name}][value='{number}'])")
    chip.click()


def plays_to_an_end(person: "Person") -> None:
    """Play the quarrel to an end and keep it; on the way the notebook locks."""
    person.comes_in("/practise/rehearse")
    person.follows("A quarrel in the kitchen")
    picks(person, "before", 3)
    person.presses("Begin")
    chooses(person, "breaths", "one-thing")
    assert faults_of(person, QUARREL) == []
    person.presses("Lock")
    is_locked(person.page)
    person.comes_in(QUARREL)
    assert "There is no “always” in it." in person.reads
    chooses(person, "play-heard")
    assert "You spoke of one pan" in person.reads
    assert faults_of(person, QUARREL) == []
    picks(person, "after", 5)
    person.fills("text", LINE)
    expect(person.page.locator("[data-draft-status]")).to_have_text("Kept as a draft")
    person.presses("Keep it")
    assert person.path == QUARREL


@pytest.mark.feature("N16")
def test_a_scene_is_played_to_its_end_and_kept_and_another_way_is_left(
    app: "App", person: "Person"
) -> None:
    plays_to_an_end(person)
    app.restart()
    person.comes_in(QUARREL)
    assert LINE in person.reads
    assert "before 3, after 5" in person.reads
    person.presses("Begin")
    chooses(person, "say-it", "leave-it")
    assert "It was the old sentence" in person.reads
    person.presses("Try another way")
    assert "Sam turns round" in person.reads
    person.presses("Leave it here")
    [kept] = journey_of(app).standing(Rehearsal)
    assert kept.turns == ("breaths", "one-thing", "play-heard")
    pages = ("/practise/rehearse", f"/practise/rehearse/told/{kept.id}", QUARREL)
    assert [f for path in pages for f in faults_of(person, path, unfolded=True)] == []


def test_without_script_the_clock_is_real_and_an_end_is_kept(
    apps: Callable[..., "App"],
    template: "App",
    unpacked: Callable[..., "BrowserContext"],
    watched: Callable[["BrowserContext", "App"], "Person"],
) -> None:
    app = apps(like=template).start(altered=True)
    person = watched(unpacked(script=False), app).comes_in(UNANSWERED)
    person.presses("Begin")
    chooses(person, "wait")
    assert "about 2 minutes." in person.reads
    expect(person.main.locator("button[value=walk]")).to_be_hidden()
    app.pass_time(121)
    person.follows("Look at the clock again")
    chooses(person, "walk", "tomorrow")
    picks(person, "after", 4)
    person.presses("Keep it")
    [kept] = journey_of(app).standing(Rehearsal)
    assert (kept.turns, kept.after) == (("wait", "walk", "tomorrow"), 4)
    assert person.faults == []
