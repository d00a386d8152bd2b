"""Start Moorings with a clock that runs ahead by as many seconds as a file says.

It is the same program in a process of its own; only what it takes for the time is
moved, so that nobody has to wait for a quarter of an hour or for tomorrow.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

from moorings.cli import main, serve
from moorings.companion.clock import SystemClock

AHEAD = Path(sys.argv[1])


class MovedClock(SystemClock):
    """The machine's clock, and a stretch of time on top of it."""

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=ahead())

    def elapsed(self) -> float:
        return super().elapsed() + ahead()


def ahead() -> float:
    return float(AHEAD.read_text() or 0) if AHEAD.exists() else 0.0


if __name__ == "__main__":
    vars(serve)["SystemClock"] = MovedClock
    sys.exit(main(sys.argv[2:]))
