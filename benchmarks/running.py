"""Other processes: started, timed, asked and ended."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple, cast

PROCESSES = Path(__file__).parent / "processes"
BARE = (str(PROCESSES / "bare.py"),)
_KIB_IN_MIB = 1024

#: Each process finds its modules compiled, as an installed program does, whatever the
#: shell says; what is compiled lies in a temporary folder.
_COMPILED = TemporaryDirectory(prefix="moorings-benchmarks-compiled-")
_ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name != "PYTHONDONTWRITEBYTECODE"
} | {"PYTHONPYCACHEPREFIX": _COMPILED.name}


class Taken(NamedTuple):
    """How long something took by the clock, and how long a core worked for it."""

    wall: float
    cpu: float


class Answer(NamedTuple):
    """What a server sent."""

    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A server process that listens."""

    process: subprocess.Popen[str]
    port: int
    link: str
    began: float

    def ask(
        self,
        path: str,
        *,
        form: str | None = None,
        cookies: Sequence[str] = (),
        packed: bool = False,
    ) -> Answer:
        """Ask for one page, as a browser would."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Host": f"localhost:{self.port}", "Cookie": "; ".join(cookies)}
        if packed:
            headers["Accept-Encoding"] = "gzip"
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Sec-Fetch-Site"] = "same-origin"
        connection.request("GET" if form is None else "POST", path, form, headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        given = answer.headers.get_all("Set-Cookie") or []
        return Answer(
            answer.status,
            {name.lower(): value for name, value in answer.headers.items()},
            tuple(cookie.partition(";")[0] for cookie in given),
            body,
        )

    def memory(self) -> float:
        """Give the MiB this process holds, shared pages counted in part (PSS)."""
        told = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text("ascii")
        lines = (line.split() for line in told.splitlines())
        return next(int(line[1]) for line in lines if line[0] == "Pss:") / _KIB_IN_MIB

    def cpu(self) -> float:
        """Give the seconds a core has worked for this process."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text("ascii")
        fields = told.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def moorings(data: Path, *flags: str) -> tuple[str, ...]:
    """Give the arguments that start Moorings over a folder, on any free port."""
    options = ("--no-browser", "--port", "0", "--data", str(data))
    return (*flags, "-m", "moorings", *options)


@contextmanager
def serving(
    arguments: Sequence[str], errors: IO[str] | None = None
) -> Iterator[Server]:
    """Start a server, wait until it says where it listens, and end it."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=errors or subprocess.DEVNULL,
        env=_ENVIRONMENT,
        text=True,
    )
    out = cast("IO[str]", process.stdout)
    try:
        told = out.readline()
        port = int(told.rpartition(":")[2])
        link = ""
        if "moorings" in arguments:
            link = out.readline().split("/open/")[1].strip()
        yield Server(process, port, link, began)
    finally:
        process.terminate()
        process.wait()
        out.close()


def timed(script: str, *arguments: str) -> tuple[Taken, list[dict[str, Any]]]:
    """Run a script; give the time from its start to its first line, and what it said.

    Each line is JSON; the first tells how long a core had worked by then.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(PROCESSES / script), *arguments],
        stdout=subprocess.PIPE,
        env=_ENVIRONMENT,
        text=True,
    )
    out = cast("IO[str]", process.stdout)
    first = out.readline()
    wall = time.perf_counter() - began
    rest = out.read()
    out.close()
    if process.wait() != 0:
        raise RuntimeError(script)
    told = [json.loads(line) for line in (first, *rest.splitlines())]
    return Taken(wall, told[0]["cpu"]), told
