"""Every page in a real browser, once: what the checklist asks of each of them.

Q01: nothing is asked of anybody else. Q02: nothing is refused by the policy, as nothing
comes from elsewhere. Q05: addresses and titles tell nothing. Q08: Leave is second for
the keyboard, and Shift three times blanks the page and leads away.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.afterwards import notebook_of
from tests.browser.starting import Warm
from tests.browser.test_leaving import BLINK, NEUTRAL, STOPWATCH
from tests.browser.walking import PATHS, UNSEEN
from tests.questionnaires import measured
from tests.rooms import furnished
from tests.web.addresses import filled

if TYPE_CHECKING:
    from tests.browser.conftest import App

pytestmark = pytest.mark.browser

TRIES = 5
ADDRESS = re.compile(r"/[a-z0-9/_-]*")
#: Asked for although no link leads there: what does not exist, and odd addresses.
ERRORS = (
    "/no/such/page",
    "/write/day/2026-02-30",
    "/people/" + "0" * 32,
    "/static/x/y",
)
LOCKED = ("/", "/write", "/recover", "/now", "/crisis", "/settings", "/no/such/page")
#: Notes what the policy refuses, from the very beginning of a page.
REPORTS = """
globalThis.reports = [];
addEventListener("securitypolicyviolation", (event) => {
  globalThis.reports.push(`${event.violatedDirective} ${event.blockedURI}`);
}, true);
"""
#: What is on a page: where from, and what runs in place.
LOOK = """() => {
  const from = (each) => each.src || each.href;
  const parts = "link[href], :is(script, img, source, audio, video)[src]";
  return {
    title: document.title,
    reports,
    parts: [...document.querySelectorAll(parts)].map(from),
    inline: document.querySelectorAll("script:not([src]), style").length,
    leave: document.querySelectorAll("form.leave button").length,
  };
}"""
#: What somebody would try who could put marks into a page.
INTRUDE = """() => {
  const made = ["script", "script", "iframe", "p"];
  const [inline, linked, frame, words] = made.map((n) => document.createElement(n));
  const tries = [
    () => { inline.textContent = "globalThis.ran = true"; },
    () => linked.setAttribute("src", "data:text/javascript,globalThis.ran=true"),
    () => frame.setAttribute("src", "https://evil.test/"),
    () => words.setAttribute("style", "position: fixed"),
    () => words.setAttribute("onclick", "globalThis.ran = true"),
    () => document.body.append(inline, linked, frame, words),
    () => { words.innerHTML = "<img src=x onerror='globalThis.ran = true'>"; },
    () => words.click(),
    () => setTimeout("globalThis.ran = true"),
  ];
  for (const each of tries) try { each(); } catch { globalThis.stopped ??= each; }
  return [globalThis.ran ?? false, getComputedStyle(words).position];
}"""
FIRST = """() => {
  const skip = document.querySelector("a.skip");
  if (document.activeElement.matches("main *")) skip.focus();
}"""
AT_LEAVE = "document.activeElement?.closest('form.leave') !== null"


@dataclass
class Seen:
    """What was seen of one page."""

    path: str
    status: int
    title: str
    reports: list[str]
    parts: list[str]
    inline: int
    second: bool
    blank: float = 0.0


@dataclass
class Walk:
    """A walk through all pages, and everything that was asked for on the way."""

    base: str
    page: Page
    seen: list[Seen] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def hear(self, request: Request) -> None:
        self.asked.append(request.url)
        self.told.add(request.headers.get("referer", self.base))

    def look_at(self, path: str) -> None:
        """Look at a page, go to its second place by the keyboard, and leave it."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        found: dict[str, Any] = self.page.evaluate(LOOK)
        assert found.pop("leave") == 1, path
        self.page.keyboard.press("Tab")
        # Where a page begins in a field, one goes up to its first place.
        self.page.evaluate(FIRST)
        self.page.keyboard.press("Tab")
        second = bool(self.page.evaluate(AT_LEAVE))
        seen = Seen(path, answer.status, **found, second=second, blank=self.leaves())
        for _ in range(TRIES):
            if seen.blank < BLINK:
                break
            # Where the machine is busy with something else, another try is luckier.
            self.page.goto(self.base + path)
            seen.blank = self.leaves()
        self.seen.append(seen)

    def leaves(self) -> float:
        """Press Shift three times; say after how many milliseconds all was blank."""
        for _ in range(3):
            self.page.keyboard.press("Shift")
        self.page.wait_for_url(f"{self.base}/away")
        expect(self.page).to_have_title(NEUTRAL)
        return float(self.page.evaluate("sessionStorage.getItem('blank')"))


