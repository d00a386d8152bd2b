"""`moorings demo`: look around in a made-up notebook that is gone when it stops."""

import argparse
import os
import signal
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from moorings.cli.serve import serve
from moorings.companion.clock import SystemClock, moment
from moorings.companion.harbour import Harbour
from moorings.companion.pretending import PASSPHRASE, OtherDayClock, pretend
from moorings.settings import Settings

#: Memory that looks like a folder: what lies there needs no disk, nor waits for one.
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
#: What ends a process from outside says so by this much more than its number.
ENDED = 128


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Live the made-up life in a folder of its own, serve it, and leave nothing."""
    del settings
    _clear_up_when_ended()
    with TemporaryDirectory(
        prefix="moorings-demo-", dir=_place(), ignore_cleanup_errors=True
    ) as folder:
        return serve(
            chosen,
            lambda: _built(Path(folder), chosen.today, chosen.seed),
            enters=PASSPHRASE,
        )


def _built(folder: Path, today: date | None, seed: int) -> Harbour:
    clock = SystemClock()
    here = moment(clock.now()).date
    there = today or here
    pretend(folder, there, seed)
    return Harbour(folder, OtherDayClock(clock, (there - here).days))


def _place() -> Path | None:
    """Say where to put the folder, unless the person has said so for all of theirs."""
    named = "TMPDIR" in os.environ
    usable = not named and os.access(IN_MEMORY, os.W_OK | os.X_OK)
    return IN_MEMORY if usable else None


def _clear_up_when_ended() -> None:
    """Turn what would end the process at once into a way out past the clearing up."""

    def end(number: int, _: FrameType | None) -> None:
        sys.exit(ENDED + number)

    def end_likewise(_: int, __: FrameType | None) -> None:
        signal.raise_signal(signal.SIGTERM)  # whoever serves listens to that alone

    signal.signal(signal.SIGTERM, end)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, end_likewise)
