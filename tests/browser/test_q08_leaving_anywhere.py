"""Q08: leaving works where nothing runs, and Back never returns to what was left."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from moorings.web.pages.now.practice import OFFERED
from moorings.web.pages.now.shell import PAGES
from tests.browser.afterwards import help_is_kept, is_locked
from tests.browser.test_leaving import NEUTRAL, presses_shift_three_times

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

TEXT = "Quittenmarmelade"
#: Everything a browser keeps, and what it says in place of everything else.
KEPT = sorted({*PAGES, *(f"/now/{name}" for name in OFFERED)} - {"/away"})
ELSEWHERE = ("/", "/write", "/recover", "/no/such/page")
AWAY = re.compile(r"http://localhost:\d+/away")
AT_LEAVE = "document.activeElement.closest('form.leave') !== null"


def is_away(page: Page) -> None:
    page.wait_for_url(AWAY)
    expect(page).to_have_title(NEUTRAL)
    expect(page.locator("h1")).to_have_text(NEUTRAL)


def test_q08_every_page_can_be_left_while_nothing_runs(
    app: "App", person: "Person"
) -> None:
    person.goes_to("/")
    help_is_kept(person.page)
    app.stop()
    assert len(KEPT) > 20
    for number, path in enumerate((*KEPT, *ELSEWHERE)):
        person.goes_to(path)
        for _ in range(2):
            person.page.keyboard.press("Tab")
        assert person.page.evaluate(AT_LEAVE), path
        if number % 2:
            presses_shift_three_times(person.page)
        else:
            person.page.keyboard.press("Enter")
        is_away(person.page)


def test_q08_back_never_returns_to_the_page_that_was_left(
    app: "App", writer: "Person"
) -> None:
    writer.writes(f"{TEXT} and something")
    writer.opens_entry(TEXT)
    entry = writer.path
    for path in (entry, f"{entry}/edit", "/write", "/settings"):
        writer.goes_to("/people")
        writer.goes_to(path)
        presses_shift_three_times(writer.page)
        is_away(writer.page)
        is_locked(writer.page)
        writer.page.go_back()
        # What was left is not even in the way back: this is the page before it.
        assert writer.path == "/people"
        expect(writer.page.locator("h1")).to_have_text("Locked")
        assert TEXT not in writer.page.content()
        writer.page.go_forward()
        is_away(writer.page)
        writer.goes_to("/people")
        writer.unlocks()
    app.stop()
