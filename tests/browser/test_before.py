"""What tends to come before: days ticked, a finding put aside and brought back."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.clock import SystemClock, moment
from moorings.companion.noting_days import SHEET, before, days_told
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import set_night
from moorings.companion.settling import rate
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.journey.records import When
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

#: Here and there, so that the days do not hang together.
BAD = {2, 5, 6, 9, 11, 12, 15, 18, 19, 20, 23, 25, 26, 29}
HERE = "/way/before"


def lives(opened: Opened) -> None:
    """Live through a month of nights; hard moments come after most of the bad ones."""
    set_night(opened, 0, 0)
    today = moment(opened.now()).date
    for ago in range(2, 30):
        day = today - timedelta(days=ago)
        bad = ago in BAD
        told = Answered(chosen={"night": ("badly" if bad else "well",)})
        write_worksheet(opened, new_id(), SHEET, told, When(day))
        if bad:
            rate(opened, new_id(), new_id(), 7, When(day))


@pytest.fixture
def lived(app: "App") -> "App":
    app.stop()
    with notebook_of(app) as opened:
        lives(opened)
    return app.start()


@pytest.mark.feature("W6")
def test_a_day_is_ticked_and_a_finding_stays_aside_through_a_restart_until_brought_back(
    lived: "App", person: "Person"
) -> None:
    person.comes_in(HERE)
    assert "On 14 of 14 days after a bad night a hard moment came;" in person.reads
    assert "on 0 of 14 other days." in person.reads
    assert "It came before; that does not say it was the cause." in person.reads
    assert faults_of(person, HERE, unfolded=True) == []
    person.follows("Note a day")
    person.main.locator("label.chip", has_text="I slept well").click()
    person.fills("q-whom-new", "سارة")
    yesterday = moment(SystemClock().now()).date - timedelta(days=1)
    person.fills("q-day", yesterday.isoformat())
    person.presses("Keep it")
    expect(person.page.get_by_role("status").first).to_contain_text("Kept.")
    person.goes_to(HERE)
    assert "on 0 of 15 other days." in person.reads
    person.presses("Put this aside")
    assert person.path == HERE
    lived.restart()
    person.comes_in(HERE)
    assert "Nothing else stands out." in person.reads
    person.main.locator("summary", has_text="What you put aside").click()
    person.presses("Bring it back")
    assert "On 14 of 14 days after a bad night" in person.reads
    lived.stop()
    with notebook_of(lived) as opened:
        assert yesterday in days_told(opened)
        assert [each.thing.key for each in before(opened).found] == ["night:bad"]
