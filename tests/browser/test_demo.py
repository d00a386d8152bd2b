"""The demo, as somebody sees it who only wants to look around."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from moorings.companion.pretending import PASSPHRASE
from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser
MARK = "A made-up life. Nothing you write here is kept."


class Demo(App):
    """The demo in a process of its own."""

    def start(self, *, altered: bool = False) -> "Demo":
        del altered
        folders = self.folder / "folders"
        folders.mkdir()
        command = [sys.executable, "-m", "moorings", "demo", "--no-browser"]
        out, err = self.folder / "out", self.folder / "err"
        with out.open("wb") as told, err.open("wb") as complained:
            self._process = subprocess.Popen(
                [*command, "--port", "0"],
                stdout=told,
                stderr=complained,
                env={**os.environ, "TMPDIR": str(folders)},
            )
        return self

    @property
    def left(self) -> list[Path]:
        return list((self.folder / "folders").iterdir())


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path, PASSPHRASE)
    demo.start()
    yield demo
    demo.kill()


def test_one_looks_around_in_it_locks_it_and_leaves_nothing(
    demo: Demo, size: str, people: Callable[..., Person]
) -> None:
    person = people(demo, size)
    mark = person.page.get_by_text(MARK, exact=True)
    person.page.goto(demo.link)
    assert person.path == "/"
    expect(person.page.locator("form.lock")).to_have_count(1)
    for path in ("/", "/write", "/write/calendar", "/people", "/settings", "/now"):
        assert person.goes_to(path).status == 200
        expect(mark).to_be_in_viewport(ratio=1)
        assert not person.is_wider_than(390 if size == "phone" else 1280)
    person.goes_to("/people")
    person.main.locator("summary", has_text="Everybody else").click()
    for name in ("Jonah", "Fergus", "سلمى"):
        expect(person.main.get_by_text(name, exact=True)).to_be_visible()
    person.writes("Only to see how it feels.")
    person.goes_to("/")
    person.page.locator("form.lock button").click()
    expect(person.page.locator("#passphrase")).to_be_visible()
    expect(mark).to_be_in_viewport(ratio=1)
    person.unlocks()
    expect(person.page.locator("form.lock")).to_have_count(1)
    assert person.objections() == []
    assert demo.left
    demo.stop()
    assert demo.left == []
    assert demo.complained == ""
