"""The vault that the measures stand on: ten years, 20,000 records, in a temp folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.diary import DAYS, SHORT, Diary
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour

PASSPHRASE = "correct horse battery staple anchor"  # noqa: S105 - opens nothing real
RECORDS = DAYS + SHORT


class Ground(NamedTuple):
    """A folder with the vault in it, and an empty one beside it."""

    data: Path
    empty: Path


@contextmanager
def laid_out() -> Iterator[Ground]:
    """Make the vault as a person would have: with the standard stretching."""
    with TemporaryDirectory(prefix="moorings-benchmarks-") as folder:
        ground = Ground(Path(folder, "data"), Path(folder, "empty"))
        ground.empty.mkdir()
        harbour = Harbour(ground.data, SystemClock())
        made = harbour.make(PASSPHRASE)
        made.opened.keep(*Diary().records())
        harbour.lock_all()
        yield ground
