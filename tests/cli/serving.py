"""`moorings` as a real process, and what it answers."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.cli.conftest import PASSPHRASE

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

    def say(self, *lines: str) -> str:
        """Send some lines as they are, and give all that comes back."""
        request = "".join(f"{line}\r\n" for line in (*lines, ""))
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as talking:
            talking.sendall(request.encode("latin-1"))
            return b"".join(iter(lambda: talking.recv(65_536), b"")).decode()

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
    environment: dict[str, str],
    data: Path | None,
    said: Path,
    *more: str,
    program: Sequence[str] = ("-m", "moorings"),
) -> subprocess.Popen[str]:
    command = [sys.executable, *program, "--no-browser"]
    command += ["--data", str(data)] if data else []
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


@contextmanager
def serving(
    environment: dict[str, str],
    data: Path | None,
    said: Path,
    *more: str,
    program: Sequence[str] = ("-m", "moorings"),
) -> Iterator[Served]:
    """Start it, wait until it answers, and stop it in the end."""
    process = start(environment, data, said, *more, program=program)
    try:
        found = waited_for(process, said)
        yield Served(process, int(found[1]), found[2], said)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


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
