"""People: what somebody did, noted one by one, and how steady it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from moorings.companion.clock import moment
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.person_noting import notes
from moorings.companion.practising import set_night
from moorings.companion.writing import name_person
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

SARA = "سارة"


def many(opened: Opened) -> None:
    """Have named forty people, at any hour."""
    set_night(opened, 0, 0)
    for number in range(40):
        name_person(opened, f"Somebody with a rather long name {number}")


def lives(opened: Opened) -> tuple[str, str]:
    """Have noted moments with two people whose warmth has the same mean."""
    set_night(opened, 0, 0)
    today = opened.now()
    pages = []
    heights = {"Ida": (1, 1) * 6, "Bo": (3, 3, -3, 1, 3, -1) * 2}
    for name, theirs in heights.items():
        person = name_person(opened, name)
        for at, height in enumerate(theirs):
            day = moment(today - timedelta(6 * at))
            if height > 0:
                done = Done("deposit", "heard", "x", (person,), much=height)
            else:
                done = Done("strain", "unheard", "x", (person,), much=-height)
            keep_moment(opened, new_id(), done, day)
        pages.append(f"/people/{person}/notes")
    return pages[0], pages[1]


def picks(person: "Person", *words: str) -> None:
    for each in words:
        person.main.locator("label.chip:visible", has_text=each).first.click()


def names(person: "Person", name: str) -> None:
    """Name somebody on the page of everybody."""
    person.main.locator("summary:visible", has_text="Name somebody").click()
    person.fills("name", name)
    person.main.locator("form[action='/people'] button").first.click()
    person.page.wait_for_url("**/people/*")


def notes_one(person: "Person") -> None:
    """Note one thing, and forget at first to say how often."""
    person.follows("Note something they did")
    person.fills("text", "Asked, and put the question down again.")
    picks(person, "Respecting a no")
    person.presses("Keep it")
    assert "Choose one of the three." in person.reads
    picks(person, "often")
    person.presses("Keep it")


@pytest.mark.feature("P8")
def test_somebody_new_among_forty_is_named_and_what_they_did_is_noted_and_stays(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        many(opened)
    app.start()
    person = people(app, "phone").comes_in("/people")
    assert "Did somebody do something this week" in person.reads
    names(person, SARA)
    theirs = person.path
    person.follows("What they did, as you saw it")
    notes_one(person)
    assert person.path == f"{theirs}/notes"
    app.restart()
    person.comes_in(f"{theirs}/notes")
    assert "Respecting a no" in person.reads
    person.follows("Asked, and put the question down again.")
    person.main.locator("summary:visible", has_text="Change it").click()
    picks(person, "sometimes")
    person.presses("Keep it")
    assert "sometimes · " in person.reads
    person.goes_to("/people")
    assert "Did somebody do something this week" not in person.reads
    for path in ("/people", theirs, f"{theirs}/notes", f"{theirs}/notes/add"):
        assert faults_of(person, path, unfolded=True) == []
    app.stop()
    with notebook_of(app) as opened:
        assert [each.often for each in notes(opened)] == ["sometimes"]


@pytest.mark.feature("N15")
def test_steady_and_on_and_off_warmth_look_different_and_nobody_is_judged(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        steady, other = lives(opened)
    app.start()
    person = people(app, "desk").comes_in(steady)
    heights = []
    for path in (steady, other):
        person.goes_to(path)
        assert "Of 12 moments since" in person.reads
        assert "This shows what was noted, not what somebody is." in person.reads
        bands = person.main.locator("svg.steadiness .steadiness-band").all()[:-1]
        heights.append(max(float(b.get_attribute("height") or 0) for b in bands))
        assert faults_of(person, path, unfolded=True) == []
    assert heights[1] > 3 * heights[0]
    app.restart()
    person.comes_in(other)
    assert "8 that gave something and 4 that took something" in person.reads
    person.follows("What do I want here?")
    assert person.path == "/practise/pages/what-i-want-here"
    assert faults_of(person, person.path, unfolded=True) == []
