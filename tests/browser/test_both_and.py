"""Mine and ours: what matters, an act of either side a week, and help asked for."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from moorings.companion.balancing import Planned, acts, keep_act, say_done
from moorings.companion.opened import Opened, new_id
from moorings.companion.planning_weeks import today
from moorings.companion.requesting import requests
from moorings.companion.together import keep_check, say_age
from moorings.companion.valuing import values
from moorings.companion.writing import name_person
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

HERE = "/people/together/both-and"


def lived(opened: Opened) -> None:
    """Have some weeks behind one, with something of both sides in them."""
    say_age(opened, under_18=False)
    mira = name_person(opened, "Mira")
    keep_check(opened, new_id(), "clear")
    for weeks in range(1, 6):
        day = today(opened) - timedelta(weeks=weeks)
        record = new_id()
        if weeks % 2:
            keep_act(opened, record, Planned("mine", "Swam", day))
        else:
            keep_act(opened, record, Planned("ours", "Sang", day, (mira,)))
        say_done(opened, new_id(), record, "partly" if weeks == 3 else "yes")


def picks(person: "Person", *words: str) -> None:
    for each in words:
        person.main.locator("label.chip:visible", has_text=each).first.click()


def names_what_matters(person: "Person") -> None:
    """Say what matters, first without a number and then with both."""
    person.follows("Something that matters to me")
    person.fills("text", "music")
    person.presses("Keep it")
    assert "Choose a number from 0 to 10." in person.reads
    assert person.page.locator("#text").input_value() == "music"
    for name, value in (("importance", "9"), ("lived", "3")):
        person.main.locator(f"label:has([name={name}][value='{value}'])").click()
    person.presses("Keep it")


def plans_both(person: "Person") -> None:
    """Plan something small for it, and something that is shared."""
    assert "“music” matters 9 of 10 to you, and is lived 3 of 10." in person.reads
    person.follows("Write something down")
    person.fills("text", "Half an hour at the piano")
    person.presses("Keep it")
    assert "Would something small" not in person.reads
    person.follows("One shared thing")
    person.fills("text", "Soup on Sunday")
    picks(person, "Mira")
    person.presses("Keep it")


def asks(person: "Person") -> None:
    """Ask somebody for something small."""
    person.follows("Something to ask for")
    person.fills("text", "A lift to town")
    picks(person, "1: small", "Mira")
    person.presses("Keep it")
    assert "For Mira. No answer is noted yet." in person.reads


@pytest.mark.feature("T5")
def test_both_sides_of_a_life_stand_over_weeks_and_through_a_restart(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        lived(opened)
    app.start()
    person = people(app).comes_in(HERE)
    names_what_matters(person)
    plans_both(person)
    asks(person)
    app.restart()
    person.comes_in(HERE)
    person.follows("Soup on Sunday")
    person.presses("Yes")
    person.follows("A lift to town")
    picks(person, "Not yet")
    person.fills("line", "She said after the exam.")
    person.presses("Keep it")
    assert "You asked Mira. The answer was “not yet”." in person.reads
    assert "in 6 of 6 weeks something happened" in person.reads
    assert "3 of your own and 3 shared. 1 of these happened in part." in person.reads
    paths = (HERE, f"{HERE}/lists", f"{HERE}/acts/ours", f"{HERE}/asks/new")
    assert [f for each in paths for f in faults_of(person, each, unfolded=True)] == []
    app.stop()
    with notebook_of(app) as opened:
        assert [each.text for each in values(opened)] == ["music"]
        assert len(acts(opened)) == 7
        [asked] = requests(opened)
        assert (asked.answer, asked.after) == ("not-yet", "She said after the exam.")
