"""Something to take along: ticked line by line, seen first, and one page."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from moorings.companion.clock import moment
from moorings.companion.opened import new_id
from moorings.companion.settling import note_moment, rate
from tests.browser.afterwards import notebook_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser


def takes(person: "Person", button: str, target: Path) -> str:
    with person.page.expect_download() as leaving:
        person.main.get_by_text(button, exact=True).click()
    leaving.value.save_as(target)
    (page,) = PdfReader(target).pages
    return page.extract_text()


@pytest.mark.feature("N13")
@pytest.mark.feature("W10")
def test_a_page_holds_what_was_ticked_and_nothing_else(
    app: "App", people: "Callable[..., Person]", tmp_path: Path
) -> None:
    app.stop()
    with notebook_of(app) as opened:
        for words in ("The kettle was cold.", "He did not ring."):
            activation, when = new_id(), moment(opened.now())
            note_moment(opened, new_id(), activation, words, when)
            rate(opened, new_id(), activation, 7, when)
    person = people(app.start(), "phone").comes_in("/way/reports")
    person.page.get_by_label("He did not ring.").check()
    person.page.locator("#own-pace").fill("Slower, please.")
    person.presses("See the page first")
    expect(person.main.locator(".paper")).to_contain_text("He did not ring.")
    assert "The kettle was cold." not in person.reads
    person.presses("Back to ticking")
    expect(person.page.get_by_label("He did not ring.")).to_be_checked()
    expect(person.page.locator("#own-pace")).to_have_value("Slower, please.")
    person.presses("See the page first")
    person.fills("passphrase", "not the passphrase")
    person.presses("Make the page")
    assert person.page.get_by_role("alert").count() == 1
    person.fills("passphrase", app.passphrase)
    told = takes(person, "Make the page", tmp_path / "page.pdf")
    assert "He did not ring." in told
    assert "Slower, please." in told
    assert "kettle" not in told
    app.restart()
    person.comes_in("/way/reports")
    expect(person.page.get_by_label("He did not ring.")).not_to_be_checked()
    assert "Ten steps" in takes(person, "Take the roadmap", tmp_path / "roadmap.pdf")


@pytest.mark.feature("W10")
def test_all_that_will_stand_on_the_page_is_shown_first_however_long(
    writer: "Person",
) -> None:
    writer.goes_to("/way/reports")
    writer.page.locator("#own-unsaid").fill("so long and " * 60 + "the end")
    writer.presses("See the page first")
    long = writer.main.locator(".paper li", has_text="the end")
    assert long.evaluate("each => each.scrollHeight <= each.clientHeight")
    assert long.evaluate("each => each.clientHeight") > 6 * 24


@pytest.mark.feature("W10")
def test_no_passphrase_stays_in_a_page_that_handed_a_file_over(
    app: "App", writer: "Person", tmp_path: Path
) -> None:
    writer.goes_to("/way/reports")
    writer.page.locator("#own-pace").fill("Slower, please.")
    writer.presses("See the page first")
    writer.fills("passphrase", app.passphrase)
    takes(writer, "Make the page", tmp_path / "page.pdf")
    expect(writer.page.locator("[name=passphrase]")).to_have_value("")
    expect(writer.page.get_by_text("The file goes to this browser")).to_be_visible()
