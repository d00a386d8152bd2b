import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from datetime import time as clock
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Request,
    Response,
    WebError,
    expect,
    sync_playwright,
)

import moorings
from moorings.companion.arriving import arrive
from moorings.companion.clock import SystemClock
from moorings.companion.drafting import save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import note_step, rate
from moorings.companion.taking_back import take_back
from moorings.companion.wording import add_word
from moorings.companion.writing import Written, edit_page, write_entry, write_unsent
from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.journey.records import (
    Forecast,
    HeldText,
    Naming,
    PauseAnswer,
    When,
)
from moorings.journey.records import Response as Chosen
from moorings.vault.derivation import cheapest_stretching
from tests.browser.colourings import CONTRAST, objections, pale_texts
from tests.browser.starting import Process, Warm

HERE = Path(__file__).parent
PATIENCE = 30.0
MILLISECONDS = 10_000
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHRASE = "harbour lantern quiet pebble willow thread"
#: Chromium says this of every answer that is 4xx, of a connection that broke, of a day
#: that never was in the field of a draft, and where no worker may help.
NO_FAULT = re.compile(
    r"Failed to load resource: (the server responded with a status of|"
    r"net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE))|"
    r"The specified value \"2023-02-30\" does not conform|"
    r"Service Worker registration blocked by Playwright"
)
#: It says this as well where a test ended the program while a worker was asking it.
NO_FAULT_ONCE_ENDED = re.compile(
    r"Failed to load resource: net::ERR_FAILED|"
    r"An unknown error occurred when fetching the script"
)
#: uvicorn says this where a browser still held a connection when it was told to stop.
STOPPED_WAITING = "Cancel 0 running task(s), timeout graceful shutdown exceeded\n"

expect.set_options(timeout=MILLISECONDS)


# --- the program -------------------------------------------------------------------


