"""From the command to the first page, and what lies in memory then."""

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile

from benchmarks.ground import Ground
from benchmarks.result import Result, beside
from benchmarks.running import BARE, Taken, moorings, serving

TRIES = 7
GOAL = 2.2
MEMORY_MIB = 60.0
OK = 200
IDLE_SECONDS = 0.5

#: What serving has no business with: the other commands, and what reads or writes
#: other programs' files.
NOT_FOR_SERVING = (
    "moorings.cli.bring",
    "moorings.cli.new",
    "moorings.cli.take",
    "moorings.cli.verify",
    "moorings.cli.language",
    *(f"moorings.exchange.{each}" for each in ("arriving", "files", "reasons")),
    "babel.messages",
    "csv",
    "icalendar",
    "plistlib",
    "tarfile",
    "tomllib",
    "typer",
    "typst",
    "xml",
    "zipfile",
)


def measure(ground: Ground) -> list[Result]:
    """Start both servers in turns; then look at what one holds."""
    ours, floor = [], []
    for _ in range(1 + TRIES):  # once to compile
        ours.append(_first_page(moorings(ground.empty), "/now"))
        floor.append(_first_page(BARE, "/"))
    both = (ours[1:], floor[1:])
    imported = _imported(ground.empty)
    strangers = sorted(filter(_is_strange, imported))
    return [
        beside("start to first 200", GOAL, *([t.wall for t in ts] for ts in both)),
        beside("start, time on a core", GOAL, *([t.cpu for t in ts] for ts in both)),
        Result(
            "imported without need",
            len(strangers),
            "",
            0,
            1,
            note=" ".join(strangers),
            facts={"modules": len(imported), "strangers": strangers},
        ),
        _memory(ground),
    ]


def _first_page(arguments: Sequence[str], path: str) -> Taken:
    with serving(arguments) as server:
        while server.ask(path).status != OK:
            pass
        return Taken(time.perf_counter() - server.began, server.cpu())


def _imported(data: Path) -> set[str]:
    """Give the names of all modules that a serving process has loaded."""
    with TemporaryFile("w+") as told:
        with serving(moorings(data, "-X", "importtime"), errors=told) as server:
            server.ask("/now")
        told.seek(0)
        return {line.rpartition("|")[2].strip() for line in told if "|" in line}


def _is_strange(module: str) -> bool:
    return any(f"{module}.".startswith(f"{each}.") for each in NOT_FOR_SERVING)


def _memory(ground: Ground) -> Result:
    with serving(moorings(ground.data)) as server, serving(BARE) as bare:
        server.ask("/now")
        server.ask("/")
        bare.ask("/")
        time.sleep(IDLE_SECONDS)
        held, floor = server.memory(), bare.memory()
        return Result(
            "idle and locked (PSS)",
            held,
            "MiB",
            MEMORY_MIB,
            1,
            floor,
            held / floor,
        )
