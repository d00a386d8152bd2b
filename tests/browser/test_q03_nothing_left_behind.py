"""Q03: after a busy evening no private word lies anywhere outside the seal."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.afterwards import help_is_kept
from tests.checklist.hidden import hidden_in

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

TEXT, SOUGHT, NAMED = "Quittenmarmelade", "Zwielichtfalter", "Mondscheinsam"
UNSENT, DRAFT, DOOR = "Nachtkerzenbrief", "Halbfertigkeit", "Hintertuerchen"
CANARIES = (TEXT, SOUGHT, NAMED, UNSENT, DRAFT, DOOR)


def told(content: bytes) -> set[str]:
    """Give the private words that stand in some bytes, in any usual writing."""
    return hidden_in(content, CANARIES)


def has_a_busy_evening(person: "Person") -> None:
    """Write, search, name people, leave a draft: use every word there is."""
    person.writes(f"{TEXT} and something", new_person=NAMED)
    assert person.searches(words=SOUGHT) == []
    assert len(person.searches(words="something")) == 1
    person.main.locator("a.whole").click()
    person.follows("Edit")
    person.presses("Save")
    person.goes_to("/write/unsent")
    person.fills("to", NAMED)
    person.fills("text", UNSENT)
    person.presses("Keep it")
    person.goes_to("/people")
    person.follows(NAMED)
    person.goes_to("/settings")
    person.fills("door", DOOR)
    person.page.locator("form[action='/settings/door'] button").click()
    person.goes_to("/write")
    person.fills("text", DRAFT)
    expect(person.page.locator("[data-draft-status]")).to_have_text("Kept as a draft")


#: What the service worker keeps: the cache, the path, and the page itself.
KEPT_PAGES = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const page = await (await cache.match(request)).text();
      kept.push([name, new URL(request.url).pathname, page]);
    }
  }
  return kept;
}"""


def require_nothing_private_in_its_stores(person: "Person") -> None:
    storage = "JSON.stringify([localStorage, sessionStorage, document.cookie])"
    assert told(person.page.evaluate(storage).encode()) == set()
    assert set(person.page.evaluate("Object.keys(localStorage)")) <= {"pin", "came"}
    bases = "indexedDB.databases().then(all => all.map(each => each.name))"
    assert set(person.page.evaluate(bases)) <= {"moorings"}
    help_is_kept(person.page)
    kept = person.page.evaluate(KEPT_PAGES)
    assert kept
    assert all(name.startswith("shell-") for name, _, _ in kept)
    assert told(json.dumps(kept).encode()) == set()


@pytest.mark.feature("N19")
def test_q03_no_private_word_lies_on_disk_in_the_log_or_in_the_browsers_profile(
    app: "App",
    launched: Callable[[Path], BrowserContext],
    watched: Callable[[BrowserContext, "App"], "Person"],
    bytes_under: Callable[[Path], dict[Path, bytes]],
    tmp_path: Path,
) -> None:
    profile = tmp_path / "profile"
    context = launched(profile)
    person = watched(context, app)
    person.comes_in()
    has_a_busy_evening(person)
    app.restart()
    person.fills("text", f"{DRAFT}, more of it")
    expect(person.page.locator("[data-draft-status]")).to_contain_text("sealed")
    person.comes_in("/write")
    assert TEXT in person.reads
    person.goes_to("/nowhere")
    require_nothing_private_in_its_stores(person)
    while_open = bytes_under(app.data)
    person.goes_to("/write")
    for _ in range(3):
        person.page.keyboard.press("Shift")
    expect(person.page.locator("h1")).to_have_text("Kitchen measures")
    context.close()
    app.stop()
    assert person.faults == []
    assert told(app.said.encode()) == set()
    for files in (while_open, bytes_under(app.data), bytes_under(profile)):
        left = {path: told(content) for path, content in files.items()}
        assert {path: words for path, words in left.items() if words} == {}
    history = b"".join(
        content
        for path, content in bytes_under(profile).items()
        if "History" in str(path)
    )
    assert b"localhost" in history, "the browser kept no history to look at"
    assert b"Notebook" in history