@dataclass
class App:
    """Moorings in a process of its own, started as a person starts it."""

    folder: Path
    passphrase: str = ""
    code: str = ""
    port: int = 0
    was_ended: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    _link: str = ""
    _said_before: int = 0
    _process: Process | None = None
    _warm: Warm | None = None

    @property
    def link(self) -> str:
        """The link it prints; the first to ask waits until it is there."""
        if not self._link:
            self._link = self._printed_link()
            self.port = int(self._link.split("/")[2].rpartition(":")[2])
        return self._link

    @property
    def base(self) -> str:
        return self.link.rpartition("/open/")[0]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def said(self) -> str:
        """Everything the program said, on both of its outputs."""
        return (self.folder / "out").read_text("utf-8") + self.complained

    @property
    def complained(self) -> str:
        text = (self.folder / "err").read_text("utf-8")
        return text.replace(STOPPED_WAITING, "")

    def start(self, *, altered: bool = False) -> "App":
        """Start it; `altered` lets `pass_time` work. It gets ready by itself."""
        script = str(HERE / "altered.py")
        command = ["--no-browser", "--port", str(self.port)]
        command += ["--data", str(self.data), *self.arguments]
        ahead = {"ALTERED_AHEAD": str(self.folder / "ahead")}
        environment = {**os.environ, **ahead, **self.environment}
        out, err = self.folder / "out", self.folder / "err"
        with out.open("ab") as told, err.open("ab") as complained:
            self._link, self._said_before = "", told.tell()
            if self._warm:
                command = [script if altered else "moorings", *command]
                self._process = self._warm.start(command, environment, out, err)
            else:
                entry = [script] if altered else ["-m", "moorings"]
                self._process = subprocess.Popen(
                    [sys.executable, *entry, *command],
                    stdout=told,
                    stderr=complained,
                    env=environment,
                )
        return self

    def stop(self) -> int:
        """End it as Ctrl-C or a system that shuts down would."""
        return self._end(lambda process: process.terminate())

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(lambda process: process.kill())

    def restart(self) -> "App":
        """Stop it, and start it again at the same address."""
        assert self.base
        self.stop()
        self.start()
        assert self.base
        return self

    def pass_time(self, seconds: float) -> None:
        """Move the clock of a program that was started `altered`."""
        assert self.base
        ahead = self.folder / "ahead"
        before = float(ahead.read_text()) if ahead.exists() else 0.0
        unfinished = self.folder / "ahead.new"
        unfinished.write_text(str(before + seconds))
        unfinished.replace(ahead)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command of `moorings` on the same data folder."""
        secret = self.folder / "secret"
        secret.write_text(self.passphrase, "utf-8")
        return subprocess.run(
            [sys.executable, "-m", "moorings", *arguments, "--data", str(self.data)],
            env={**os.environ, "MOORINGS_PASSPHRASE_FILE": str(secret)},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def _printed_link(self) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            running = self._process is not None and self._process.poll() is None
            printed = (self.folder / "out").read_bytes()[self._said_before :].decode()
            if found := re.search(r"(http://localhost:\d+/open/\S+)\n", printed):
                return found[1]
            if not running:
                break
            time.sleep(0.01)
        raise AssertionError(self.said)

    def _end(self, how: Callable[[Process], None]) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        self.was_ended = True
        how(process)
        return process.wait(PATIENCE)


# --- the person --------------------------------------------------------------------


@dataclass
class Person:
    """Somebody before a screen: looks, presses, types. Notes what should not be."""

    app: App
    page: Page
    faults: list[str]
    host: str = "localhost"

    def ears(self) -> dict[str, Callable[[Any], None]]:
        """Give what listens to the browser."""
        return {"console": self._hear, "weberror": self._fear, "request": self._follow}

    def goes_away(self) -> None:
        """Close every tab, and leave nothing on the device."""
        context = self.page.context
        for event, take in self.ears().items():
            context.remove_listener(event, take)
        for page in context.pages:
            page.close()
        context.clear_cookies()

    def goes_to(self, path: str) -> Response:
        answer = self.page.goto(self.app.base + path)
        assert answer is not None
        return answer

    def presses(self, name: str) -> None:
        """Press a button of the page that bears this name, and see what it leads to."""
        with self.page.expect_navigation():
            self.button(name).click()

    def follows(self, name: str) -> None:
        """Follow a link of the page that bears this name."""
        with self.page.expect_navigation():
            self.main.get_by_role("link", name=name, exact=True).first.click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True).first

    def fills(self, name: str, value: str) -> None:
        self.page.locator(f"#{name}").fill(value)

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def reads(self) -> str:
        """Everything that stands on the page, without its corners."""
        return self.main.inner_text()

    @property
    def headline(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def unlocks(self, passphrase: str | None = None) -> None:
        """Unlock where the page stands."""
        self.fills("passphrase", passphrase or self.app.passphrase)
        self.presses("Unlock")

    def comes_in(self, path: str = "/") -> "Person":
        """Go to a page of a locked notebook, and unlock it there."""
        assert self.goes_to(path).status == 401
        self.unlocks()
        expect(self.page.locator("form.lock")).to_have_count(1)
        return self

    def writes(self, text: str, **more: str) -> None:
        """Write a page, with its day, its time and people where they are given."""
        self.goes_to("/write")
        self.fills("text", text)
        if more:
            self.unfolds()
        for name, value in more.items():
            self.fills(name, value)
        self.presses("Save")
        expect(self.page.get_by_role("status").first).to_contain_text("Saved.")

    def opens_entry(self, words: str) -> None:
        """Open the page that begins with these words, from the list of Write."""
        self.goes_to("/write")
        with self.page.expect_navigation():
            self.main.get_by_role("link").filter(has_text=words).first.click()

    def _hear(self, message: ConsoleMessage) -> None:
        told = message.type in {"error", "warning"}
        ended = self.app.was_ended and NO_FAULT_ONCE_ENDED.match(message.text)
        if told and not ended and not NO_FAULT.match(message.text):
            place = message.location.get("url", "")
            self.faults.append(f"{message.type}: {message.text} {place}")

    def _fear(self, error: WebError) -> None:
        self.faults.append(str(error.error))

    def _follow(self, asked: Request) -> None:
        if urlsplit(asked.url).hostname != self.host:
            self.faults.append(f"asked elsewhere: {asked.url}")

    def unfolds(self) -> None:
        """Unfold the first part of the page that is folded away."""
        self.main.locator("summary").first.click()
        unfolded = self.main.locator("details").first
        expect(unfolded).to_have_attribute("open", "")

    def is_wider_than(self, width: int) -> bool:
        """Say whether the page would have to be pushed sideways at this width."""
        self.page.set_viewport_size({"width": width, "height": 844})
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > innerWidth"
                " || document.body.scrollWidth > innerWidth"
            )
        )

    def objections(self, *, only: str = "") -> list[str]:
        """Give what axe objects to on this page, or only what is too pale."""
        assert only in {"", CONTRAST}
        return pale_texts(self.page) if only else objections(self.page)

    def searches(self, **fields: str) -> list[str]:
        """Search, and give the lines that were found."""
        self.goes_to("/write/search")
        if fields.keys() - {"words"}:
            self.unfolds()
        for name, value in fields.items():
            if name in {"person", "kind", "feeling"}:
                self.page.locator(f"#{name}").select_option(label=value)
            else:
                self.fills(name, value)
        with self.page.expect_navigation():
            self.main.get_by_role("button", name="Search", exact=True).click()
        return self.main.locator("a.whole").all_inner_texts()

    def brings(self, *found: Path | dict[str, Any], skipping: bool = False) -> None:
        """Bring the files of another diary along."""
        self.goes_to("/settings/arrive")
        given: Any = list(found)
        self.page.locator("#files").set_input_files(given)
        if skipping:
            self.page.locator("input[name=skip]").check()
        self.presses("Bring it in")


# --- what tests ask for ------------------------------------------------------------


def _chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        if "CI" in os.environ:
            pytest.fail("no Chromium here, and CI has to have one")
        pytest.skip("no Chromium here")
    return found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright for the tests of one file: beyond it no event loop is left running."""
    _chromium()
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    # The same engine without a window needs half the time; it keeps no profile.
    engine = shutil.which("chromium-headless-shell") or _chromium()
    browser = playwright.chromium.launch(executable_path=engine, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def launched(playwright: Playwright) -> Callable[..., BrowserContext]:
    """Launch a browser with a profile of its own, kept on disk as a person's is."""

    def launch(profile: Path, *more: str) -> BrowserContext:
        return playwright.chromium.launch_persistent_context(
            profile,
            executable_path=_chromium(),
            args=[*ARGUMENTS, *more],
            ignore_default_args=["--disable-back-forward-cache"],
        )

    return launch


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    """A phone and a desk."""
    return str(request.param)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> App:
    """A notebook that opens quickly, made once; tests take copies of it."""
    app = App(tmp_path_factory.mktemp("template"), PHRASE)
    harbour = Harbour(app.data, SystemClock(), stretching=cheapest_stretching)
    made = harbour.make(PHRASE)
    harbour.lock(made.opened)
    app.code = made.code
    return app


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> App:
    """A notebook with far too much in it: years, people, a picture, every state."""
    app = App(tmp_path_factory.mktemp("busy"), PHRASE)
    harbour = Harbour(app.data, SystemClock(), stretching=cheapest_stretching)
    made = harbour.make(PHRASE)
    fill(made.opened)
    harbour.lock(made.opened)
    app.code = made.code
    return app


def fill(opened: Opened) -> None:
    """Write ten years of a diary, and whatever a page can be."""
    people = ("سارة", *(f"Person {number}" for number in range(40)))
    first = date(2014, 1, 1)
    for number in range(120):
        day = first + timedelta(days=30 * number)
        text = f"Page {number}. " + "What the evening was like. " * (number % 7)
        named = (people[number % len(people)],)
        write_entry(opened, new_id(), Written(text, When(day, clock(21, 30)), named))
    long, edited, gone = new_id(), new_id(), new_id()
    words = "Four thousand words of one night. " * 650
    write_entry(opened, long, Written(words + "x" * 200, When(date(2025, 1, 1))))
    write_entry(opened, edited, Written("As it was.", When(date(2025, 1, 2)), people))
    for words in ("As one tab has it.", "As the other tab has it."):
        written = Written(words, When(date(2025, 1, 2)), people)
        edit_page(opened, new_id(), edited, written)
    write_entry(opened, gone, Written("Said too soon.", When(date(2025, 1, 3))))
    take_back(opened, gone)
    write_unsent(
        opened, new_id(), Written("Never sent.", When(date(2025, 1, 4)), to="Father")
    )
    save_draft(opened, new_id(), "entry", {"text": "Half a page", "date": "2025-01-05"})
    icon = Path(moorings.__file__).parent / "web" / "static" / "icon-192.png"
    picture = FoundPicture("icon.png", "image/png", icon.read_bytes())
    when = When(date(2025, 1, 6))
    found = FoundEntry("dayone", "1", when, "With a picture.", pictures=(picture,))
    arrive(opened, Arrival((found,)))
    raise_a_wave(opened)


def raise_a_wave(opened: Opened) -> None:
    """Have a hard moment with everything that can be noted of one."""
    activation, at = new_id(), When(date(2025, 1, 7), clock(23, 40))
    own = add_word(opened, "feeling", "فراغ, or hollow")
    rate(opened, new_id(), activation, 8, at, "belly-breath")
    soon = opened.now() + timedelta(hours=1)
    said: dict[type[Any], dict[str, Any]] = {
        PauseAnswer: {"answer": "both"},
        Naming: {"feelings": ("hurt", own), "trigger": "no-answer"},
        Forecast: {"text": "Nobody calls.", "likelihood": 80},
        Chosen: {"chosen": "wait", "followed": "It rained."},
        HeldText: {"text": "Where are you? You never say.", "until": soon},
    }
    for kind, told in said.items():
        note_step(opened, kind, new_id(), activation, at, **told)


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm | None]:
    """What starts the program at once; elsewhere somebody may be at work on it."""
    with ExitStack() as ending:
        in_ci = "CI" in os.environ
        yield ending.enter_context(closing(Warm())) if in_ci else None


