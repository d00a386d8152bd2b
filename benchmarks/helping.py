"""How soon help is there: painted, and breathing without the program."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from benchmarks.ground import Ground
from benchmarks.result import Result, beside
from benchmarks.running import BARE, Server, moorings, serving

COLD_STARTS = 7
PAINTS = 15
GOAL_MOVING_MS = 500.0
GOAL_PAINT = 1.5
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
#: Milliseconds from the wish to go there until the ring has moved by a hair.
MOVING = """() => new Promise((done) => {
  const ring = document.querySelector(".ring");
  const size = () => ring.getBoundingClientRect().width;
  const first = size();
  const look = () => Math.abs(size() - first) > .2
    ? done(performance.now()) : requestAnimationFrame(look);
  look();
})"""
KEPT = """async () => {
  const { active } = await navigator.serviceWorker.ready;
  return active.state === "activated" && Boolean(await caches.match("/whole"));
}"""
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) =>
  done(list.getEntriesByName("first-paint")[0].startTime / 1000)
).observe({type: "paint", buffered: true}))"""


def measure(ground: Ground) -> list[Result]:
    """Go there in a browser, as a person does."""
    with sync_playwright() as playwright:
        return [_moving(playwright, ground), *_painted(playwright, ground)]


def _moving(playwright: Playwright, ground: Ground) -> Result:
    """Visit once; stop the program; start the browser anew, and breathe."""
    with TemporaryDirectory(prefix="moorings-benchmarks-") as profile:
        with serving(moorings(ground.data)) as server:
            port = server.port
            with _browser(playwright, profile) as context:
                page = context.pages[0]
                page.goto(f"http://localhost:{port}/now")
                page.wait_for_function(KEPT)
        taken = []
        for _ in range(COLD_STARTS):
            with _browser(playwright, profile) as context:
                page = context.pages[0]
                page.goto(f"http://localhost:{port}/now/long-exhale")
                taken.append(float(page.evaluate(MOVING)))
    return Result(
        "stopped, cold browser: pacer moving",
        median(taken),
        "ms",
        GOAL_MOVING_MS,
        len(taken),
        note=f"from {min(taken):.0f} to {max(taken):.0f} ms",
    )


def _painted(playwright: Playwright, ground: Ground) -> Iterator[Result]:
    """Paint the help page and a bare one by turns: after a tap, in a new browser."""
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=ARGUMENTS
    )
    with serving(moorings(ground.data)) as server, serving(BARE) as bare:
        pages = {_page(bare, "/styled"): _page(bare, "/")}
        pages[_page(server, "/now")] = _page(server, "/recover")
        for told, tapped in (("after a tap", True), ("in a new browser", False)):
            taken: dict[str, list[float]] = {page: [] for page in pages}
            for _ in range(PAINTS + 1):
                for page, before in pages.items():
                    context = browser.new_context(service_workers="block")
                    tab = context.new_page()
                    if tapped:
                        tab.goto(before)
                    taken[page].append(_first_paint(tab, page))
                    context.close()
            floor, ours = (each[1:] for each in taken.values())  # the first warms up
            yield beside(f"Help now, first paint {told}", GOAL_PAINT, ours, floor)
    browser.close()


def _first_paint(page: Page, place: str) -> float:
    page.goto(place)
    return float(page.evaluate(PAINTED))


def _page(server: Server, path: str) -> str:
    return f"http://localhost:{server.port}{path}"


def _browser(playwright: Playwright, profile: str) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        Path(profile), executable_path=shutil.which("chromium"), args=ARGUMENTS
    )
