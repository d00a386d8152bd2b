"""A backup of ten years, made and opened to its end, beside a bare copy of the file."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ground import PASSPHRASE, Ground
from benchmarks.result import Result
from moorings.companion.backing_up import back_up
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.storage.sqlite import FILE_NAME

TIMES = 5
#: Nobody waits for it, but it shares the machine with whoever opens a page.
GOAL_MS = 1000.0


def measure(ground: Ground) -> list[Result]:
    """Write the whole vault into a folder, and open what was written."""
    harbour = Harbour(ground.data, SystemClock())
    (vault,) = harbour.vaults()
    place = harbour.folder / vault
    with (
        harbour.looking(vault, PASSPHRASE) as opened,
        TemporaryDirectory(prefix="moorings-benchmarks-") as folder,
    ):
        copy, bare = Path(folder, "copy.moorings"), Path(folder, "bare.db")
        took = _fastest(lambda: back_up(place, opened, copy))
        floor = _fastest(lambda: _copy(place / FILE_NAME, bare))
    measured = "backup, made and opened"
    return [Result(measured, took, "ms", GOAL_MS, TIMES, floor, took / floor)]


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _fastest(act: Callable[[], object]) -> float:
    """Give the fewest milliseconds that it took."""
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times) * 1000
