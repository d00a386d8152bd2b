"""A backup, in the hands of somebody: made, tried, gone back to, and all deleted."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser


def begins_with_a_backup(person: Person, link: str) -> None:
    """Come to a program where nothing is yet, and go to where a backup comes back."""
    person.page.goto(link)
    with person.page.expect_navigation():
        person.main.get_by_role("link", name="I have a backup").click()
    assert person.objections() == []


@pytest.mark.feature("E6")
def test_a_backup_is_made_tried_taken_along_and_comes_back_on_another_machine(
    writer: Person,
    apps: Callable[..., App],
    people: Callable[..., Person],
    tmp_path: Path,
) -> None:
    page = writer.page
    writer.writes("The evening at the lake.")
    writer.goes_to("/settings/backups")
    writer.presses("Make one now")
    expect(writer.main).to_contain_text("The last one is from today, and it was opened")
    writer.app.restart()
    writer.comes_in("/settings/backups")
    with page.expect_navigation():
        writer.main.locator("a.whole").first.click()
    writer.fills("secret", writer.app.passphrase)
    writer.presses("Open it to see")
    expect(page.get_by_role("status").first).to_contain_text("It opens. 1 page.")
    assert writer.objections() == []
    with page.expect_download() as taken:
        writer.main.get_by_role("button", name="Take it along").click()
    name = taken.value.suggested_filename
    assert re.fullmatch(r"notebook-\d{4}-\d\d-\d\d\.moorings", name)
    file = tmp_path / name
    shutil.copyfile(taken.value.path(), file)
    other = apps("other").start()
    newcomer = people(other)
    begins_with_a_backup(newcomer, other.link)
    newcomer.page.locator("#files").set_input_files(file)
    newcomer.fills("secret", writer.app.code)
    newcomer.presses("Bring it back")
    expect(newcomer.page.get_by_role("status").first).to_contain_text("is back")
    newcomer.goes_to("/write")
    expect(newcomer.main).to_contain_text("The evening at the lake.")


@pytest.mark.feature("E6")
def test_one_goes_back_to_a_day_and_then_deletes_everything(writer: Person) -> None:
    page, vaults = writer.page, writer.app.data / "vaults"
    writer.writes("Before.")
    writer.goes_to("/settings/backups")
    writer.presses("Make one now")
    writer.writes("Since then.")
    writer.goes_to("/settings/backups")
    with page.expect_navigation():
        writer.main.locator("a.whole").first.click()
    writer.unfolds()
    page.locator("#back-secret").fill(writer.app.passphrase)
    writer.fills("word", "replace")
    writer.presses("Go back to it")
    writer.goes_to("/write")
    expect(writer.main).not_to_contain_text("Since then.")
    writer.app.restart()
    writer.comes_in("/settings/erase")
    assert writer.objections() == []
    writer.fills("passphrase", writer.app.passphrase)
    writer.fills("word", "delete")
    writer.presses("Delete it for good")
    expect(page).to_have_url(re.compile("/away$"))
    assert list(vaults.iterdir()) == []
    writer.app.restart()
    assert writer.goes_to("/").status == 401
    expect(writer.main).to_contain_text("Nothing has been made here yet")
