"""Help now: two taps away, the same for everybody, and there when nothing runs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from moorings.journey.records import RawNote
from moorings.library.practices import practices
from tests.browser.afterwards import Held, help_is_kept, is_locked, journey_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

BREATHS = ("belly-breath", "long-exhale", "coherent", "box", "stop")
IN_STEPS = ("five-senses", "orient-outward")
#: Each page of help, and how it is headed.
HELP = {
    "/now": "What is it just now?",
    "/now/after": "And now?",
    "/crisis": "If someone is in danger now, call",
    **{f"/now/{name}": practices()[name].title for name in (*BREATHS, *IN_STEPS)},
}
STOPPED = "The notebook is not running"
NEUTRAL = "Kitchen measures"
#: Where a notebook's own words stand.
OWN = (
    "/",
    "/write",
    "/write/calendar",
    "/people",
    "/way",
    "/settings",
    "/write/search",
)
TEXT, NAMED, NAME = "Quittenmarmelade", "Mondscheinsam", "Zwielichtfalter"

RING = "getComputedStyle(document.querySelector('.ring')).transform"
BEAT = "getComputedStyle(document.querySelector('.beat')).getPropertyValue('--beat')"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"


def moves(page: Page, what: str = RING) -> None:
    """See something change by itself."""
    before = page.evaluate(what)
    page.wait_for_function(f"before => {what} !== before", arg=before)


def is_all_there(person: "Person") -> None:
    """Open every page of help: each is whole, and each breath is moving."""
    for path, headline in HELP.items():
        person.goes_to(path)
        assert person.headline == headline, path
    for breath in BREATHS:
        person.goes_to(f"/now/{breath}")
        moves(person.page)


def takes_every_step(person: "Person", practice: str) -> None:
    """Go through a practice one step at a time."""
    steps = practices()[practice].steps
    person.goes_to(f"/now/{practice}")
    for number, step in enumerate(steps, 1):
        shown = person.main.locator("li[data-part]:visible")
        expect(shown).to_have_count(1)
        expect(shown).to_contain_text(step.text)
        expect(person.main.locator("[data-place]").first).to_have_text(
            f"{number} of {len(steps)}"
        )
        if number < len(steps):
            person.button("Next").click()
    expect(person.button("Next")).to_be_hidden()


@pytest.fixture
def at_home(
    app: "App",
    launched: Callable[[Path], BrowserContext],
    watched: Callable[[BrowserContext, "App"], "Person"],
    tmp_path: Path,
) -> Callable[[], "Person"]:
    """Start a browser on one and the same profile, as often as it is asked for."""

    def start() -> "Person":
        return watched(launched(tmp_path / "profile"), app)

    return start


def shuts_the_browser(person: "Person") -> None:
    person.page.context.close()
    assert not person.faults, "\n".join(person.faults)


# --- when the program does not run ---------------------------------------------------


@pytest.mark.feature("M1")
def test_after_one_visit_to_any_page_all_of_help_is_there_while_nothing_runs(
    app: "App", at_home: Callable[[], "Person"]
) -> None:
    person = at_home()
    person.goes_to("/recover")
    help_is_kept(person.page)
    app.stop()
    is_all_there(person)
    shuts_the_browser(person)
    person = at_home()
    is_all_there(person)
    app.start()
    is_all_there(person)
    person.comes_in("/write")
    assert person.headline
    shuts_the_browser(person)


@pytest.mark.feature("M1")
@pytest.mark.feature("M4")
def test_a_practice_is_taken_step_by_step_also_while_nothing_runs(
    app: "App", person: "Person"
) -> None:
    person.goes_to("/")
    help_is_kept(person.page)
    for practice in IN_STEPS:
        takes_every_step(person, practice)
    app.stop()
    for practice in IN_STEPS:
        takes_every_step(person, practice)
    person.follows("Enough for now")
    assert person.headline == HELP["/now/after"]
    app.start()
    takes_every_step(person, "five-senses")


@pytest.mark.feature("M1")
def test_where_motion_is_not_wanted_the_breath_is_counted_instead(
    app: "App", person: "Person"
) -> None:
    person.goes_to("/")
    help_is_kept(person.page)
    app.stop()
    for breath in BREATHS:
        person.goes_to(f"/now/{breath}")
        expect(person.page.locator(".ring").first).to_be_hidden()
        moves(person.page, BEAT)
    app.start()
    person.goes_to("/now/coherent")
    moves(person.page, BEAT)


@pytest.mark.feature("M1")
def test_every_other_address_says_that_the_notebook_is_not_running_and_leads_to_help(
    app: "App", writer: "Person"
) -> None:
    writer.writes(TEXT)
    help_is_kept(writer.page)
    app.stop()
    for path in ("/", "/write", "/people", "/now/yours", "/nowhere"):
        writer.goes_to(path)
        assert writer.headline == STOPPED
        assert TEXT not in writer.page.content()
    writer.follows("Help now")
    assert writer.headline == HELP["/now"]
    writer.goes_to("/write")
    app.start()
    assert app.base
    writer.follows("Try again")
    assert writer.headline == "Locked"
    writer.unlocks()
    writer.goes_to("/write")
    assert TEXT in writer.reads


@pytest.mark.feature("M1")
def test_leaving_while_nothing_runs_shows_the_page_that_anybody_may_see(
    app: "App", at_home: Callable[[], "Person"]
) -> None:
    person = at_home()
    person.comes_in()
    person.writes(TEXT)
    person.opens_entry(TEXT)
    person.goes_to("/now/after")
    help_is_kept(person.page)
    app.stop()
    person.button("Leave that out").click()
    person.page.locator("#line").fill(TEXT)
    for _ in range(3):
        person.page.keyboard.press("Shift")
    expect(person.page.locator("h1")).to_have_text(NEUTRAL)
    assert person.page.title() == NEUTRAL
    assert person.page.locator("td").first.evaluate(
        "cell => getComputedStyle(cell).borderBottomStyle"
    ) == ("solid")
    for _ in range(3):
        person.page.go_back()
        assert TEXT not in person.page.content()
    person.goes_to("/crisis")
    person.button("Leave").click()
    expect(person.page.locator("h1")).to_have_text(NEUTRAL)
    app.start()
    person.comes_in("/write")
    assert TEXT in person.reads
    shuts_the_browser(person)


# --- when it does --------------------------------------------------------------------


@pytest.mark.feature("M1")
def test_from_any_page_two_taps_lead_to_the_first_breath(
    app: "App", at_home: Callable[[], "Person"]
) -> None:
    person = at_home()
    for path in ("/write", "/recover"):
        person.goes_to(path)
        person.page.locator("a.help").click()
        person.main.locator("a[href='/now/belly-breath']").first.click()
        moves(person.page)
    app.restart()
    person.comes_in("/people")
    person.page.locator("a.help").click()
    person.main.locator("a[href='/now/stop']").click()
    moves(person.page)
    shuts_the_browser(person)


@pytest.mark.feature("M1")
def test_locking_and_leaving_lock_also_where_a_worker_keeps_help(
    app: "App", writer: "Person"
) -> None:
    writer.writes(TEXT)
    help_is_kept(writer.page)
    writer.goes_to("/write")
    writer.presses("Lock")
    assert writer.headline == "Locked"
    assert writer.goes_to("/write").status == 401
    writer.unlocks()
    writer.page.locator("a.help").click()
    expect(writer.page.locator("h1")).to_have_text(HELP["/now"])
    writer.button("Leave").click()
    expect(writer.page.locator("h1")).to_have_text(NEUTRAL)
    is_locked(writer.page)
    assert writer.goes_to("/write").status == 401
    app.stop()
    for path, headline in HELP.items():
        writer.goes_to(path)
        assert writer.headline == headline
    app.start()
    writer.comes_in("/write")
    assert TEXT in writer.reads


def chooses(person: "Person") -> None:
    """Choose all that this device can be told, looking at help in between."""
    person.goes_to("/settings")
    person.main.locator("label.chip", has_text="Dark, for the night").click()
    person.main.locator("label.chip", has_text="Plain, short").click()
    with person.page.expect_navigation():
        person.page.locator("form[action='/settings/device'] button").click()
    person.goes_to("/now/belly-breath")
    assert practices()["belly-breath"].invitation.plain in person.reads
    person.goes_to("/now/yours")
    person.page.locator("input[name=line]").first.fill("Ring Jo")
    person.main.locator("label.chip", has_text=practices()["coherent"].title).click()
    person.presses("Save on this device")
    assert "Ring Jo" in person.reads
    person.goes_to("/crisis")
    person.page.locator("#country").select_option("gb")
    person.presses("Show")


def sees_what_was_chosen(person: "Person", before: str) -> None:
    assert person.goes_to("/crisis").status == 200
    expect(person.main.locator("a.dial").nth(1)).to_contain_text("116 123")
    person.goes_to("/now/belly-breath")
    assert practices()["belly-breath"].invitation.plain in person.reads
    assert person.page.evaluate(GROUND) != before
    person.goes_to("/now")
    assert "Ring Jo" in person.reads
    person.follows("Begin")
    assert person.path == "/now/coherent"


@pytest.mark.feature("M1")
def test_what_this_device_is_told_shows_at_once_and_also_while_nothing_runs(
    app: "App", writer: "Person"
) -> None:
    writer.goes_to("/now")
    help_is_kept(writer.page)
    before = writer.page.evaluate(GROUND)
    chooses(writer)
    sees_what_was_chosen(writer, before)
    app.stop()
    sees_what_was_chosen(writer, before)
    app.start()
    sees_what_was_chosen(writer, before)


def has_an_evening(person: "Person") -> None:
    """Write, name somebody, give a name, and look at everything."""
    person.writes(f"{TEXT} and something", new_person=NAMED)
    person.goes_to("/settings")
    person.fills("name", NAME)
    person.page.locator("form[action='/settings/name'] button").click()
    for path in (*OWN, *HELP, "/away", *OWN):
        person.goes_to(path)
    person.opens_entry(TEXT)
    help_is_kept(person.page)


@pytest.mark.feature("M1")
@pytest.mark.feature("N20")
def test_what_the_browser_keeps_of_an_open_notebook_is_nothing(
    app: "App", writer: "Person"
) -> None:
    has_an_evening(writer)
    paths = (*HELP, "/now/stopped", "/away", "/now/shell.json")
    request = writer.page.request
    shown = [request.get(app.base + path).body() for path in paths]
    held = Held(writer.page)
    assert set(HELP) | {"/away", "/now/stopped"} <= set(held.pages)
    assert not [path for path in OWN if path in held.pages]
    assert not [word for word in (TEXT, NAMED, NAME) if word in held.all]
    app.restart()
    writer.goes_to("/write")
    again = [request.get(app.base + path).body() for path in paths]
    assert again == shown
    assert not [word for word in (TEXT, NAMED, NAME) if word in Held(writer.page).all]
    writer.unlocks()
    writer.goes_to("/now")
    assert [request.get(app.base + path).body() for path in paths] == shown


# --- without script ------------------------------------------------------------------


@pytest.mark.feature("M1")
def test_without_script_help_and_its_forms_work_and_the_steps_belong_together(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in()
    person.page.locator("a.help").click()
    person.main.locator("a[href='/now/belly-breath']").first.click()
    person.main.locator("label.chip", has_text="8").click()
    person.presses("Note it")
    assert person.headline == HELP["/now/after"]
    assert "Saved." in person.reads
    person.page.locator("#line").fill(TEXT)
    person.presses("Note it")
    assert "Saved." in person.reads
    person.page.reload()
    assert "Saved." in person.reads
    person.presses("I am back")
    assert "Saved." in person.reads
    [found] = journey_of(app).activations()
    assert [(r.intensity, r.practice) for r in found.ratings] == [(8, "belly-breath")]
    assert [note.text for note in found.notes] == [TEXT]
    assert found.end is not None


@pytest.mark.feature("M10")
def test_without_script_a_line_for_a_locked_notebook_arrives_once(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in()
    app.restart()
    person.goes_to("/now/five-senses")
    assert practices()["five-senses"].steps[-1].text in person.reads
    person.follows("Enough for now")
    person.page.locator("#line").fill("While it was locked")
    with person.page.expect_navigation():
        person.main.locator("form:has(#line) .button").click()
    assert "Sealed, for the" in person.reads
    person.page.reload()
    person.comes_in("/write")
    assert person.reads.count("While it was locked") == 1
    assert not [r for r in journey_of(app).records() if isinstance(r, RawNote)]
