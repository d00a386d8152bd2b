"""Every page of the table: readable by everybody, leading somewhere, asking nobody."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.web.pages.now.practice import OFFERED
from moorings.web.pages.now.shell import PAGES
from tests.browser.afterwards import notebook_of
from tests.browser.walking import (
    PATHS,
    UNSEEN,
    bare,
    faults_of,
    is_room,
    links_on,
    route_of,
    walk,
)
from tests.questionnaires import measured

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

#: What is the same on this device, whether the notebook is locked or not.
EVERYBODYS = {*PAGES, *(f"/now/{name}" for name in OFFERED)}
#: What answers also while the notebook is locked.
PUBLIC = EVERYBODYS | {
    "/now/yours",
    "/recover",
    "/settings",
    "/together/join",
    "/together/turn/over",
    "/together/turn/over/still",
    "/welcome/breath",
    "/welcome/look",
}
#: Where no link leads, but a form or the first evening does.
UNLINKED = (
    *PAGES,
    "/now/stay",
    "/safety/check",
    "/safety/plan/write",
    "/people/together/help",
    "/recover",
    "/together/join",
    "/together/turn/over",
    "/together/turn/over/still",
    "/welcome/breath",
    "/welcome/look",
    "/way/map",
    "/way/moments/further/2",
    "/welcome/word",
    "/write/taken-back",
)
#: Where these lead depends on whether anything is kept; the first evening shows them.
FIRST_EVENING = {
    "/welcome/gift",
    "/welcome/keep",
    "/welcome/passphrase",
    "/welcome/code",
}


@pytest.fixture
def full(apps: Callable[..., "App"], busy: "App") -> tuple["App", dict[str, str]]:
    """A notebook with too much in it, also of what is asked and measured."""
    app = apps(like=busy)
    with notebook_of(app) as opened:
        return app, measured(opened)


def entry_with(person: "Person", words: str) -> str:
    person.searches(words=words)
    return str(person.main.locator("a.whole").first.get_attribute("href"))


def notes_hard_moment(person: "Person") -> None:
    """Have something noted that was not closed yet."""
    person.goes_to("/now/belly-breath")
    person.page.locator("[data-after-breath]").wait_for(timeout=20_000)
    person.page.locator("label.chip", has_text="7").click()
    told = person.page.locator("[data-moment-status]")
    expect(told).to_have_text("Saved.", timeout=20_000)
    person.goes_to("/")


@pytest.mark.feature("E8")
def test_every_link_of_a_full_notebook_leads_to_a_page_that_anybody_can_read(
    full: tuple["App", dict[str, str]], people: Callable[..., "Person"]
) -> None:
    app, kept = full
    person = people(app.start()).comes_in()
    notes_hard_moment(person)
    entries = [
        entry_with(person, words)
        for words in ("With a picture", "As one tab", "Four thousand", "Never sent")
    ]
    entries += [entries[1] + "/versions", entries[3] + "/edit"]
    entries += [f"/way/asking/{kept['/way/asking/']}/people"]
    person.searches(words="what the evening was like")
    seen, faults = walk(person, "/", person.path, *UNLINKED)
    faults += [
        f for path in entries if path not in seen for f in faults_of(person, path)
    ]
    assert faults == []
    shown = {route_of(path) for path in (*seen, *entries)}
    missing = {r.path for r in PATHS if not is_room(r.path)}
    assert missing - shown - UNSEEN - FIRST_EVENING == set()
    assert [path for path in (*seen, *entries) if not route_of(path)] == []
    person.presses("Lock")
    for path in (*seen, *entries):
        answer = person.page.request.get(app.base + path)
        assert answer.status == (200 if path in PUBLIC else 401), path


def test_every_page_of_an_empty_notebook_is_readable(person: "Person") -> None:
    person.comes_in()
    paths = ["/", "/write", "/people", "/write/search", "/write/unsent", "/write/draft"]
    paths += ["/write/taken-back", "/write/calendar", "/write/further/2", "/settings"]
    paths += ["/write/day/2024-02-29", "/way", "/way/start", "/way/map", "/way/with"]
    paths += ["/way/right-now", "/way/right-now/drawn"]
    paths += ["/way/questionnaires", "/way/progress"]
    assert [fault for path in paths for fault in faults_of(person, path)] == []


def test_every_page_that_shows_while_locked_leads_to_pages_that_answer(
    person: "Person",
) -> None:
    faults = faults_of(person, "/write", 401)
    followed: dict[str, int] = {}
    for path in sorted(PUBLIC):
        # What is the same, locked or not, was looked at where all is open
        # (`tests/web/test_app.py` holds the two equal).
        if path in EVERYBODYS:
            assert person.goes_to(path).status == 200
        else:
            faults += faults_of(person, path)
        for link in map(bare, links_on(person)):
            if link not in followed:
                answer = person.page.request.get(person.app.base + link)
                followed[link] = answer.status
    assert faults == []
    assert followed
    assert {each for each in followed.values() if each not in {200, 401}} == set()


def test_every_page_of_the_first_evening_is_readable(
    empty: "App", people: Callable[..., "Person"]
) -> None:
    person = people(empty)
    faults = faults_of(person, "/", 401)
    person.page.goto(empty.link)
    faults += faults_of(person, "/")
    faults += faults_of(person, "/welcome/gift")
    person.page.locator("button.choice").last.click()
    for path in ("/welcome/word", "/welcome/keep", "/welcome/passphrase", "/settings"):
        faults += faults_of(person, path)
    faults += faults_of(person, "/")
    person.goes_to("/welcome/passphrase")
    person.fills("passphrase", "a kettle hums behind the green door")
    person.fills("again", "a kettle hums behind the green door")
    person.presses("Make my notebook")
    faults += faults_of(person, "/welcome/code")
    other = people(empty)
    other.page.goto(empty.link)
    faults += other.objections()
    assert faults == []


def test_the_look_one_chose_is_there_before_one_unlocks(
    app: "App", person: "Person"
) -> None:
    person.goes_to("/settings")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = person.page.evaluate(ground)
    person.main.locator("label.chip", has_text="Dark, for the night").click()
    person.main.locator("label.chip", has_text="Lists").click()
    person.presses("Save")
    assert person.page.evaluate(ground) != light
    app.restart()
    person.goes_to("/")
    assert person.page.title() == "Lists"
    assert person.page.evaluate(ground) != light
    assert person.objections(only="color-contrast") == []
