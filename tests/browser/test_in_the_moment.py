"""One hard moment from the alarm to calm, and what of it is seen afterwards."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from moorings.companion.forecasting import Feared, close_forecast, forecast
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import end_activation, note_step, rate
from moorings.companion.writing import name_person
from moorings.journey.records import Happened, Naming, When
from moorings.library.phrases import reproaches as faults
from moorings.web.pages.now.shell import PAGES
from tests.browser.afterwards import journey_of, notebook_of
from tests.web.test_no_reassurance import ELSEWHERE

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

FIRST = date(2025, 3, 1)
NIGHT = datetime(2025, 4, 1, 2, 10, tzinfo=UTC)
SHOW_ALL = """() => {
  for (const each of document.querySelectorAll("[hidden]")) each.hidden = false;
  for (const each of document.querySelectorAll("details")) each.open = true;
}"""
#: What is tapped after the first breath, and where that leads.
CHOICES = (
    ("Go on", "/now/check"),
    ("No, this is hurt, worry or anger", "/now/familiar"),
    ("It is familiar", "/now/name"),
    ("Leave the naming out", "/now/choose"),
    ("Something else", "/now/choose/else"),
    ("Do nothing", "/now/nothing"),
    ("How is it now?", "/now/after"),
)


def lives(opened: Opened) -> None:
    """Have ten hard moments about one person, and eleven forecasts that were closed."""
    sam = name_person(opened, "Sam")
    for number in range(10):
        day, wave = FIRST + timedelta(days=3 * number), new_id()
        for minute, strong in ((0, 8), (10, 6), (25, 5)):
            rate(opened, new_id(), wave, strong, When(day, time(21, minute)))
        told: dict[str, Any] = {"trigger": "no-answer", "people": (sam,)}
        note_step(opened, Naming, new_id(), wave, When(day, time(21, 5)), **told)
        if number != 4:
            end = When(day, time(21, 35 + number))
            end_activation(opened, new_id(), wave, "calm", end)
    for number in range(11):
        feared, when = new_id(), When(FIRST + timedelta(days=number), time(22))
        forecast(opened, feared, Feared(f"Fear {number}", 80), when)
        happened: Happened = "happened" if number == 3 else "not"
        close_forecast(opened, new_id(), feared, happened, when)
    forecast(opened, new_id(), Feared("Nobody calls.", 70), When(FIRST, time(23)))


class Walk:
    """Somebody on the way through Help now, who reads every screen."""

    def __init__(self, person: "Person") -> None:
        self.person, self.page = person, person.page
        self.said: list[str] = []

    def reads(self) -> None:
        found = faults(self.person.reads)
        self.said += [f"{self.person.path}: {each}" for each in found]

    def chooses(self, words: str, to: str) -> None:
        self.reads()
        self.page.get_by_text(words, exact=True).first.click()
        self.page.wait_for_url(f"**{to}*")
        self.page.wait_for_load_state()

    def rates(self, intensity: str) -> None:
        chips = self.page.locator("label.chip:visible", has_text=intensity)
        chips.first.click()


@pytest.mark.worker
@pytest.mark.feature("M5")
@pytest.mark.feature("M7")
@pytest.mark.feature("M8")
def test_from_the_alarm_to_calm_in_four_choices(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in()
    page, walk = person.page, Walk(person)
    person.goes_to("/now")
    walk.chooses("My body is racing", "/now/belly-breath")
    page.locator("[data-after-breath]").wait_for(timeout=20_000)
    walk.rates("8")
    expect(page.locator("[data-moment-status]")).to_have_text("Saved.", timeout=20_000)
    for words, to in CHOICES:
        walk.chooses(words, to)
    walk.rates("3")
    expect(page.locator("#line")).to_be_visible()
    page.locator("[data-further]:visible").click()
    page.get_by_role("button", name="I am back").click()
    expect(page.get_by_text("You can close this now")).to_be_visible()
    walk.reads()
    assert walk.said == []
    [wave] = journey_of(app).activations()
    assert wave.state == "settled"
    assert [rating.intensity for rating in wave.ratings] == [8, 3]
    assert [each.chosen for each in wave.responses] == ["nothing"]
    person.goes_to(f"/way/moments/{wave.id}")
    assert page.locator("figure.drawn svg title").count() == 1
    person.unfolds()
    person.fills("text", "Slept, in the end.")
    person.presses("Save")
    app.restart()
    person.goes_to(f"/way/moments/{wave.id}")
    person.unlocks()
    assert "Slept, in the end." in person.reads


@pytest.mark.worker
@pytest.mark.feature("N5")
def test_what_has_not_fallen_in_ten_minutes_leads_outward(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in()
    page, walk = person.page, Walk(person)
    kept = page.locator("[data-moment-status]")
    for minute, strong in ((0, "8"), (4, "9"), (11, "7")):
        page.clock.set_fixed_time(NIGHT + timedelta(minutes=minute))
        person.goes_to("/now/after")
        walk.rates(strong)
        if minute <= 10:
            expect(kept).to_have_text("Saved.", timeout=20_000)
            assert person.path == "/now/after"
    page.wait_for_url("**/now/outward")
    assert "Eyes open." in person.reads
    person.goes_to("/now/name")
    assert page.get_by_text("In the body").is_hidden()
    [wave] = journey_of(app).activations()
    assert [rating.intensity for rating in wave.ratings] == [8, 9, 7]


@pytest.mark.feature("N7")
def test_no_screen_of_help_now_reassures_whichever_part_of_it_shows(
    app: "App", people: Callable[..., "Person"]
) -> None:
    walk = Walk(people(app))
    for path in sorted(set(PAGES) - ELSEWHERE):
        walk.person.goes_to(path)
        walk.page.evaluate(SHOW_ALL)
        walk.reads()
    assert walk.said == []


@pytest.mark.feature("N2")
@pytest.mark.feature("N3")
def test_what_was_feared_stands_beside_what_came_and_time_to_calm_has_its_doubt(
    apps: Callable[..., "App"],
    template: "App",
    people: Callable[..., "Person"],
) -> None:
    app = apps("app", template)
    with notebook_of(app) as opened:
        lives(opened)
    person = people(app.start()).comes_in("/way/recovery")
    assert "10 hard moments" in person.reads
    assert "1 of them not seen to end" in person.reads
    assert person.page.get_by_text("Sam", exact=True).count()
    assert person.objections() == []
    person.goes_to("/way/forecasts")
    assert "Of 11" in person.page.content()
    assert person.main.locator(".card.forecast").count() == 1
    person.unfolds()
    person.page.get_by_role("button", name="It did not").first.click()
    app.restart()
    person.goes_to("/way/forecasts")
    person.unlocks()
    assert person.main.locator(".card.forecast").count() == 0
    assert "Of 12" in person.page.content()