@pytest.fixture(scope="module")
def app(
    busy: "App", warm: Warm | None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator["App"]:
    """Give a program whose notebook is heavy, and has something in each room."""
    app = type(busy)(tmp_path_factory.mktemp("walk"), busy.passphrase, _warm=warm)
    shutil.copytree(busy.data, app.data)
    yield app
    app.kill()


@pytest.fixture(scope="module")
def walk(app: "App", browser: Browser) -> Iterator[Walk]:
    """Walk through every page, open and locked, and leave each of them."""
    with notebook_of(app) as opened:
        kept = furnished(opened) | measured(opened)
        entry = max(opened.journey.pages(), key=lambda page: len(str(page.newest)))
        kept |= {"/": entry.newest.id}
    app.start()
    context = browser.new_context(service_workers="block", reduced_motion="reduce")
    walk = Walk(app.base, context.new_page())
    context.on("request", walk.hear)
    context.add_init_script(REPORTS + STOPWATCH)
    for path in LOCKED:
        walk.look_at(path)
    unlocks(walk.page, app)
    # What locks is looked at elsewhere; here it would end the walk at the first page.
    context.route("**/leave", lambda route: route.fulfill(status=204))
    paths = [filled(r.path, kept) for r in PATHS if r.path not in UNSEEN]
    for path in (*paths, *ERRORS):
        if path != "/away":
            walk.look_at(path)
    yield walk
    close(context)


def unlocks(page: Page, app: "App") -> None:
    page.goto(f"{app.base}/")
    page.locator("#passphrase").fill(app.passphrase)
    with page.expect_navigation():
        page.get_by_role("button", name="Unlock", exact=True).click()


def close(context: BrowserContext) -> None:
    context.unroute_all()
    context.close()


def test_q01_every_page_asks_this_program_alone(walk: Walk) -> None:
    assert len(walk.asked) > 1000
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(each)) for each in walk.asked}
    assert {each for each in origins if not each.startswith("data:")} == {walk.base}


def test_q02_no_page_holds_anything_that_the_policy_refuses(walk: Walk) -> None:
    assert len(walk.seen) > 200
    assert {each.path: each.reports for each in walk.seen if each.reports} == {}
    assert {each.path for each in walk.seen if each.inline} == set()
    parts = {part for each in walk.seen for part in each.parts}
    assert parts
    ours = (walk.base, "data:image/", "blob:")
    assert {part for part in parts if not part.startswith(ours)} == set()


def test_q02_what_is_put_into_a_page_by_others_does_not_run(walk: Walk) -> None:
    walk.page.goto(f"{walk.base}/write")
    ran = walk.page.evaluate(INTRUDE)
    assert ran == [False, "static"]
    # Each of these is refused by a rule of its own, and the browser says so.
    for rule in ("style-src-attr", "frame-src", "require-trusted-types-for"):
        told = "rule => reports.some((each) => each.startsWith(rule))"
        walk.page.wait_for_function(told, arg=rule)


def test_q05_no_address_in_the_browser_and_no_title_tells_anything(walk: Walk) -> None:
    for each in walk.seen:
        assert ADDRESS.fullmatch(each.path), each.path
    assert {each.title for each in walk.seen} == {"Notebook"}
    told = {f"{urlsplit(each).scheme}://{urlsplit(each).netloc}" for each in walk.told}
    assert told == {walk.base}


def test_q08_leave_is_second_for_the_keyboard_on_every_page(walk: Walk) -> None:
    assert [each.path for each in walk.seen if not each.second] == []
    assert {each.status for each in walk.seen} >= {200, 401, 404}


def test_q08_shift_three_times_blanks_every_page_within_a_tenth_of_a_second(
    walk: Walk,
) -> None:
    slow = {each.path: each.blank for each in walk.seen if not 0 < each.blank < BLINK}
    assert slow == {}