@pytest.fixture
def apps(tmp_path: Path, warm: Warm | None) -> Iterator[Callable[..., App]]:
    """Give programs that are started by the test, and surely ended after it."""
    with ExitStack() as ending:

        def give(folder: str = "app", like: App | None = None) -> App:
            app = App(tmp_path / folder, _warm=warm)
            app.folder.mkdir()
            if like is not None:
                shutil.copytree(like.data, app.data)
                app.passphrase, app.code = like.passphrase, like.code
            ending.callback(app.kill)
            return app

        yield give


@pytest.fixture
def empty(apps: Callable[..., App]) -> App:
    """A program that has no notebook yet, running."""
    return apps("empty").start()


@pytest.fixture
def app(apps: Callable[..., App], template: App) -> Iterator[App]:
    """A program with a locked, empty notebook, running. It never complains."""
    app = apps("app", template).start()
    yield app
    app.stop()
    assert app.complained == ""


@pytest.fixture
def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def watched() -> Callable[[BrowserContext, App], Person]:
    return watch


def watch(context: BrowserContext, app: App) -> Person:
    """Give a person with one tab; whatever their browser objects to is noted."""
    person = Person(app, context.new_page(), [])
    context.set_default_timeout(MILLISECONDS)
    for event, take in person.ears().items():
        context.on(event, take)  # type: ignore[call-overload]
    return person


