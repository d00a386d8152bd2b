"""Passphrase, recovery code, door name: who gets in, and who does not."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

WRONG = "not the passphrase at all"


@pytest.mark.feature("E2")
def test_a_wrong_passphrase_opens_nothing_and_costs_nothing(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app)
    person.goes_to("/people")
    with person.page.expect_response("**/unlock") as answer:
        person.unlocks(WRONG)
    assert answer.value.status == 401
    assert "does not open" in person.page.get_by_role("alert").inner_text()
    person.unlocks()
    assert person.path in {"/people", "/"}
    person.writes("Still here.")
    app.restart()
    person.comes_in("/write")
    assert "Still here." in person.reads


def test_wrong_tries_wait_longer_and_longer_and_never_lock_anybody_out(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template).start(altered=True)
    person = people(app)
    person.goes_to("/")
    for _ in range(5):
        person.unlocks(WRONG)
        assert person.page.get_by_role("alert").count() == 1
    with person.page.expect_response("**/unlock") as answer:
        person.unlocks()
    assert answer.value.status == 429
    assert answer.value.headers["retry-after"] == "1"
    waiting = person.page.locator(".waiting")
    assert "Nothing is locked for good" in waiting.inner_text()
    expect(waiting).to_have_count(0)
    for _ in range(5):
        app.pass_time(901)
        person.unlocks(WRONG)
    app.stop()
    app.start(altered=True)
    person.goes_to("/")
    person.unlocks()
    seconds = re.search(r"possible in (\d+) s", person.reads)
    assert seconds is not None
    assert 1 <= int(seconds[1]) <= 32
    for _ in range(25):
        app.pass_time(901)
        person.unlocks(WRONG)
    person.unlocks()
    seconds = re.search(r"possible in (\d+) s", person.reads)
    assert seconds is not None
    assert 890 < int(seconds[1]) <= 900
    app.pass_time(901)
    person.unlocks()
    assert person.page.locator("form.lock").count() == 1


@pytest.mark.feature("E2")
def test_the_recovery_code_opens_with_a_new_passphrase_and_ends_the_old_one(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in()
    person.writes("Written before it was forgotten.")
    app.restart()
    person.goes_to("/")
    person.follows("Use the recovery code")
    person.fills("code", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-F")
    person.fills("passphrase", "a brand new passphrase")
    person.presses("Open with the code")
    assert person.page.get_by_role("alert").count() == 1
    assert person.page.locator("#code").input_value().startswith("AAAAA")
    person.fills("code", app.code.lower().replace("-", " "))
    person.fills("passphrase", "short")
    person.presses("Open with the code")
    assert "at least 12 letters" in person.page.get_by_role("alert").inner_text()
    person.fills("passphrase", "a brand new passphrase")
    person.presses("Open with the code")
    assert "Your new passphrase is set." in person.reads
    app.restart()
    person.goes_to("/write")
    person.unlocks()
    assert person.page.get_by_role("alert").count() == 1
    person.unlocks("a brand new passphrase")
    person.goes_to("/write")
    assert "Written before it was forgotten." in person.reads


@pytest.mark.feature("E2")
def test_a_changed_passphrase_is_the_only_one_after_a_restart(
    app: "App", writer: "Person"
) -> None:
    writer.writes("Written before the change.")
    writer.goes_to("/settings/passphrase")
    for old, new, again, told in (
        (WRONG, "quite another passphrase", "quite another passphrase", "not open"),
        (app.passphrase, "quite another passphrase", "something else", "not the same"),
        (app.passphrase, "short", "short", "at least 12 letters"),
    ):
        writer.fills("passphrase", old)
        writer.fills("new", new)
        writer.fills("again", again)
        writer.presses("Change it")
        assert told in writer.page.get_by_role("alert").inner_text()
    writer.fills("passphrase", app.passphrase)
    writer.fills("new", "quite another passphrase")
    writer.fills("again", "quite another passphrase")
    writer.presses("Change it")
    assert "Your new passphrase is set." in writer.reads
    app.restart()
    writer.goes_to("/write")
    writer.unlocks()
    assert writer.page.get_by_role("alert").count() == 1
    app.passphrase = "quite another passphrase"
    writer.comes_in("/write")
    assert "Written before the change." in writer.reads


@pytest.mark.feature("E2")
def test_a_new_recovery_code_ends_the_old_sheet(app: "App", writer: "Person") -> None:
    writer.goes_to("/settings/recovery-code")
    writer.fills("passphrase", WRONG)
    writer.presses("Make a new code")
    assert writer.page.get_by_role("alert").count() == 1
    writer.fills("passphrase", app.passphrase)
    writer.presses("Make a new code")
    code = "-".join(writer.page.locator("#recovery-code span").all_inner_texts())
    assert code != app.code
    writer.presses("I have it")
    app.restart()
    writer.goes_to("/recover")
    writer.fills("code", app.code)
    writer.fills("passphrase", "a brand new passphrase")
    writer.presses("Open with the code")
    assert writer.page.get_by_role("alert").count() == 1
    writer.fills("code", code)
    writer.fills("passphrase", "a brand new passphrase")
    writer.presses("Open with the code")
    assert "Your new passphrase is set." in writer.reads


@pytest.mark.feature("E2")
def test_the_code_is_asked_back_on_a_later_day_and_then_never_again(
    apps: Callable[..., "App"], people: Callable[..., "Person"]
) -> None:
    app = apps()
    app.passphrase = "a kettle hums behind the green door"
    made = app.command("new")
    found = re.search(r"shown only now\): (\S+)", made.stdout)
    assert found is not None, made.stderr
    app.start(altered=True)
    person = people(app).comes_in()
    person.writes("The first evening.")
    person.goes_to("/")
    person.presses("Like this")
    assert "recovery code" not in person.reads
    app.pass_time(24 * 3600)
    person.comes_in()
    assert "Is the recovery code still at hand?" in person.reads
    person.follows("Type it back")
    person.fills("code", found[1][:-1] + ("A" if found[1][-1] != "A" else "B"))
    person.presses("Check")
    assert person.page.get_by_role("alert").count() == 1
    person.fills("code", found[1].lower())
    person.presses("Check")
    assert "That is the right code." in person.reads
    app.stop()
    app.start(altered=True)
    app.pass_time(24 * 3600)
    person.comes_in()
    assert "recovery code" not in person.reads


def makes_another(person: "Person", passphrase: str, door: str) -> None:
    """Make a second notebook on a machine that has one."""
    person.page.goto(person.app.link)
    person.follows("Begin another notebook on this machine")
    person.page.locator("button.choice").last.click()
    person.follows("Yes, keep it")
    person.fills("passphrase", passphrase)
    person.fills("again", passphrase)
    person.fills("door", door)
    person.presses("Make my notebook")
    person.presses("I have it")


def test_two_notebooks_on_one_machine_are_told_apart_by_a_door_name(
    app: "App", people: Callable[..., "Person"]
) -> None:
    first = people(app).comes_in()
    first.writes("Mine alone.")
    first.goes_to("/settings")
    first.fills("door", "The Blue Door")
    first.page.locator("form[action='/settings/door'] button").click()
    second = people(app)
    app.restart()
    makes_another(second, "another person entirely", door="green")
    second.writes("Mine as well.")
    app.restart()
    stranger = people(app)
    stranger.goes_to("/write")
    stranger.fills("door", "red")
    stranger.unlocks()
    assert "does not open" in stranger.page.get_by_role("alert").inner_text()
    stranger.fills("door", " the  blue door")
    stranger.unlocks()
    stranger.goes_to("/write")
    assert "Mine alone." in stranger.reads
    assert "Mine as well." not in stranger.reads
    second.goes_to("/write")
    second.unlocks("another person entirely")
    second.goes_to("/write")
    assert "Mine as well." in second.reads
    names = b"".join(each.read_bytes() for each in app.data.rglob("vault.db"))
    assert b"green" not in names
    assert b"Blue Door" not in names
