"""A repair, from a quarrel until it is complete, over weeks and a restart."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from moorings.companion.mending import threads
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import set_night
from moorings.companion.promising import promises
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

ALL = "/people/together/repair"
WEEK = 7 * 86_400
PLAN = "Ask her before I tell anybody, Quittenmarmelade"


def ready(opened: Opened) -> None:
    """Let the rooms for two be open, with Ida, at any hour."""
    set_night(opened, 0, 0)
    name_person(opened, "Ida")
    keep_check(opened, new_id(), "clear")
    say_age(opened, under_18=False)


def picks(person: "Person", *words: str) -> None:
    for each in words:
        person.main.locator("label.chip:visible", has_text=each).first.click()


def goes_at(person: "Person", step: str) -> None:
    """Take the step that is suggested."""
    person.main.locator("section.card a.button", has_text=step).click()
    assert person.headline == step


def begins(person: "Person") -> str:
    """Wait until it is calmer, then say what happened; give its page."""
    person.follows("Begin with what happened")
    picks(person, "8")
    person.presses("Go on")
    assert "a poor hour for mending" in person.reads
    person.follows("It is quieter now")
    picks(person, "3")
    person.presses("Go on")
    person.fills("text", "I told her news at dinner.")
    picks(person, "I hurt them", "Ida")
    person.presses("Keep it")
    return person.path


def writes(person: "Person") -> None:
    """Write the first three steps; the draft is asked about, and put better."""
    goes_at(person, "Your own part")
    person.fills("text", "I told it before she could.")
    person.presses("Keep it")
    goes_at(person, "What it was like for them")
    person.fills("text", "Left out.")
    picks(person, "A guess")
    person.presses("Keep it")
    goes_at(person, "Saying sorry")
    person.fills("text", "I am sorry if that hurt, but I was only proud of you.")
    person.presses("Read it first")
    assert "“sorry if”" in person.reads
    assert "Nothing is kept yet" in person.reads
    person.fills("text", "It was your news, and I told it. I am sorry.")
    person.presses("Keep it")
    assert "Places you may want to look at" not in person.reads
    assert person.main.locator("#sentence").inner_text().startswith("It was your news")
    person.follows("What you will do differently")
    person.fills("text", PLAN)
    due = datetime.now(UTC).date() + timedelta(7)
    person.fills("due", due.isoformat())
    person.presses("Keep it")
    assert "Nothing to do until" in person.reads


def refuses_to_end(person: "Person", here: str) -> None:
    """Ask for the end that cannot be yet, as no button of the page does."""
    person.goes_to(here)
    assert not person.button("Call it complete").count()
    other = person.main.locator("button[name=how][value=parted]")
    other.evaluate("(button) => button.setAttribute('value', 'complete')")
    person.main.locator("summary:visible", has_text="End it here").click()
    person.main.locator("button[name=how][value=complete]").click()
    assert "It cannot be called complete yet" in person.reads


def completes(person: "Person", here: str) -> None:
    """From Today, say how it went, and that closeness was asked for; end it."""
    assert PLAN in person.reads
    person.follows("Say how it went")
    assert person.path == here
    goes_at(person, "How it went")
    picks(person, "I did it")
    person.presses("Keep it")
    goes_at(person, "Coming closer again")
    person.fills("text", "A walk on Sunday.")
    picks(person, "Yes")
    person.presses("Keep it")
    person.presses("Call it complete")
    assert "You called this complete on" in person.reads
    assert "after it began here." in person.reads


@pytest.mark.feature("T6")
@pytest.mark.feature("N12")
def test_a_repair_is_asked_about_weeks_later_and_only_then_it_may_be_complete(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        ready(opened)
    person = people(app.start(altered=True), "phone", apart=True).comes_in(ALL)
    here = begins(person)
    writes(person)
    refuses_to_end(person, here)
    steps = ("remorse", "plan", "follow-through", "reconnect")
    paths = (ALL, here, *(f"{here}/{step}" for step in steps))
    assert [f for p in paths for f in faults_of(person, p, unfolded=True)] == []
    app.stop()
    app.start(altered=True).pass_time(4 * WEEK + 86_400)
    completes(person.comes_in("/"), here)
    app.stop()
    with notebook_of(app) as opened:
        [thread] = threads(opened, "repair")
        assert thread.end is not None
        assert thread.end.how == "complete"
        [kept] = promises(opened)
        assert kept.outcome is not None
        assert kept.outcome.how == "kept"
