"""`moorings words`: lines a second, from standard input to standard output.

Lines as people write them: short ones, as in a message, and such as fill a screen. The
start of the program is part of it.
"""

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
    given = "".join(
        f"{lines[number % len(lines)]} {number}\n" for number in range(LINES)
    )
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "moorings", "words"],
        input=given.encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    taken = time.perf_counter() - began
    if done.stdout.count(b"\n") != LINES:
        raise RuntimeError(name)
    return Result(
        f"danger words, {name}, a line",
        taken / LINES * 1e6,
        "us",
        GOAL,
        1,
        facts={"lines_a_second": LINES / taken},
    )
