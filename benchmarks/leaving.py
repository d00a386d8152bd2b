"""Everything out of ten years, beside a bare dump of the same; and the memory."""

import resource
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.ground import PASSPHRASE, Ground
from benchmarks.result import Result
from moorings.companion.carrying import take_out
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.opening import look
from moorings.exchange.leaving.forms import FORMS
from moorings.journey.codec import encode

TIMES = 5
DUMP_TIMES, SECONDS, MEMORY_MIB = 3.0, 2.0, 200.0
KIBIBYTES = 1024


def measure(ground: Ground) -> list[Result]:
    """Open once, write each form some times."""
    harbour = Harbour(ground.data, SystemClock())
    (vault,) = harbour.vaults()
    with harbour.looking(vault, PASSPHRASE) as opened:
        floor = _dump(opened)
        results = _json(opened, floor)
        results += [
            _form(opened, name, f"out as {told}")
            for name, told in (("folder", "Markdown"), ("tables", "CSV"))
        ]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES
    results.append(Result("most memory while leaving", memory, "MiB", MEMORY_MIB, 1))
    return results


def _json(opened: Opened, floor: float) -> list[Result]:
    """Take it out of an open notebook; and from sealed bytes, as `export` does it.

    The second is all that the command does once it has the key: unsealing and checking
    every record is by far the most of it.
    """

    def whole() -> bytes:
        anew = look(opened.log, opened.unlocked, SystemClock())
        return FORMS["json"].write(take_out(anew))

    ways: dict[str, Callable[[], bytes]] = {
        "out as JSON, notebook open": lambda: FORMS["json"].write(take_out(opened)),
        "out as JSON, from sealed bytes": whole,
    }
    return [
        Result(
            told,
            (taken := _taken(way)) * 1000,
            "ms",
            DUMP_TIMES,
            TIMES,
            floor * 1000,
            taken / floor,
            relative=True,
        )
        for told, way in ways.items()
    ]


def _form(opened: Opened, name: str, told: str) -> Result:
    taken = _taken(lambda: FORMS[name].write(take_out(opened)))  # type: ignore[index]
    return Result(told, taken, "s", SECONDS, TIMES)


def _dump(opened: Opened) -> float:
    """Dump a bare SQLite file that holds the same records as text."""
    with TemporaryDirectory(prefix="moorings-benchmarks-") as folder:
        database = sqlite3.connect(Path(folder, "bare.db"))
        database.execute("create table records (id text, body text)")
        rows = ((r.id, encode(r).decode()) for r in opened.journey.records())
        database.executemany("insert into records values (?, ?)", rows)
        database.commit()
        taken = _taken(lambda: "\n".join(database.iterdump()).encode())
        database.close()
    return taken


def _taken(write: Callable[[], bytes]) -> float:
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        write()
        times.append(time.perf_counter() - began)
    return median(times)
