"""Every page of the table: readable by everybody, leading somewhere, asking nobody."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.web.app import all_routes
from moorings.web.pages.now.practice import OFFERED
from moorings.web.pages.now.shell import PAGES
from tests.browser.afterwards import notebook_of
from tests.questionnaires import measured
from tests.rooms import furnished

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

TITLES = {"Notebook", "Kitchen measures"}
NARROW, NARROWEST = 390, 320
#: What is the same on this device, whether the notebook is locked or not.
EVERYBODYS = {*PAGES, *(f"/now/{name}" for name in OFFERED)}
#: What answers also while the notebook is locked.
PUBLIC = EVERYBODYS | {
    "/now/yours",
    "/recover",
    "/settings",
    "/welcome/breath",
    "/welcome/look",
}
#: Where no link leads, but a form or the first evening does.
UNLINKED = (
    *PAGES,
    "/now/stay",
    "/safety/check",
    "/safety/plan/write",
    "/recover",
    "/welcome/breath",
    "/welcome/look",
    "/way/map",
    "/way/moments/further/2",
    "/welcome/word",
    "/write/taken-back",
)
#: Where rooms begin; they are walked through in a notebook that has something in each.
ROOMS = (
    "/practise",
    "/plan",
    "/people/ledger",
    "/people/{person}/ledger",
    "/way/help",
    "/way/honest",
    "/way/look-back",
    "/way/looking-back",
    "/way/origin",
    "/way/patterns",
    "/way/programme",
    "/way/steps",
    "/way/why",
)
ROOM_STARTS = (
    *(start for start in ROOMS if "{" not in start and start != "/way/steps"),
    *("/way/steps/doses", "/practise/figure/outward"),
)
#: What a browser asks for that is no page to look at.
UNSEEN = {
    "/now/evidence",
    "/now/evidence/more",
    "/practise/kit/{record}/file",
    "/static/{digest}/{name}",
    "/state",
    "/worker.js",
    "/now/shell.json",
    "/now/note",
    "/now/own",
    "/now/heard",
    "/now/name/said",
    "/open/{link}",
    "/write/{record}/picture/{blob}",
}
#: Where these lead depends on whether anything is kept; the first evening shows them.
FIRST_EVENING = {
    "/welcome/gift",
    "/welcome/keep",
    "/welcome/passphrase",
    "/welcome/code",
}
PATHS = [route for route in all_routes() if "GET" in (route.methods or ())]


def route_of(path: str) -> str:
    bare = path.partition("?")[0]
    return next((r.path for r in PATHS if r.path_regex.match(bare)), "")


def links_on(person: "Person") -> list[str]:
    links = "[...document.querySelectorAll('a[href^=\"/\"]')]"
    found = person.page.evaluate(f"{links}.map(l => l.getAttribute('href'))")
    return [str(link) for link in found]


def _bare(link: str) -> str:
    return link.partition("#")[0]


def missing_places(person: "Person", places: set[str]) -> list[str]:
    """Go to each place, and say which of them is not there."""
    missing = []
    for link in sorted(places):
        person.page.goto(person.app.base + link)
        place = person.page.locator(f"[id='{link.partition('#')[2]}']")
        missing += [] if place.count() else [link]
    return missing


def faults_of(person: "Person", path: str, *statuses: int) -> list[str]:
    """Look at one page in both themes and narrow; say everything that is wrong."""
    status = person.goes_to(path).status
    found = [] if status in (statuses or (200,)) else [f"answers {status}"]
    if person.page.title() not in TITLES:
        found.append(f"is called {person.page.title()}")
    found += [
        f"too wide at {w}" for w in (NARROWEST, NARROW) if person.is_wider_than(w)
    ]
    person.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found += person.objections()
    person.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += person.objections(only="color-contrast")
    return [f"{path}: {each}" for each in found]


def is_room(route: str) -> bool:
    return route.startswith(ROOMS)


def walk(
    person: "Person", *starts: str, rooms: bool = False
) -> tuple[list[str], list[str]]:
    """Follow every link from page to page, and look at one page of each kind.

    Either through the rooms or through everything else.
    """
    waiting, looked_at = list(starts), dict[str, str]()
    asked, faults, places = set[str](), list[str](), set[str]()
    while waiting:
        path = waiting.pop(0)
        if path in asked or is_room(route_of(path)) is not rooms:
            continue
        asked.add(path)
        if route_of(path) not in looked_at:
            looked_at[route_of(path)] = path
            faults += faults_of(person, path)
            links = links_on(person)
            waiting += [_bare(link) for link in links]
            places |= {link for link in links if "#" in link}
        else:
            status = person.page.request.get(person.app.base + path).status
            faults += [] if status == 200 else [f"{path} answers {status}"]
    places = {link for link in places if is_room(route_of(_bare(link))) is rooms}
    faults += [f"{link} leads nowhere" for link in missing_places(person, places)]
    return list(looked_at.values()), faults


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


@pytest.mark.feature("E8")
def test_every_link_of_the_rooms_leads_to_a_page_that_anybody_can_read(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("furnished", template)
    with notebook_of(app) as opened:
        kept = furnished(opened)
    person = people(app.start()).comes_in()
    starts = [f"/practise/pages/slip/{kept['/practise/pages']}"]
    seen, faults = walk(person, *ROOM_STARTS, *starts, rooms=True)
    assert faults == []
    shown = {route_of(path) for path in seen}
    assert {r.path for r in PATHS if is_room(r.path)} - shown - UNSEEN == set()
    person.presses("Lock")
    for path in seen:
        assert person.page.request.get(app.base + path).status == 401, path


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
        for link in map(_bare, links_on(person)):
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
    person.fills("passphrase", "one good passphrase")
    person.fills("again", "one good passphrase")
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
    person.presses("Save")
    assert person.page.evaluate(ground) != light
    app.restart()
    person.goes_to("/")
    assert person.page.evaluate(ground) != light
    assert person.objections(only="color-contrast") == []
