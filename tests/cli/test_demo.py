"""`moorings demo` as a real process: built, entered by its link, gone when stopped."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from moorings.cli import demo
from moorings.companion.pretending import PASSPHRASE

PATIENCE = 30
LINK = re.compile(r"http://localhost:(\d+)(/open/\S+)")


@dataclass
class Demo:
    """A demo that runs, and what it has said so far."""

    process: subprocess.Popen[str]
    folders: Path
    said: Path

    @property
    def found(self) -> re.Match[str]:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            if found := LINK.search(self.said.read_text("utf-8")):
                return found
            time.sleep(0.02)
        raise AssertionError(self.said.read_text("utf-8"))

    def ask(
        self, method: str, path: str, body: str = "", cookie: str = ""
    ) -> tuple[http.client.HTTPResponse, str]:
        port = int(self.found[1])
        given = {"Host": f"localhost:{port}", "Sec-Fetch-Site": "same-origin"}
        if cookie:
            given["Cookie"] = cookie
        if body:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with closing(asking) as connection:
            connection.request(method, path, body or None, given)
            answer = connection.getresponse()
            return answer, answer.read().decode()

    def enter(self) -> str:
        answer, _ = self.ask("GET", self.found[2])
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        return session_in(answer)

    def left(self) -> list[Path]:
        return list(self.folders.iterdir())


def session_in(answer: http.client.HTTPResponse) -> str:
    cookies = answer.headers.get_all("Set-Cookie") or []
    return next(each.partition(";")[0] for each in cookies if "moorings-" in each)


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Demo]]:
    """Start a demo whose folders can be looked at; it surely ends."""
    folders, said = tmp_path / "folders", tmp_path / "said"
    folders.mkdir()
    begun: list[subprocess.Popen[str]] = []

    def begin(*more: str) -> Demo:
        command = [sys.executable, "-m", "moorings", "demo", "--no-browser"]
        with said.open("w") as out:
            process = subprocess.Popen(
                [*command, "--port", "0", *more],
                env=environment | {"TMPDIR": str(folders)},
                stdout=out,
                stderr=out,
                text=True,
                start_new_session=True,
            )
        begun.append(process)
        return Demo(process, folders, said)

    yield begin
    for process in begun:
        process.kill()
        process.wait(PATIENCE)


def test_its_link_goes_right_into_a_notebook_that_says_it_is_made_up(
    start: Callable[..., Demo],
) -> None:
    running = start("--today", "2026-03-09")
    session = running.enter()
    _, today = running.ask("GET", "/", cookie=session)
    assert "Monday 9 March 2026" in today
    for path in ("/", "/write", "/people", "/settings", "/now", "/unlock"):
        assert "A made-up life." in running.ask("GET", path, cookie=session)[1], path
    # Nobody can make a notebook of their own in a folder that goes away.
    assert running.ask("GET", "/welcome/gift", cookie=session)[0].status == 403
    assert running.ask("GET", running.found[2])[0].status == 401
    assert running.ask("GET", running.found[2], cookie=session)[0].status == 303


def test_it_locks_and_the_passphrase_it_printed_unlocks_it(
    start: Callable[..., Demo],
) -> None:
    running = start()
    session = running.enter()
    assert running.ask("POST", "/lock", cookie=session)[0].status == 303
    assert running.ask("GET", "/", cookie=session)[0].status == 401
    printed = re.search(
        r"passphrase, once it has locked: (.*)", running.said.read_text()
    )
    assert printed is not None
    assert printed[1] == PASSPHRASE
    body = urlencode({"passphrase": printed[1]})
    assert running.ask("POST", "/unlock", body)[0].status == 303


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopped_it_leaves_nothing_and_never_touched_the_persons_own_data(
    start: Callable[..., Demo], data: Path, tmp_path: Path, how: signal.Signals
) -> None:
    running = start()
    running.enter()
    [folder] = running.left()
    for place in (folder, *folder.rglob("*")):
        assert place.stat().st_mode & 0o077 == 0, place
    running.process.send_signal(how)
    # From Python 3.12 on, Ctrl and C ends the server without another word.
    assert running.process.wait(PATIENCE) in {0, 130, 128 + signal.SIGTERM}
    assert running.left() == []
    assert not data.exists()
    assert {each.name for each in tmp_path.iterdir()} == {
        "folders",
        "said",
        "passphrase",
    }
    assert "Traceback" not in running.said.read_text("utf-8")


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--today", "31.2."], "“31.2.” is not a day"),
        (["--today", "2026-02-30"], "“2026-02-30” is not a day"),
        (["--today", "0001-01-01"], "“0001-01-01” is not a day"),
        (["--seed", "many"], "“many” is not a whole number"),
        (["--seed", "9" * 5000], "is not a whole number"),
        (["--port", "70000"], "is not a port"),
        (["--data", "anywhere"], "not understood"),
    ],
)
def test_what_cannot_be_meant_is_told_in_a_sentence(
    start: Callable[..., Demo], typed: list[str], said: str
) -> None:
    running = start(*typed)
    assert running.process.wait(PATIENCE) == 2
    told = running.said.read_text("utf-8")
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert running.left() == []


def test_a_port_in_use_is_told_before_anything_is_made(
    start: Callable[..., Demo],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        running = start("--port", str(port))
        assert running.process.wait(PATIENCE) == 2
    assert running.said.read_text("utf-8").startswith(f"Port {port} is in use")
    assert running.left() == []


def test_it_lies_in_memory_unless_the_person_named_a_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(demo, "IN_MEMORY", tmp_path)
    monkeypatch.delenv("TMPDIR", raising=False)
    assert demo._place() == tmp_path
    monkeypatch.setattr(demo, "IN_MEMORY", tmp_path / "nowhere")
    assert demo._place() is None
    monkeypatch.setattr(demo, "IN_MEMORY", tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert demo._place() is None
