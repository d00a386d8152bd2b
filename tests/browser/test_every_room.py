"""Every page of the rooms: readable by everybody, leading somewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.afterwards import notebook_of
from tests.browser.walking import PATHS, ROOMS, UNSEEN, is_room, route_of, walk
from tests.rooms import furnished

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

STARTS = (
    *(start for start in ROOMS if "{" not in start and start != "/way/steps"),
    *("/way/steps/doses", "/practise/figure/outward"),
)


@pytest.mark.feature("E8")
def test_every_link_of_the_rooms_leads_to_a_page_that_anybody_can_read(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("furnished", template)
    with notebook_of(app) as opened:
        kept = furnished(opened)
    person = people(app.start()).comes_in()
    starts = [f"/practise/pages/slip/{kept['/practise/pages']}"]
    starts += [f"/practise/ladders/rung/{kept['/practise/ladders/rung']}/try"]
    seen, faults = walk(person, *STARTS, *starts, rooms=True)
    assert faults == []
    shown = {route_of(path) for path in seen}
    assert {r.path for r in PATHS if is_room(r.path)} - shown - UNSEEN == set()
    person.presses("Lock")
    for path in seen:
        assert person.page.request.get(app.base + path).status == 401, path
