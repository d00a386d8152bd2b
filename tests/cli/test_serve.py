"""`moorings` as a real process, from the printed link to Ctrl and C."""

import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from moorings.cli import serve
from moorings.companion.harbour import Harbour
from moorings.web import security
from tests.cli.conftest import Run
from tests.cli.serving import PATIENCE, Served, free_port, serving


@pytest.fixture
def served(
    environment: dict[str, str], vault: Harbour, data: Path, tmp_path: Path
) -> Iterator[Served]:
    del vault
    with serving(environment, data, tmp_path / "said", "--port", "0") as running:
        yield running


def test_it_prints_a_link_that_opens_once(served: Served) -> None:
    assert served.ask("GET", served.link).status == 303
    assert served.ask("GET", served.link).status == 401


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
    more = ["--port", str(free_port()), "--origin", "https://notes.example"]
    with serving(environment, data, tmp_path / "said", *more) as served:
        answer = served.ask("GET", "/now", Host="notes.example")
        assert answer.status == 200
        assert answer.headers["Strict-Transport-Security"]
