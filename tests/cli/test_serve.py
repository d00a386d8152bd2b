"""`moorings` as a real process, from the printed link to Ctrl and C."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from moorings.cli import serve
from moorings.companion.harbour import Harbour
from moorings.web import security
from tests.cli.conftest import PASSPHRASE, Run

PATIENCE = 30


@dataclass
class Served:
    """A server that runs, and what it has said so far."""

    process: subprocess.Popen[str]
    port: int
    link: str
    said: Path

    def ask(
        self,
        method: str,
        path: str,
        *,
        address: str = "127.0.0.1",
        body: str = "",
        **headers: str,
    ) -> http.client.HTTPResponse:
        asking = http.client.HTTPConnection(address, self.port, timeout=PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given.setdefault("Host", f"localhost:{self.port}")
        if body:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(asking) as connection:
            connection.request(method, path, body or None, given)
            answer = connection.getresponse()
            answer.read()
        return answer

    def unlock(self) -> str:
        answer = self.ask(
            "POST",
            "/unlock",
            body=urlencode({"passphrase": PASSPHRASE}),
            Sec_Fetch_Site="same-origin",
        )
        assert answer.status == 303
        return answer.headers["Set-Cookie"].partition(";")[0]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def start(
    environment: dict[str, str], data: Path, said: Path, *more: str
) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "moorings", "--no-browser", "--data", str(data)]
    with said.open("w") as out:
        return subprocess.Popen(
            [*command, *more],
            env=environment,
            stdout=out,
            stderr=out,
            text=True,
            start_new_session=True,
        )


def waited_for(process: subprocess.Popen[str], said: Path) -> re.Match[str]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        link = r"http://localhost(?::(\d+))?(/open/\S+)"
        if found := re.search(link, said.read_text("utf-8")):
            return found
        time.sleep(0.02)
    raise AssertionError(said.read_text("utf-8"))


@pytest.fixture
def served(
    environment: dict[str, str], vault: Harbour, data: Path, tmp_path: Path
) -> Iterator[Served]:
    del vault
    said = tmp_path / "said"
    process = start(environment, data, said, "--port", "0")
    try:
        found = waited_for(process, said)
        yield Served(process, int(found[1]), found[2], said)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def test_it_prints_a_link_that_opens_once(served: Served) -> None:
    assert served.ask("GET", served.link).status == 303
    assert served.ask("GET", served.link).status == 401


def test_both_loopbacks_answer_and_no_other_address(served: Served) -> None:
    assert served.ask("GET", "/now").status == 200
    bound = listening(served.port)
    if socket.has_ipv6 and any(":" in each for each in bound):
        assert served.ask("GET", "/now", address="::1").status == 200
    assert bound <= {"127.0.0.1", "::1"}
    for other in {"127.0.0.2", *own_addresses()}:
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((other, served.port), timeout=2).close()


def listening(port: int) -> set[str]:
    """Say on which addresses somebody listens, as the kernel has it."""
    found = set()
    for name, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        file = Path("/proc/net") / name
        lines = file.read_text("ascii").splitlines()[1:] if file.is_file() else []
        for local, state in ((line.split()[1], line.split()[3]) for line in lines):
            address, _, at = local.partition(":")
            if state == "0A" and int(at, 16) == port:
                words = [address[n : n + 8] for n in range(0, len(address), 8)]
                packed = b"".join(bytes.fromhex(word)[::-1] for word in words)
                found.add(socket.inet_ntop(family, packed))
    return found


def own_addresses() -> set[str]:
    try:
        told = socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return set()
    return {address for address in told if not address.startswith("127.")}


def test_the_answers_of_the_process_name_no_server_and_bear_all_headers(
    served: Served,
) -> None:
    asked = [("GET", "/"), ("GET", "/now"), ("GET", "/nothing"), ("POST", "/lock")]
    for method, path in asked:
        answer = served.ask(method, path)
        assert answer.headers["Server"] is None
        for name, value in security.HEADERS.items():
            assert answer.headers[name] == value
    foreign = served.ask("GET", "/", Host="evil.test")
    assert foreign.status == 421
    assert foreign.headers["Content-Security-Policy"] == security.POLICY


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("GET http://evil.test/ HTTP/1.1\r\nHost: evil.test", 421),
        ("GET http://evil.test/ HTTP/1.1\r\nHost: localhost:{port}", 404),
        ("GET http://localhost:{port}/now HTTP/1.1\r\nHost: evil.test", 421),
        ("GET @evil.test/ HTTP/1.1\r\nHost: 127.0.0.1:{port}", 307),
        ("GET //evil.test HTTP/1.1\r\nHost: 127.0.0.1:{port}", 307),
        ("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: localhost:{port}", 400),
        ("GET / HTTP/1.1", 400),
        ("GET / HTTP/1.0", 421),
        ("nonsense", 400),
    ],
)
def test_what_no_browser_sends_is_answered_without_a_word_too_many(
    served: Served, line: str, status: int
) -> None:
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as talking:
        close = "" if line == "nonsense" else "\r\nConnection: close"
        talking.sendall(f"{line.format(port=served.port)}{close}\r\n\r\n".encode())
        answer = b"".join(iter(lambda: talking.recv(65_536), b"")).decode()
    assert int(answer.split()[1]) == status
    location = re.search(r"(?i)location: (\S*)", answer)
    assert (location is not None) == (status == 307)
    if location:
        assert location[1].startswith(f"http://localhost:{served.port}/")
    assert "Traceback" not in served.said.read_text("utf-8")


def test_while_it_holds_an_open_vault_a_second_writer_is_told(
    served: Served, moorings: Run, tmp_path: Path
) -> None:
    served.unlock()
    (tmp_path / "2019-03-04.md").write_text("a walk")
    done = moorings("import", tmp_path / "2019-03-04.md", status=2)
    assert "Another Moorings has this vault open" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    # Looking is allowed beside it.
    assert "as it was written" in moorings("verify").stdout
    assert "0 records" in moorings("export", tmp_path / "out.json").stdout


def test_what_it_writes_is_for_its_owner_alone(served: Served, data: Path) -> None:
    cookie = served.unlock()
    body = urlencode({"text": "canary-88f1"})
    answer = served.ask(
        "POST", "/write", body=body, Cookie=cookie, Sec_Fetch_Site="same-origin"
    )
    assert answer.status == 303
    places = [data / "vaults", *data.glob("vaults/**/*")]
    assert len(places) > 3
    for place in places:
        assert place.stat().st_mode & 0o077 == 0, place
    assert "canary" not in served.said.read_text("utf-8")


def test_if_it_dies_no_memory_image_is_written(served: Served) -> None:
    limits = Path(f"/proc/{served.process.pid}/limits")
    if not limits.is_file():
        pytest.skip("this system does not show the limits of a process")
    [line] = [each for each in limits.read_text().splitlines() if "core file" in each]
    assert re.search(r"core file size\s+0\s+0\s", line)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_is_quiet(served: Served, how: signal.Signals) -> None:
    served.unlock()
    served.process.send_signal(how)
    ended = served.process.wait(PATIENCE)
    assert ended in ({0, 130} if how == signal.SIGINT else {0, -how, 143})
    said = served.said.read_text("utf-8")
    assert said.count("\n") == 3
    assert "Traceback" not in said


def test_a_port_in_use_is_told(moorings: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = moorings("serve", "--no-browser", "--port", port, status=2)
    assert done.stderr.startswith(f"Port {port} is in use")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_port_that_is_taken_on_one_loopback_alone_is_told(moorings: Run) -> None:
    try:
        taken = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with taken:
        port = taken.getsockname()[1]
        done = moorings("serve", "--no-browser", "--port", port, status=2)
    assert done.stderr.startswith(f"Port {port} is in use")


def test_without_the_second_loopback_the_first_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "has_ipv6", False)
    [only] = serve._listen(0)
    only.close()
    create = socket.create_server

    def refusing(address: tuple[str, int], **more: Any) -> socket.socket:  # noqa: ANN401
        if ":" in address[0]:
            raise OSError(99, "no such address")
        return create(address, **more)

    monkeypatch.setattr(socket, "has_ipv6", True)
    monkeypatch.setattr(socket, "create_server", refusing)
    [only] = serve._listen(0)
    only.close()


def test_further_origins_are_answered(
    environment: dict[str, str], data: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    more = ["--port", str(free_port()), "--origin", "https://notes.example"]
    process = start(environment, data, said, *more)
    try:
        found = waited_for(process, said)
        served = Served(process, int(found[1]), found[2], said)
        answer = served.ask("GET", "/now", Host="notes.example")
        assert answer.status == 200
        assert answer.headers["Strict-Transport-Security"]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
