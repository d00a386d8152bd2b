"""Programs in processes of their own, forked from one that has Moorings loaded."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

SCRIPT = Path(__file__).with_name("warm.py")


class Process(Protocol):
    """What a test does with a process, whoever started it."""

    def poll(self) -> int | None: ...
    def wait(self, timeout: float) -> int: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


class Warm:
    """A process that has loaded Moorings, and starts it at once."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(
        self, command: Sequence[str], environment: Mapping[str, str], *outputs: Path
    ) -> "Forked":
        """Start what `python -m` or a script would; it adds to what it said before."""
        number = self.ask(
            command=list(command),
            environment=dict(environment),
            outputs=[str(each) for each in outputs],
        )
        assert number is not None
        return Forked(self, number)

    def ask(self, **order: Any) -> int | None:  # noqa: ANN401 - what JSON can say
        """Give an order, and what came of it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        answer: int | None = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End it; what it started lives on."""
        self._process.communicate()


class Forked:
    """A program that was started so: what `subprocess.Popen` is for any other."""

    def __init__(self, warm: Warm, number: int) -> None:
        self._warm = warm
        self._number = number
        self._status: int | None = None

    def poll(self) -> int | None:
        """Give its status where it has ended; until then its number is its own."""
        if self._status is None:
            self._status = self._warm.ask(ended=self._number)
        return self._status

    def wait(self, timeout: float) -> int:
        """Wait until it has ended, and give its status."""
        until = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self._number), timeout)
            time.sleep(0.005)
        return status

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self._number, number)
