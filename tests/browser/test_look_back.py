"""The week looked at, words that grew finer, one small win, and quieter suggestions."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import night_hours, simple_until
from moorings.companion.settling import end_activation, note_step, rate
from moorings.companion.wording import add_word
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import Naming, Response
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

LINE = "Sundays without a plan, so far. Quittenmarmelade."
ASKED = "You said what you wanted, in plain words, and asked once."
HERE = "/way/look-back"


def lives(opened: Opened, ago: int, *feelings: str, trigger: str, asks: bool) -> None:
    """Live through a hard moment so many days ago, calm after three quarters."""
    began = moment(opened.now() - timedelta(days=ago, hours=1))
    ended = moment(opened.now() - timedelta(days=ago, minutes=15))
    activation = new_id()
    said = {"trigger": trigger, "body": ("chest-tight",), "urges": ("write-again",)}
    said = {**said, "feelings": feelings}
    note_step(opened, Naming, new_id(), activation, began, **said)
    rate(opened, new_id(), activation, 8, began)
    if asks:
        note_step(opened, Response, new_id(), activation, began, chosen="ask")
    end_activation(opened, new_id(), activation, "calm", ended)


@pytest.fixture
def lived(app: "App") -> "App":
    """Give a notebook with hard moments of this week and of months before."""
    app.stop()
    with notebook_of(app) as opened:
        write_entry(opened, new_id(), Written("A walk.", moment(opened.now())))
        own = add_word(opened, "trigger", "بابٌ مغلق")
        for ago in (100, 101, 102):
            lives(opened, ago, "sad", "angry", trigger="no-answer", asks=False)
        for ago in (4, 3, 2, 0):
            lives(opened, ago, "wistful", "sad", trigger=own, asks=ago == 0)
    return app.start()


@pytest.mark.feature("P1")
@pytest.mark.feature("P2")
def test_a_week_is_looked_at_and_a_line_about_it_is_there_after_a_restart(
    lived: "App", people: Callable[..., "Person"]
) -> None:
    person = people(lived).comes_in(HERE)
    told = person.main.locator(".finding")
    expect(told).to_have_count(4)
    expect(told.nth(0)).to_contain_text("بابٌ مغلق")
    expect(told.nth(0)).to_contain_text("4 of 4 moments")
    expect(told.nth(2)).to_contain_text("Rose to 8 of 10")
    expect(told.nth(3)).to_contain_text("before this week 0 moments")
    person.presses("Keep it")
    expect(person.main.get_by_role("alert")).to_be_visible()
    person.fills("text", LINE)
    person.presses("Keep it")
    expect(person.main.locator("[role=status]").first).to_contain_text("Kept.")
    told.nth(0).locator("summary").click()
    told.nth(0).get_by_role("link").first.click()
    person.page.wait_for_url("**/way/moments/*")
    lived.restart()
    person.comes_in(HERE)
    assert LINE in person.reads
    person.page.set_viewport_size({"width": 1280, "height": 800})
    person.follows("The week before")
    assert "No hard moments were noted in these days." in person.reads
    person.main.locator("summary", has_text="Another week").click()
    assert faults_of(person, HERE, unfolded=True) == []
    person.goes_to("/way/words")
    assert "6 of 6 words for feelings were broad ones." in person.reads


@pytest.mark.feature("W4")
def test_a_small_win_is_stated_quietly_until_something_else_is_noted(
    lived: "App", people: Callable[..., "Person"]
) -> None:
    person = people(lived, "desk").comes_in()
    if person.button("Like this").is_visible():
        person.presses("Like this")
    assert ASKED in person.reads
    assert "!" not in person.main.locator(".win").inner_text()
    person.writes("Tea, and the radio.")
    person.goes_to("/")
    assert ASKED not in person.reads


@pytest.mark.feature("W4")
def test_what_somebody_else_tried_is_stated_on_today_in_ones_own_words(
    lived: "App", people: Callable[..., "Person"]
) -> None:
    words = "Sam said sorry about Sunday. Quittenmarmelade."
    person = people(lived, "desk").comes_in("/people/ledger/add")
    person.fills("text", words)
    person.main.locator("label.chip:visible", has_text="It was mended").click()
    person.fills("new_person", "Sam")
    person.presses("Keep it")
    expect(person.page.get_by_role("status").first).to_contain_text("Kept.")
    lived.restart()
    person.comes_in()
    if person.button("Like this").is_visible():
        person.presses("Like this")
    stated = person.main.locator(".win")
    expect(stated).to_contain_text(words)
    assert "!" not in stated.inner_text()
    person.writes("Tea, and the radio.")
    person.goes_to("/")
    assert words not in person.reads


def test_night_and_simple_times_are_chosen_without_script_and_survive(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in()
    person.goes_to("/settings")
    person.main.get_by_label("Night begins at").select_option("20")
    person.main.get_by_label("and ends at").select_option("7")
    person.main.locator("form[action='/settings/night']").get_by_role("button").click()
    person.main.locator("summary", has_text="Until a day").click()
    person.fills("until", "2020-01-01")
    form = person.main.locator("form[action='/settings/simple']").last
    form.get_by_role("button").click()
    expect(person.main.locator(".error")).to_contain_text("2020-01-01")
    expect(person.main.get_by_label("The last day")).to_have_value("2020-01-01")
    person.presses("For a week")
    assert "It is kept simple up to and including" in person.reads
    app.stop()
    with notebook_of(app) as opened:
        assert night_hours(opened) == (20, 7)
        assert simple_until(opened) > moment(opened.now()).date
    app.start()
