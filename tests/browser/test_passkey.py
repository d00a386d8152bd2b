"""A passkey: one more way in, added, used, kept through a change, and taken away."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

HERE = "/settings/passkeys"


def authenticator(page: Page, *, prf: bool) -> None:
    """Give the browser a device that says yes to everything, with or without PRF."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": prf,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def adds_one(person: "Person", app: "App") -> None:
    person.goes_to(HERE)
    person.fills("name", "kitchen tablet")
    person.fills("passphrase", app.passphrase)
    person.presses("Add a passkey")
    person.button("Go on").click()


def opens_with_it(person: "Person") -> None:
    person.goes_to("/write")
    with person.page.expect_navigation():
        person.button("Open with the passkey").click()


@pytest.mark.feature("E2")
def test_a_passkey_opens_it_through_restarts_and_changes_until_it_is_taken_away(
    app: "App", writer: "Person"
) -> None:
    authenticator(writer.page, prf=True)
    adds_one(writer, app)
    expect(
        writer.main.get_by_text("It opens this notebook from now on.")
    ).to_be_visible()
    app.restart()
    opens_with_it(writer)
    assert writer.path == "/write"
    writer.goes_to("/settings/passphrase")
    writer.fills("passphrase", app.passphrase)
    writer.fills("new", "another harbour beside the wall")
    writer.fills("again", "another harbour beside the wall")
    writer.page.get_by_label("Take the passkey away as well").uncheck()
    writer.page.locator("main form button.primary").click()
    expect(writer.main.get_by_text("Your new passphrase is set.")).to_be_visible()
    app.restart()
    opens_with_it(writer)
    assert writer.path == "/write"
    writer.goes_to(HERE)
    assert "kitchen tablet" in writer.reads
    writer.main.locator("summary", has_text="Take it away").click()
    field = writer.page.locator("details input[name=passphrase]")
    field.fill("not the passphrase at all")
    writer.presses("Take it away")
    assert writer.page.get_by_role("alert").count() == 1
    writer.main.locator("summary", has_text="Take it away").click()
    field.fill("another harbour beside the wall")
    writer.presses("Take it away")
    expect(writer.main.get_by_text("It opens nothing here any more.")).to_be_visible()
    app.restart()
    writer.goes_to("/write")
    assert writer.page.get_by_text("Open with the passkey").count() == 0


@pytest.mark.feature("E2")
def test_a_device_that_cannot_open_a_notebook_is_told_so_and_nothing_changes(
    app: "App", writer: "Person"
) -> None:
    authenticator(writer.page, prf=False)
    adds_one(writer, app)
    expect(writer.page.get_by_role("alert")).to_contain_text("Nothing was added.")
    writer.goes_to(HERE)
    assert "kitchen tablet" not in writer.reads
    app.restart()
    writer.goes_to("/write")
    assert writer.page.get_by_text("Open with the passkey").count() == 0
    writer.unlocks()
