"""The coil, its steps, a week planned and off, and the programme, by a person."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.clock import moment
from moorings.companion.following import begun, followed
from moorings.companion.opened import new_id
from moorings.companion.planning_weeks import monday, plan_of, today
from moorings.companion.practising import Practised, keep_time
from moorings.journey.records import When
from tests.browser.afterwards import notebook_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

NARROW = 320


def chip(person: "Person", words: str) -> None:
    person.main.locator("label.chip:visible", has_text=words).first.click()


def unfold(person: "Person", words: str) -> None:
    person.main.locator("summary", has_text=words).click()


@pytest.mark.feature("W1")
def test_the_coil_fills_where_something_was_done_and_leads_to_every_step(
    app: "App", people: Callable[..., "Person"]
) -> None:
    app.stop()
    with notebook_of(app) as opened:
        day = moment(opened.now()).date
        for ago in (40, 3):
            when = When(day - timedelta(days=ago))
            keep_time(opened, new_id(), "one-true-word", Practised(), when)
    app.start()
    person = people(app, "desk").comes_in("/way")
    expect(person.main.locator("svg.coil .rope-full")).to_have_count(3)
    assert "Something of yours is at 1 of ten steps" in person.reads
    person.follows("A word for it")
    assert "What you did here" in person.reads
    assert "2 times, the last on" in person.reads
    person.page.set_viewport_size({"width": 390, "height": 844})
    person.follows("Someone trained beside you")
    assert person.headline == "Someone trained beside you"
    assert "What you did here" not in person.reads


@pytest.mark.feature("W2")
def test_a_week_is_planned_changed_off_and_still_there_after_a_restart(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in("/plan")
    unfold(person, "What fits me")
    person.main.get_by_label("Pulling back").check()
    person.main.locator("form[action='/plan/fits']").get_by_role("button").click()
    this_week = monday(moment(datetime.now(UTC)).date)
    person.goes_to(f"/plan/week/{this_week + timedelta(days=7)}")
    person.presses("Keep this week")
    person.follows("Thursday")
    unfold(person, "Show all")
    for words in ("A box of four", "Ten brisk minutes"):
        chip(person, words)
    person.presses("Keep")
    assert "One main practice and 2 short ones fit on a day." in person.reads
    expect(person.main.get_by_label("A box of four")).to_be_checked()
    chip(person, "Ten brisk minutes")
    person.presses("Keep")
    assert "A box of four" in person.reads
    app.restart()
    person.comes_in(person.path)
    assert "A box of four" in person.reads
    person.presses("This week is off")
    assert "This week is off." in person.reads
    person.presses("Take it up again")
    assert "A box of four" in person.reads


@pytest.mark.feature("E9")
def test_the_programme_is_begun_anywhere_paused_and_left(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in("/way/programme")
    unfold(person, "All its weeks")
    person.presses("Begin week 5")
    assert "A kinder tone" in person.reads
    person.presses("Pause")
    assert "Paused at week 5" in person.reads
    person.presses("Go on")
    person.presses("Begin week 6")
    person.presses("Leave the programme")
    assert "Begin with the first week" in person.reads
    app.stop()
    with notebook_of(app) as opened:
        assert {*begun(opened)} == {5, 6}
        assert followed(opened) is None
        assert plan_of(opened, today(opened)) is None
