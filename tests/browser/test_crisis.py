"""The crisis page: whom to call, with nothing asked first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from moorings.library.crisis import countries
from tests.browser.afterwards import becomes_true, help_is_kept

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

NARROWEST = 320
YEAR = 366 * 86_400
#: The browser has put the page away as it now is, for when the program is not running.
KEPT = """async () => {
  const kept = await caches.match("/crisis");
  return kept !== undefined && (await kept.text()).includes('value="gb" selected');
}"""


BRITISH = ["tel:999", "tel:116123", "sms:85258", "tel:08082000247"]


def chooses(person: "Person", name: str) -> None:
    """Choose a country on the page, as a person without script does."""
    person.page.locator("#country").select_option(label=name)
    person.presses("Show")
    assert person.path == "/crisis"


def dials(person: "Person") -> list[str]:
    """Give what can be dialled without unfolding anything."""
    links = person.main.locator(".screen > .numbers a[href]")
    found = links.evaluate_all("links => links.map(l => l.getAttribute('href'))")
    return [str(link) for link in found]


def objections(person: "Person") -> list[str]:
    """Give what is wrong with the page for whoever reads it, in light and dark."""
    found = [f"too wide at {NARROWEST}"] if person.is_wider_than(NARROWEST) else []
    person.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found += person.objections()
    person.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + person.objections(only="color-contrast")


@pytest.mark.worker
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_country_is_chosen_once_and_is_still_there_after_a_restart(
    app: "App", people: Callable[..., "Person"], *, script: bool
) -> None:
    person = people(app, script=script)
    assert person.goes_to("/crisis").status == 200
    assert len(dials(person)) > len([c for c in countries().values() if not c.part_of])
    chooses(person, "United Kingdom")
    app.restart()
    person.goes_to("/crisis")
    assert dials(person) == BRITISH
    assert person.page.locator("#country").input_value() == "gb"
    if script:
        help_is_kept(person.page)
        becomes_true(person.page, KEPT)
        app.stop()
        person.goes_to("/crisis")
        assert dials(person) == BRITISH
        app.start()
        assert app.base
    chooses(person, "No country")
    assert "tel:000" in dials(person)


@pytest.mark.worker
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_every_other_country_unfolds_without_asking_the_server(
    app: "App", people: Callable[..., "Person"], *, script: bool
) -> None:
    person = people(app, script=script)
    person.goes_to("/crisis")
    chooses(person, "Greece")
    assert "so none is named" in person.reads
    person.page.context.set_offline(True)
    folded = person.main.locator("details", has_text="Japan")
    folded.locator("summary").click()
    assert folded.locator("a[href='tel:0357740992']").is_visible()
    person.page.context.set_offline(False)
    unfolding = person.main.locator("details")
    assert unfolding.count() == len(countries()) - 1


def test_what_is_to_be_pressed_is_large_enough_for_a_hand_that_shakes(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app)
    person.goes_to("/crisis")
    chooses(person, "United States")
    person.page.set_viewport_size({"width": NARROWEST, "height": 640})
    pressed = "main a[href], main summary, main select, main button"
    sizes = person.page.locator(pressed).evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.offsetHeight)"
    )
    assert sizes
    assert min(sizes) >= 44


def test_the_emergency_number_is_seen_without_scrolling(
    app: "App", people: Callable[..., "Person"], size: str
) -> None:
    person = people(app, size)
    person.goes_to("/crisis")
    for name, number in (("Ireland", "112"), ("Brazil", "190")):
        chooses(person, name)
        box = person.main.locator(f"a[href='tel:{number}']").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 400


def test_whoever_needs_it_can_read_it(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app)
    faults = []
    person.goes_to("/crisis")
    for name in ("No country", "United States", "France", "Greece", "Spain"):
        chooses(person, name)
        unfolded = person.main.locator("details", has_text="Australia")
        unfolded.locator("summary").click()
        faults += [f"{name}: {each}" for each in objections(person)]
    assert faults == []


@pytest.mark.worker
def test_numbers_that_were_not_read_for_a_year_say_so(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template).start(altered=True)
    person = people(app)
    person.goes_to("/crisis")
    chooses(person, "Canada")
    # The page the browser has kept says nothing of it yet; it is asked for anew.
    help_is_kept(person.page)
    app.pass_time(40 * YEAR)
    person.goes_to("/crisis?fresh")
    warned = person.main.locator(".may-have-changed")
    assert "Some may have changed" in warned.inner_text()
    called = person.main.locator("a[href='tel:911']").first.bounding_box()
    below, line = warned.bounding_box(), person.main.get_by_text("988").first
    lower = line.bounding_box()
    assert called is not None
    assert below is not None
    assert lower is not None
    assert called["y"] < below["y"] < lower["y"]
    assert objections(person) == []
