"""How much memory a process takes, and what most of many answers took."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

MIB: Final = 1024
A_SECOND: Final = 1_000


def memory_mib(pid: int, of: str = "VmHWM") -> int:
    """Give the most memory a process had at any time, or has now (``VmRSS``).

    Where the system does not tell, nought.
    """
    if sys.platform != "linux":
        return 0
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        name, _, told = line.partition(":")
        if name == of:
            return int(told.split()[0]) // MIB
    return 0


def milliseconds(seconds: Iterable[float], percent: int) -> int:
    """Say within how many milliseconds so many of a hundred were answered."""
    known = sorted(seconds)
    if not known:
        return 0
    return round(known[min(len(known) * percent // 100, len(known) - 1)] * A_SECOND)
