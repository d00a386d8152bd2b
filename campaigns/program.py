"""Moorings in a process of its own, as a person starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

_LINK: Final = re.compile(r"(http://localhost:\d+)/open/\S+")
PATIENCE_SECONDS: Final = 60


class NotStartedError(Exception):
    """It ended before it said where it is."""


class Program(NamedTuple):
    """One that runs: where it is reached, and its number among the processes."""

    base: str
    pid: int


@contextmanager
def running(data: Path) -> Iterator[Program]:
    """Start it on a folder of notebooks; it is ended as Ctrl-C would end it."""
    command = [sys.executable, "-m", "moorings", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        [*command, "--data", str(data)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            yield Program(_base(process), process.pid)
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE_SECONDS)


def _base(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := _LINK.search(line):
            return found[1]
    raise NotStartedError
