"""Start Moorings with something altered that a test cannot wait for, or has not got.

It is the same program in a process of its own. With ``ALTERED_AHEAD`` its clock runs
ahead by as many seconds as the file of that name says; with ``ALTERED_CONTENT`` its
translations lie in that folder.
"""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from moorings.cli import main, serve
from moorings.companion.clock import SystemClock
from moorings.library import catalogue

AHEAD = Path(os.environ.get("ALTERED_AHEAD", "nowhere"))


class MovedClock(SystemClock):
    """The machine's clock, and a stretch of time on top of it."""

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=ahead())

    def elapsed(self) -> float:
        return super().elapsed() + ahead()


def ahead() -> float:
    return float(AHEAD.read_text()) if AHEAD.exists() else 0.0


if __name__ == "__main__":
    vars(serve)["SystemClock"] = MovedClock
    if content := os.environ.get("ALTERED_CONTENT"):
        vars(catalogue)["CONTENT"] = Path(content)
        catalogue.languages.cache_clear()
    sys.exit(main())