@pytest.fixture(scope="module")
def unpacked(browser: Browser) -> Callable[..., BrowserContext]:
    """Give new devices; a worker keeps help on them where a test is about that.

    It takes help along as soon as a page is open, a second of work for each program.
    """

    def unpack(*, script: bool = True, worker: bool = False) -> BrowserContext:
        return browser.new_context(
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            java_script_enabled=script,
            service_workers="allow" if worker else "block",
        )

    return unpack


@pytest.fixture(scope="module")
def device(
    unpacked: Callable[..., BrowserContext],
) -> Iterator[Callable[[bool], BrowserContext]]:
    """A phone or desk that goes from hand to hand, as a new one takes a second.

    There is one with a worker and one without. Each program has a port, and so an
    origin, of its own; cookies go after each test.
    """
    with ExitStack() as ending:

        @cache
        def pass_on(worker: bool) -> BrowserContext:  # noqa: FBT001 - one of two
            return ending.enter_context(closing(unpacked(worker=worker)))

        yield pass_on


@pytest.fixture
def people(
    request: pytest.FixtureRequest,
    unpacked: Callable[..., BrowserContext],
    device: Callable[[bool], BrowserContext],
) -> Iterator[Callable[..., Person]]:
    """Give people, each with a browser of their own.

    In the end nothing was asked of another host, and no browser objected to anything.
    """
    came: list[Person] = []
    lent: list[Person] = []
    worker = request.node.get_closest_marker("worker") is not None
    with ExitStack() as ending:

        def give(
            app: App, size: str = "phone", *, script: bool = True, apart: bool = False
        ) -> Person:
            shared = not (came or apart) and script
            if shared:
                context = device(worker)
            else:
                context = unpacked(script=script, worker=worker)
                ending.callback(context.close)
            person = watch(context, app)
            came.append(person)
            lent.extend([person] if shared else [])
            width, height = SIZES[size]
            person.page.set_viewport_size({"width": width, "height": height})
            return person

        yield give
        for person in lent:
            person.goes_away()
    assert [fault for person in came for fault in person.faults] == []


@pytest.fixture
def person(app: App, people: Callable[..., Person]) -> Person:
    """Somebody on a phone, before a locked notebook."""
    return people(app)


@pytest.fixture
def sits_down(app: App, size: str, people: Callable[..., Person]) -> Person:
    """Somebody on a phone or at a desk, in their open notebook."""
    return people(app, size).comes_in()


@pytest.fixture
def writer(app: App, people: Callable[..., Person]) -> Person:
    """Somebody on a phone, in their open notebook."""
    return people(app).comes_in()


@pytest.fixture
def bytes_under() -> Callable[[Path], dict[Path, bytes]]:
    """Read every file below a folder."""

    def read(folder: Path) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    return read
