"""A hard moment beside the earlier one most like it, and a month read again."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import set_night
from moorings.companion.settling import end_activation, note_step, rate
from moorings.companion.writing import Written, name_person, write_entry
from moorings.insight.month import month_of
from moorings.journey.records import Naming, RecordId, Response, When
from tests.browser.afterwards import notebook_of
from tests.conftest import SetClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser


def lives(opened: Opened, ago: int, strength: int, minutes: int) -> RecordId:
    """Live through a hard moment with Sam so many days ago."""
    began = opened.now() - timedelta(days=ago, hours=6)
    activation, sam = new_id(), name_person(opened, "Sam")
    rate(opened, new_id(), activation, strength, moment(began))
    said = {"trigger": "no-answer", "people": (sam,), "urges": ("write-again",)}
    named = moment(began + timedelta(minutes=3))
    note_step(opened, Naming, new_id(), activation, named, **said)
    chosen = moment(began + timedelta(minutes=5))
    note_step(opened, Response, new_id(), activation, chosen, chosen="wait")
    calm = moment(began + timedelta(minutes=minutes))
    end_activation(opened, new_id(), activation, "calm", calm)
    return activation


@pytest.mark.feature("N4")
def test_a_moment_is_laid_beside_its_like_and_says_why_and_takes_nothing_off(
    app: "App", people: "Callable[..., Person]"
) -> None:
    app.stop()
    some_hours_ago = SetClock()
    some_hours_ago.set_to(datetime.now(UTC) - timedelta(hours=5))
    with notebook_of(app, some_hours_ago) as opened:
        set_night(opened, 4, 4)
        first, second = lives(opened, 40, 9, 95), lives(opened, 2, 6, 25)
    person = people(app.start(), "phone").comes_in("/practise/recommit")
    person.follows("A late moment beside an earlier one like it")
    assert person.path == f"/way/moments/{second}/beside"
    assert person.objections() == []
    assert "Both were about: Sam." in person.reads
    for words in ("9 of 10", "6 of 10", "95 minutes", "25 minutes", "to wait"):
        expect(person.main.get_by_role("table")).to_contain_text(words)
    assert "2 hard moments that you noticed" in person.reads
    expect(person.main.locator("figure svg")).to_have_count(2)
    app.restart()
    person.comes_in(f"/way/moments/{second}")
    person.follows("Beside an earlier one like it")
    person.main.locator(f'a[href="/way/moments/{first}"]').click()
    assert person.path == f"/way/moments/{first}"


@pytest.mark.feature("N8")
def test_a_month_that_is_over_is_read_again_and_asks_nothing(
    app: "App", people: "Callable[..., Person]"
) -> None:
    app.stop()
    with notebook_of(app) as opened:
        before = month_of(opened.now().date().replace(day=1) - timedelta(days=1))[0]
        day = When(before + timedelta(days=9))
        write_entry(opened, new_id(), Written("Soup, and rain on it.", day))
    person = people(app.start(), "phone").comes_in("/way/month")
    assert "You wrote: Soup, and rain on it." in person.reads
    assert person.main.locator(".sentences > li").last.inner_text() == "Nothing to do."
    person.main.get_by_role("link", name=str(day.date.day)).first.click()
    assert "Soup, and rain on it." in person.reads
