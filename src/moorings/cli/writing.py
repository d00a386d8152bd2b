"""Writes a file whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

#: Nobody else on the machine may read what was taken out.
_NEW, _OWN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600


def write_whole(target: Path, parts: Iterable[bytes]) -> None:
    """Write under another name first, never over a file that is there.

    Whatever ends it before its end leaves nothing behind; raises `OSError`.
    """
    unfinished = target.parent / f".{target.name}.unfinished"
    if target.exists():
        raise FileExistsError
    try:
        with os.fdopen(os.open(unfinished, _NEW, _OWN), "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
