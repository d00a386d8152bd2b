"""Looking often, a rest from pictures, a pause, and a practice no longer needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.clock import moment
from moorings.companion.opened import new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.writing import name_person
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

OFFERED = "Before you look again"


def checks(person: "Person", path: str) -> None:
    """Look at two pages in turn, six times together and once at most a minute."""
    for _ in range(3):
        for each in (f"{path}/ledger", path):
            person.app.pass_time(40)
            person.goes_to(each)


@pytest.mark.feature("W8")
@pytest.mark.feature("N8")
def test_whoever_checks_is_offered_a_rest_once_and_nothing_is_locked(
    app: "App", people: Callable[..., "Person"]
) -> None:
    app.stop()
    with notebook_of(app) as opened:
        path = f"/people/{name_person(opened, 'Mira')}"
    person = people(app.start(altered=True)).comes_in()
    checks(person, path)
    assert person.headline == OFFERED
    assert person.objections() == []
    with person.page.expect_navigation():
        person.main.get_by_role("button", name="until tomorrow").click()
    expect(person.main).to_contain_text("because you chose so")
    app.stop()
    app.start(altered=True)
    person.comes_in(path)
    expect(person.main).to_contain_text("because you chose so")
    assert faults_of(person, path) == []
    person.presses("Show it all the same")
    assert person.headline == "Mira"
    checks(person, path)
    assert person.headline == "Mira"


@pytest.mark.feature("W8")
def test_everything_is_paused_and_a_practice_let_go_and_both_stay_so(
    app: "App", people: Callable[..., "Person"]
) -> None:
    app.stop()
    with notebook_of(app) as opened:
        keep_time(opened, new_id(), "box", Practised(), moment(opened.now()))
    person = people(app.start()).comes_in("/practise/box")
    person.presses("I no longer need this")
    expect(person.main).to_contain_text("No longer needed. It has done its part.")
    person.page.goto(app.base + "/settings")
    person.follows("Pause everything")
    person.presses("For a week")
    app.restart()
    person.comes_in("/settings/pause")
    expect(person.main).to_contain_text("Everything rests up to and including")
    assert faults_of(person, "/settings/pause") == []
    person.presses("Take it up again")
    expect(person.main).not_to_contain_text("Everything rests")
    person.page.goto(app.base + "/practise/box")
    person.presses("Take it up again")
    expect(person.main).to_contain_text("It stands on the shelf again.")
