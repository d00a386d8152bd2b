"""What stands in a notebook, and what a browser holds, when a test looks at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from moorings.companion.boxing import INBOX
from moorings.companion.clock import Clock, SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.journey.journey import Journey
from moorings.vault.derivation import cheapest_stretching

if TYPE_CHECKING:
    from tests.browser.conftest import App

#: Asks again and again, in the page, until something holds; not for ever.
_WAIT = """async () => {
  for (const late = Date.now() + 10000; !(await (%s)()); ) {
    if (Date.now() > late) throw new Error("waited in vain");
    await new Promise((done) => setTimeout(done, 20));
  }
}"""
#: The worker watches over the next page, and has everything there.
_KEPT = """async () => {
  const worker = (await navigator.serviceWorker.getRegistration())?.active;
  if (worker?.state !== "activated") return false;
  for (const name of await caches.keys()) {
    if (await (await caches.open(name)).match("/whole")) return true;
  }
  return false;
}"""
#: Everything that the scripts of a page could ever read back.
_HELD = """async () => {
  const found = { pages: {}, rows: [], cookie: document.cookie };
  found.local = { ...localStorage };
  found.session = { ...sessionStorage };
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) {
      const answer = await cache.match(asked);
      found.pages[new URL(asked.url).pathname] = await answer.text();
    }
  }
  const done = (asked) => new Promise((yes, no) => {
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = () => no(asked.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      found.rows.push(...(await done(rows.getAll())));
    }
    database.close();
  }
  return found;
}"""


class Held:
    """Everything a browser holds for one program, readable by its scripts."""

    def __init__(self, page: Page) -> None:
        found = page.evaluate(_HELD)
        self.pages: dict[str, str] = found["pages"]
        self.waiting: list[dict[str, str]] = found["rows"]
        self.pin: str = found["local"].get("pin", "")
        self.all = str(found)


def becomes_true(page: Page, what: str) -> None:
    """Wait until an async function of the page gives something that is true."""
    page.evaluate(_WAIT % what)


def help_is_kept(page: Page) -> None:
    """Wait until the browser has everything that Help now needs."""
    becomes_true(page, _KEPT)


def queue_is_empty(page: Page) -> None:
    """Wait until nothing waits in the browser any more."""
    becomes_true(page, f"async () => !(await ({_HELD})()).rows.length")


def is_locked(page: Page) -> None:
    """Wait until the program has heard that this browser left: that goes on its own."""
    becomes_true(page, 'async () => (await fetch("/state")).status === 401')


def finds(page: Page, words: str) -> None:
    """Look at a page until words stand there that were sent while leaving another."""
    for _ in range(50):
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(200)
        page.reload()
    raise AssertionError(page.locator("main").inner_text())


def journey_of(app: "App") -> Journey:
    """Read the notebook of a program as it lies on the disk, running or not."""
    harbour = Harbour(app.data, SystemClock(), stretching=cheapest_stretching)
    [vault] = harbour.vaults()
    with harbour.looking(vault, app.passphrase) as opened:
        assert opened.condition.sound
        return opened.journey


@contextmanager
def notebook_of(app: "App", clock: Clock | None = None) -> Iterator[Opened]:
    """Open the notebook of a program that does not run yet, to write into it."""
    harbour = Harbour(app.data, clock or SystemClock(), stretching=cheapest_stretching)
    [vault] = harbour.vaults()
    try:
        yield harbour.find(harbour.unlock(vault, app.passphrase))
    finally:
        harbour.lock_all()


def left_in_the_box(app: "App") -> int:
    """Count what the program still has to take in."""
    harbour = Harbour(app.data, SystemClock(), stretching=cheapest_stretching)
    [vault] = harbour.vaults()
    with harbour.reach(vault) as log:
        return len(log.shelf(bytes.fromhex(vault), INBOX))
