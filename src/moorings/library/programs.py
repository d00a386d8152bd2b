"""Rules made ready to run, kept where Python keeps compiled modules.

To work out all danger words takes a second. It is done once for each version of the
content files, not at each start; where nothing may be written it is done anew.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import msgspec

from moorings.rules.program import Program

HERE = Path(cache_from_source(__file__)).parent
RULES = Path(__file__).parent.parent / "rules"
DIGITS = 16


def program(name: str, content: Path, make: Callable[[], Program]) -> Program:
    """Give a program by its name; the one kept before, if nothing of it has changed."""
    kept = HERE / f"{name}.{_made_of(content)}.rules"
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(kept.read_bytes(), type=Program)
    made = make()
    with suppress(OSError):
        _keep(kept, msgspec.json.encode(made))
    return made


def _keep(kept: Path, written: bytes) -> None:
    """Put it there whole, in the place of those made from older files."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(written)
    unfinished.replace(kept)
    name = kept.name.removesuffix(".rules").rpartition(".")[0]
    for older in kept.parent.glob(f"{name}.{'?' * DIGITS}.rules"):
        if older != kept:
            older.unlink(missing_ok=True)


@cache
def _made_of(content: Path) -> str:
    """Name all words and rules, and what reads them, as they are just now."""
    digest = sha256()
    files = [
        *content.rglob("*.toml"),
        *RULES.glob("*.py"),
        *RULES.parent.glob("library/*.py"),
    ]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:DIGITS]
