"""`moorings words`: lines a second, from standard input to standard output.

Lines as people write them: short ones, as in a message, and such as fill a screen. The
start of the program is part of it, with its tables worked out before, as they are from
the second start on.
"""

import os
import subprocess
import sys
import time

from benchmarks.ground import Ground
from benchmarks.result import Result

LINES = 20_000
#: 5,000 lines a second.
GOAL = 200.0

SHORT = (
    "I could sleep for a week",
    "he hasn't written back and I keep looking at my phone",
    "we had soup and walked along the harbour",
    "my brother said he wanted to die",
    "I don't know how to ask her for anything",
    "no sé qué decirle, le escribo mañana",
)
LONG = (
    "I've been with my partner for six years and in the last months we hardly talk. "
    "When I ask what is going on he says nothing is, and goes to another room. I lie "
    "awake and go through every word I said. My sister thinks I should give it time, "
    "but I feel further away each week, and I don't know if I want to stay. How do I "
    "bring it up without it turning into another fight?"
)


def measure(ground: Ground) -> list[Result]:
    """Take short lines and long ones."""
    del ground
    return [_lines("short lines", SHORT), _lines("long lines", (LONG,))]


def _lines(name: str, lines: tuple[str, ...]) -> Result:
    given = "".join(f"{lines[number % len(lines)]}\n" for number in range(LINES))
    _answered(b"\n")
    began = time.perf_counter()
    answers = _answered(given.encode())
    taken = time.perf_counter() - began
    if answers.count(b"\n") != LINES:
        raise RuntimeError(name)
    return Result(
        f"danger words, {name}, a line",
        taken / LINES * 1e6,
        "us",
        GOAL,
        1,
        facts={"lines_a_second": LINES / taken},
    )


def _answered(lines: bytes) -> bytes:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "moorings", "words"]
    done = subprocess.run(
        command, input=lines, stdout=subprocess.PIPE, check=True, env=kept
    )
    return done.stdout
