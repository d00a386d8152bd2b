"""Leaving in each form, reading it without the program, and coming back from it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from moorings.companion.arriving import arrive
from moorings.companion.opened import new_id
from moorings.companion.settling import note_moment, rate
from moorings.companion.writing import Written, write_entry
from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.journey.records import When
from tests.browser.afterwards import notebook_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from moorings.companion.opened import Opened
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

ICON = Path(__file__).parents[2] / "src/moorings/web/static/icon-192.png"
FORMS = {
    "Everything, as one page to read in any browser": "notebook.html",
    "Everything, as text files in a folder (Markdown)": "notebook-pages.zip",
    "Everything, as tables for a spreadsheet (CSV)": "notebook-tables.zip",
}
SPEAKS = "</script><script>document.title='run'</script><img src=x onerror=alert(1)>"


def fill_a_little(opened: "Opened") -> None:
    day = When(opened.now().date())
    write_entry(opened, new_id(), Written("Ärger im Hafen.", day, people=("Zoë",)))
    write_entry(opened, new_id(), Written(SPEAKS, day))
    activation = new_id()
    note_moment(opened, new_id(), activation, "It rang at nine.", day)
    rate(opened, new_id(), activation, 8, day)
    lake = FoundPicture("lake.png", "image/png", ICON.read_bytes())
    found = FoundEntry("jrnl", "1", day, "By the lake.", pictures=(lake,))
    arrive(opened, Arrival((found,)))


@pytest.fixture
def filled(app: "App") -> "App":
    """A notebook with a little of everything, before the program starts."""
    app.stop()
    with notebook_of(app) as opened:
        fill_a_little(opened)
    return app.start()


def takes(person: "Person", app: "App", form: str, target: Path) -> None:
    person.goes_to("/settings/take-out")
    person.page.get_by_label(form).check()
    person.fills("passphrase", app.passphrase)
    with person.page.expect_download() as leaving:
        person.button("Take it out").click()
    assert leaving.value.suggested_filename == target.name
    leaving.value.save_as(target)


@pytest.mark.feature("W10")
@pytest.mark.feature("N18")
def test_each_form_leaves_and_comes_back_into_a_fresh_notebook(
    filled: "App",
    apps: "Callable[..., App]",
    template: "App",
    people: "Callable[..., Person]",
    tmp_path: Path,
) -> None:
    person = people(filled, "phone").comes_in()
    for form, name in FORMS.items():
        takes(person, filled, form, tmp_path / name)
    other = apps("other", template)
    fresh = people(other.start(), "desk").comes_in("/settings/bring-in")
    taken = []
    for name in FORMS.values():
        fresh.goes_to("/settings/bring-in")
        fresh.page.locator("#files").set_input_files(tmp_path / name)
        fresh.presses("Bring it in")
        assert "It is here" in fresh.reads
        taken.append(int(fresh.page.locator(".facts dd").first.inner_text()))
    assert taken[0] > 5
    assert taken[1:] == [0, 0]
    other.restart()
    fresh.comes_in("/write")
    assert "Ärger im Hafen." in fresh.reads


@pytest.mark.feature("N18")
def test_the_page_is_read_without_the_program_and_without_a_network(
    filled: "App",
    people: "Callable[..., Person]",
    browser: Browser,
    tmp_path: Path,
) -> None:
    person = people(filled, "phone").comes_in()
    form, name = next(iter(FORMS.items()))
    takes(person, filled, form, tmp_path / name)
    filled.stop()
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto((tmp_path / name).as_uri())
    assert page.title() == "Notebook"
    expect(page.locator("img")).to_have_js_property("naturalWidth", 192)
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
    articles = page.locator("article:visible")
    assert articles.filter(has_text=SPEAKS).count() == 1
    page.get_by_label("Find").fill("arger zoe")
    expect(articles).to_have_count(1)
    assert "Ärger im Hafen." in articles.inner_text()
    page.get_by_label("Find").fill("nobody wrote this")
    expect(page.get_by_text("Nothing here says that.")).to_be_visible()
    page.get_by_label("Find").fill("")
    expect(page.get_by_role("heading", name="How strong it was")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    assert said == []
    context.close()
