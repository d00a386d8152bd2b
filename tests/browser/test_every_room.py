"""Every page of the rooms: readable by everybody, leading somewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from moorings.companion.writing import name_person
from tests.browser.afterwards import notebook_of
from tests.browser.walking import PATHS, ROOMS, UNSEEN, is_room, route_of, walk
from tests.rooms import furnished

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

STARTS = (
    *(start for start in ROOMS if "{" not in start and start != "/way/steps"),
    *("/way/steps/doses", "/practise/figure/outward", "/people/together/help"),
    "/people/together/repair/begin",
)


#: A name of eighty letters, with no place to break it.
ENDLESS = "Siebenundsiebzig" * 5
#: A phone of 390 points, everything on it twice as large.
ENLARGED = 195


@pytest.mark.feature("E8")
def test_every_link_of_the_rooms_leads_to_a_page_that_anybody_can_read(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("furnished", template)
    with notebook_of(app) as opened:
        kept = furnished(opened)
        name_person(opened, ENDLESS)
        ida = next(iter(opened.journey.people()))
    person = people(app.start()).comes_in()
    starts = [f"/practise/pages/slip/{kept['/practise/pages']}"]
    starts += [f"/practise/ladders/rung/{kept['/practise/ladders/rung']}/try"]
    starts += [f"/people/{ida}/notes", "/people/notes/add"]
    held, told = kept["/people/together/statement/new"], kept["/practise/rehearse"]
    starts += [f"/people/together/statement/new/{held}"]
    starts += [f"/practise/rehearse/told/{told}"]
    seen, faults = walk(person, *STARTS, *starts, rooms=True)
    assert faults == []
    shown = {route_of(path) for path in seen}
    assert {r.path for r in PATHS if is_room(r.path)} - shown - UNSEEN == set()
    person.presses("Lock")
    for path in seen:
        assert person.page.request.get(app.base + path).status == 401, path


@pytest.mark.feature("E8")
def test_at_twice_the_size_names_stay_words_and_nothing_runs_off_the_side(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("enlarged", template)
    with notebook_of(app) as opened:
        kept = furnished(opened)
        name_person(opened, ENDLESS)
    person = people(app.start()).comes_in()
    belief = f"/practise/beliefs/{kept['/practise/beliefs']}"
    for path in ("/people/ledger", "/people/ledger/add", "/practise/window", belief):
        person.goes_to(path)
        assert not person.is_wider_than(ENLARGED), path
    person.goes_to("/people")
    person.page.set_viewport_size({"width": ENLARGED, "height": 422})
    name = person.page.get_by_role("link", name="Ida", exact=True).bounding_box()
    assert name is not None
    assert name["height"] < 2 * name["width"]
