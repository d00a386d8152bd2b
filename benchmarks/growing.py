"""Whether ten times as much takes ten times as long, and no longer."""

import gc
import time
from collections.abc import Iterator

from benchmarks.diary import Diary
from benchmarks.ground import Ground
from benchmarks.result import Result
from moorings.companion.clock import SystemClock
from moorings.companion.opening import look, open_vault
from moorings.journey.codec import RECORDS_VERSION
from moorings.storage.log import Head, Row
from moorings.storage.memory import MemoryLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.header import Unlocked, new_header
from moorings.vault.recovery import new_code

SIZES = (10_000, 30_000, 100_000)
FULL_SIZES = (20_000, 60_000, 200_000)
GOAL = 1.3


class Shorter(MemoryLog):
    """The first so many rows of a log, as if no more had been written."""

    def __init__(self, whole: MemoryLog, owner: bytes, count: int) -> None:
        super().__init__()
        rows = whole.read(owner)
        self._rows = [next(rows) for _ in range(count)]

    def read(self, owner: bytes) -> Iterator[Row]:  # noqa: ARG002 - there is one
        """Give these rows."""
        return iter(self._rows)

    def head(self, owner: bytes) -> Head:  # noqa: ARG002 - there is one
        """Say that the log ends here."""
        return Head(self._rows[-1].position, self._rows[-1].link)


def measure(_: Ground, *, full: bool) -> list[Result]:
    """Open, verify, decode and fold short records, more and more of them.

    They lie in memory, so that this is the program's own work and no disk's.
    """
    sizes, tries = (FULL_SIZES, 3) if full else (SIZES, 2)
    unlocked = new_header("", new_code(), cheapest_stretching(), RECORDS_VERSION)
    log = _filled(unlocked, sizes[-1])
    each = {size: _per_record(log, unlocked, size, tries) for size in sizes}
    slowest, fastest = max(each.values()), min(each.values())
    return [
        Result(
            f"a record of {sizes[-1]:,} or of {sizes[0]:,}",
            slowest,
            "µs",
            GOAL,
            tries,
            fastest,
            slowest / fastest,
            relative=True,
            facts={f"at {size}": taken for size, taken in each.items()},
        )
    ]


def _filled(unlocked: Unlocked, count: int) -> MemoryLog:
    log = MemoryLog()
    open_vault(log, unlocked, SystemClock()).keep(*Diary().notes(count))
    return log


def _per_record(log: MemoryLog, unlocked: Unlocked, size: int, tries: int) -> float:
    shorter = Shorter(log, unlocked.header.vault, size)
    best = float("inf")
    for _ in range(tries):
        gc.collect()
        gc.freeze()  # what was made to measure with is nothing to look through
        began = time.process_time()
        opened = look(shorter, unlocked, SystemClock())
        best = min(best, time.process_time() - began)
        if not opened.condition.sound:
            raise RuntimeError(opened.condition)
    return best * 1_000_000 / size
