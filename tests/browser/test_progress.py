"""What moved: told from what was lived, in pictures and in one's own words."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import end_activation, note_step, rate
from moorings.journey.records import Response
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

HERE = "/way/progress"
WORDS = "Soup and the radio. Mehr nicht."


def lives(opened: Opened, ago: int, chosen: str, minutes: int) -> None:
    """Live through a hard moment so many days ago, calm after so many minutes."""
    began = opened.now() - timedelta(days=ago, hours=3)
    chose, calm = (began + timedelta(minutes=each) for each in (6, minutes))
    activation = new_id()
    rate(opened, new_id(), activation, 8, moment(began))
    note_step(opened, Response, new_id(), activation, moment(chose), chosen=chosen)
    rate(opened, new_id(), activation, 6, moment(chose))
    end_activation(opened, new_id(), activation, "calm", moment(calm))


@pytest.fixture
def lived(app: "App") -> "App":
    """Give a notebook with twelve hard moments before, and ten of late."""
    app.stop()
    with notebook_of(app) as opened:
        for at in range(12):
            lives(opened, 170 - 5 * at, "nothing", 120 + 9 * at)
        for at in range(10):
            lives(opened, 60 - 5 * at, "wait", 15 + 3 * at)
    return app.start()


@pytest.mark.feature("W5")
@pytest.mark.feature("W6")
def test_what_moved_is_told_and_own_words_stand_beside_it_after_a_restart(
    lived: "App", people: Callable[..., "Person"]
) -> None:
    person = people(lived).comes_in("/way")
    person.follows("What moved")
    assert "Months to years, back and forth" in person.reads
    space = person.page.locator("#space")
    expect(space.locator("svg.growth").first).to_be_visible()
    expect(space).to_contain_text("In 10 of 10 hard moments you noted a choice")
    expect(space).to_contain_text("In the three months before it was 0 of 12.")
    expect(space).to_contain_text("More often: of a hundred, between")
    expect(person.page.locator("#recovery")).to_contain_text("Calm came back sooner")
    space.locator("summary").click()
    expect(space.get_by_role("table").first).to_be_visible()
    person.follows("Write how it feels these days")
    asked = "Was there a quiet evening that was just quiet?"
    person.main.get_by_label(asked).fill(WORDS)
    person.presses("Keep it")
    lived.restart()
    person.comes_in(HERE)
    expect(person.page.get_by_text(WORDS)).to_be_visible()
    expect(person.page.locator("#space")).to_contain_text("In 10 of 10 hard moments")
    assert faults_of(person, HERE, unfolded=True) == []
