"""Going through the pages: each link followed, one page of each kind looked at."""

from typing import TYPE_CHECKING

from moorings.web.app import all_routes

if TYPE_CHECKING:
    from tests.browser.conftest import Person

TITLES = {"Notebook", "Kitchen measures"}
NARROW, NARROWEST = 390, 320
#: Where rooms begin; they are walked through in a notebook that has something in each.
ROOMS = (
    "/practise",
    "/plan",
    "/people/ledger",
    "/people/{person}/ledger",
    "/people/{person}/notes",
    "/people/notes",
    "/people/together",
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
#: What a browser asks for that is no page to look at.
UNSEEN = {
    "/now/evidence",
    "/now/evidence/more",
    "/people/notes/{record}/file",
    "/plan/reminders/file",
    "/settings/backups/{copy}",
    "/way/moments/{record}/beside",
    "/way/what-helps/drawn/{record}",
    "/welcome/copy",
    "/way/reports/roadmap",
    "/people/together/with/item/{record}/file",
    "/people/together/with/{record}/code",
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
#: Opens everything that is folded away, also what stands inside of it.
UNFOLD = "document.querySelectorAll('details').forEach((each) => (each.open = true))"
PATHS = [route for route in all_routes() if "GET" in (route.methods or ())]


def route_of(path: str) -> str:
    asked = path.partition("?")[0]
    return next((r.path for r in PATHS if r.path_regex.match(asked)), "")


def links_on(person: "Person") -> list[str]:
    links = "[...document.querySelectorAll('a[href^=\"/\"]:not([download])')]"
    found = person.page.evaluate(f"{links}.map(l => l.getAttribute('href'))")
    return [str(link) for link in found]


def bare(link: str) -> str:
    """Give a link without the place on its page."""
    return link.partition("#")[0]


def missing_places(person: "Person", places: set[str]) -> list[str]:
    """Go to each place, and say which of them is not there."""
    missing = []
    for link in sorted(places):
        person.page.goto(person.app.base + link)
        place = person.page.locator(f"[id='{link.partition('#')[2]}']")
        missing += [] if place.count() else [link]
    return missing


def faults_of(
    person: "Person", path: str, *statuses: int, unfolded: bool = False
) -> list[str]:
    """Look at one page in both themes and narrow; say everything that is wrong."""
    status = person.goes_to(path).status
    if unfolded:
        person.page.evaluate(UNFOLD)
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
            faults += faults_of(person, path, unfolded=rooms)
            links = links_on(person)
            waiting += [bare(link) for link in links]
            places |= {link for link in links if "#" in link}
        else:
            status = person.page.request.get(person.app.base + path).status
            faults += [] if status == 200 else [f"{path} answers {status}"]
    places = {link for link in places if is_room(route_of(bare(link))) is rooms}
    faults += [f"{link} leads nowhere" for link in missing_places(person, places)]
    return list(looked_at.values()), faults
