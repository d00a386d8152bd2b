"""What was said to be kept outlives a kill, and the program itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

DECRYPTOR = Path(__file__).resolve().parents[2] / "tools" / "decryptor" / "decryptor.py"
#: Opens a backup without the program, and with none of its packages but another's.
READING = """
import getpass, runpy, sys
getpass.getpass = lambda *_: sys.stdin.readline().rstrip("\\n")
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def opened_elsewhere(
    file: Path, secret: str, *options: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", READING, str(DECRYPTOR), *options, str(file)]
    return subprocess.run(
        command, check=False, capture_output=True, input=f"{secret}\n", text=True
    )


@pytest.mark.feature("N18")
def test_a_backup_taken_along_opens_without_the_program(
    writer: Person, tmp_path: Path
) -> None:
    writer.writes("The evening at the lake.")
    writer.goes_to("/settings/backups")
    writer.presses("Make one now")
    with writer.page.expect_navigation():
        writer.main.locator("a.whole").first.click()
    writer.fills("secret", writer.app.passphrase)
    writer.presses("Open it to see")
    with writer.page.expect_download() as taken:
        writer.main.get_by_role("button", name="Take it along").click()
    file = tmp_path / "taken"
    taken.value.save_as(file)
    writer.app.kill()
    ways = ((writer.app.passphrase, ()), (writer.app.code, ("--code",)))
    for secret, options in ways:
        done = opened_elsewhere(file, secret, *options)
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        texts = [record.get("text") for record in told["records"]]
        assert "The evening at the lake." in texts
        assert told["damaged"] == []
    refused = opened_elsewhere(file, f"{writer.app.passphrase} not")
    assert refused.returncode == 1
    assert "The evening" not in refused.stdout + refused.stderr


@pytest.mark.feature("N21")
def test_killed_after_each_word_that_it_is_kept_nothing_is_lost_and_nothing_there_twice(
    app: App, writer: Person
) -> None:
    pages = [f"Kept before kill {number}." for number in range(4)]
    for text in pages:
        writer.writes(text)
        app.kill()
        app.start()
        writer.comes_in("/write")
    shown = writer.main.inner_text()
    assert [shown.count(text) for text in pages] == [1] * len(pages)
    writer.goes_to("/settings/backups")
    writer.presses("Make one now")
    expect(writer.main).to_contain_text("The last one is from today, and it was opened")
