"""The browser is cleared meanwhile: nothing that was said to be kept was only there."""

import pytest
from playwright.sync_api import expect

from tests.browser.afterwards import help_is_kept, queue_is_empty
from tests.browser.conftest import App, Person
from tests.browser.test_drafts import is_kept
from tests.browser.test_sealed_box import (
    HERE,
    NOWHERE,
    SAVED,
    SEALED,
    arrived,
    notes,
    says,
)

pytestmark = [pytest.mark.browser, pytest.mark.worker]

LEFT = """async () => [
  (await indexedDB.databases()).length,
  (await caches.keys()).length,
  localStorage.length
]"""


def cleared(person: Person) -> None:
    """Clear whatever this browser keeps of the program, as its settings would."""
    session = person.page.context.new_cdp_session(person.page)
    told = {"origin": person.app.base, "storageTypes": "all"}
    session.send("Storage.clearDataForOrigin", told)
    session.detach()
    assert person.page.evaluate(LEFT) == [0, 0, 0]


def test_a_page_and_a_draft_that_were_kept_are_in_the_notebook(
    app: App, writer: Person
) -> None:
    help_is_kept(writer.page)
    writer.writes("The evening at the lake.")
    writer.goes_to("/write")
    writer.fills("text", "Half a page, begun")
    is_kept(writer)
    cleared(writer)
    writer.comes_in("/write")
    expect(writer.main).to_contain_text("The evening at the lake.")
    expect(writer.main).to_contain_text("Half a page, begun")
    writer.writes("Written after it was cleared.")
    app.restart()
    writer.comes_in("/write")
    for text in ("The evening at the lake.", "Written after it was cleared."):
        expect(writer.main).to_contain_text(text)
    assert writer.objections() == []


def test_what_was_sealed_for_the_notebook_arrives_and_what_was_only_here_is_gone(
    app: App, writer: Person
) -> None:
    help_is_kept(writer.page)
    notes(writer, "kept while open", SAVED)
    writer.goes_to("/")
    writer.presses("Lock")
    notes(writer, "sealed for it", SEALED)
    app.kill()
    notes(writer, "sealed in this browser", HERE)
    app.start()
    cleared(writer)
    writer.comes_in()
    queue_is_empty(writer.page)
    assert arrived(app).lines == ["kept while open", "sealed for it"]
    # Nothing claims that it still waits, and what is noted now is kept.
    for path in ("/now/after", "/settings/device", "/"):
        writer.goes_to(path)
        assert HERE not in writer.main.inner_text()
    notes(writer, "noted since", SAVED)
    assert arrived(app).lines == ["kept while open", "noted since", "sealed for it"]


def test_cleared_in_the_middle_of_a_hard_moment_no_step_is_said_to_be_kept(
    app: App, writer: Person
) -> None:
    help_is_kept(writer.page)
    writer.goes_to("/now/after")
    cleared(writer)
    seven = writer.main.locator("label.chip").filter(has_text="7").first
    seven.click()
    says(writer, NOWHERE)
    writer.comes_in("/")
    writer.goes_to("/now/after")
    writer.main.locator("label.chip").filter(has_text="7").first.click()
    says(writer, SAVED)
    assert arrived(app).ratings == [7]
