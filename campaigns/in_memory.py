"""A folder whose files lie in memory, for what does not try the disk itself.

What a disk may do is played in power.py, calls.py and full_disk.py. Elsewhere a sync
would only be waited for.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a private folder is made in it
ROOM: Final = 512 * 1024 * 1024


@contextmanager
def in_memory(folder: Path) -> Iterator[Path]:
    """Give a folder in memory where this system has room there, or else this one."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="moorings-", dir=MEMORY) as found:
        yield Path(found)
