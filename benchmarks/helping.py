"""How soon help is there: painted, and breathing without the program."""

import shutil
from pathlib import Path
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
        return [_moving(playwright, ground), _painted(playwright, ground)]


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
        max(taken),
        "ms",
        GOAL_MOVING_MS,
        len(taken),
        note=f"the slowest of {len(taken)}; the quickest took {min(taken):.0f} ms",
    )


def _painted(playwright: Playwright, ground: Ground) -> Result:
    """Paint the help page and a bare one by turns, in a browser that knows neither."""
    ours, floor = list[float](), list[float]()
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=ARGUMENTS
    )
    with serving(moorings(ground.data)) as server, serving(BARE) as bare:
        places = {_page(bare, "/styled"): floor, _page(server, "/now"): ours}
        for turn in range(PAINTS + 1):
            for place, taken in places.items():
                context = browser.new_context(service_workers="block")
                seconds = _first_paint(context.new_page(), place)
                context.close()
                if turn:  # the first pair warms the servers up
                    taken.append(seconds)
    browser.close()
    return beside("Help now, first paint", GOAL_PAINT, ours, floor)


def _first_paint(page: Page, place: str) -> float:
    page.goto(place)
    return float(page.evaluate(PAINTED))


def _page(server: Server, path: str) -> str:
    return f"http://localhost:{server.port}{path}"


def _browser(playwright: Playwright, profile: str) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        Path(profile), executable_path=shutil.which("chromium"), args=ARGUMENTS
    )
