"""Beliefs, the ledger, and a moment of one's own beside a loud belief."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.believing import (
    Felt,
    begin_belief,
    beliefs,
    rate_belief,
    ratings,
)
from moorings.companion.clock import moment
from moorings.companion.depositing import Done, keep_moment, moments
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import note_step, rate
from moorings.companion.writing import name_person
from moorings.journey.records import Naming, PauseAnswer, When
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

LEAVE = "everyone-leaves"


def picks(person: "Person", *words: str) -> None:
    for each in words:
        person.main.locator("label.chip:visible", has_text=each).first.click()


def unfolds(person: "Person", words: str) -> None:
    person.main.locator("summary:visible", has_text=words).click()


def notes(person: "Person", text: str, kind: str, who: str, side: str) -> None:
    """Note a moment from the page of a belief, on one side of it."""
    person.follows("Note a moment, on either side")
    person.fills("text", text)
    person.presses("Keep it")
    assert "Choose which of these it was" in person.reads
    assert person.page.locator("#text").input_value() == text
    picks(person, kind)
    person.fills("new_person", who)
    if not person.main.locator(f"fieldset:has-text('{side}'):visible").count():
        unfolds(person, "Does it speak to a belief?")
    chosen = person.main.locator(f"fieldset:has(legend:text-is('{side}')) label")
    chosen.filter(has_text="people always leave").first.click()
    person.presses("Keep it")
    expect(person.page.get_by_role("status").first).to_contain_text("Kept.")
    assert text in person.reads


def begins(person: "Person") -> str:
    """Choose a belief to look at, and rate it; give its page."""
    person.presses("Look at this one")
    assert "Choose one of these, or write one down." in person.reads
    picks(person, "people always leave")
    person.presses("Look at this one")
    assert person.headline == "People always leave"
    person.presses("Keep it")
    assert "Choose a number for how true it feels" in person.reads
    picks(person, "80")
    person.presses("Keep it")
    return person.path


def answers(person: "Person") -> None:
    """Put a sentence beside it that is too big, and rate both."""
    person.fills("sentence", "Everyone stayed.")
    person.presses("Keep the sentence")
    assert "Does “Everyone” leave room" in person.reads
    unfolds(person, "How true is it just now?")
    rating = person.main.locator("form[action$='/rate']")
    rating.locator("label:has([name=strength][value='70'])").click()
    rating.locator("label:has([name=alternative][value='20'])").click()
    person.presses("Keep it")
    assert "It felt 20 of 100 true." in person.reads


@pytest.mark.feature("P7")
def test_a_belief_is_rated_answered_and_held_to_both_sides_and_stays_through_a_restart(
    app: "App", person: "Person"
) -> None:
    person.comes_in("/practise/beliefs")
    here = begins(person)
    answers(person)
    notes(person, "Mira stayed all night.", "I was heard", "Mira", "It speaks against")
    person.goes_to(here)
    notes(person, "Papa went.", "I was let down", "Papa", "It speaks for")
    app.restart()
    person.comes_in(here)
    assert "It felt true: 70 of 100" in person.reads
    assert "Mira stayed all night." in person.reads
    assert "Papa went." in person.reads
    person.follows("Erase this belief from here")
    person.presses("Erase for good")
    assert person.path == "/practise/beliefs"
    app.stop()
    with notebook_of(app) as opened:
        assert beliefs(opened) == ()
        assert [each.side for each in moments(opened)] == ["strain", "deposit"]


def lives(opened: Opened) -> None:
    """Have moments on both sides over months, a belief, and a hard moment just now."""
    now = moment(opened.now())
    held = begin_belief(opened, new_id(), LEAVE)
    for number in range(12):
        day = When(now.date - timedelta(20 * number + 1))
        people = (name_person(opened, ("Mira", "سارة")[number % 2]),)
        gave = number % 3 > 0
        done = Done(
            "deposit" if gave else "strain",
            "other",
            f"moment {number}",
            people,
            (LEAVE,) if gave else (),
            () if gave else (LEAVE,),
        )
        keep_moment(opened, new_id(), done, day)
        rate_belief(opened, new_id(), held, Felt(90 - 5 * number, 50), day)
    wave = new_id()
    rate(opened, new_id(), wave, 6, now)
    note_step(opened, PauseAnswer, new_id(), wave, now, answer="familiar")
    note_step(opened, Naming, new_id(), wave, now, beliefs=(LEAVE,))
    assert len(ratings(opened, held)) == 12


@pytest.mark.feature("N1")
def test_a_moment_of_ones_own_speaks_while_a_belief_is_loud_and_pictures_can_be_read(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        lives(opened)
        held = beliefs(opened)[0].id
    app.start()
    person = people(app, "desk").comes_in()
    person.goes_to("/now/choose")
    person.follows("Something you wrote yourself")
    assert "moment 1" in person.reads
    assert "moment 2" not in person.reads
    assert "the other side, too: 4 moments." in person.reads
    person.follows("Two more")
    assert "moment 2" in person.reads
    paths = ("/now/evidence/more", f"/practise/beliefs/{held}", "/people/ledger")
    assert [
        each for path in paths for each in faults_of(person, path, unfolded=True)
    ] == []
    person.goes_to("/now/evidence")
    person.follows("Go on")
    assert person.path == "/now/choose"
