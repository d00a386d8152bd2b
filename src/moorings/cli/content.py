"""`moorings content`: check practices, lessons, worksheets, the roadmap, the rooms."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from moorings.errors import MooringsError
from moorings.library.catalogue import CONTENT, SOURCE, languages
from moorings.library.checking import Fault
from moorings.library.content_check import check, content_files
from moorings.settings import Settings


class FaultyContentError(MooringsError):
    """Something is to be mended."""

    sentence = "Found {count} to mend."


class NoContentError(MooringsError):
    """A folder holds none."""

    sentence = (
        "There is no content in {path}. It wants folders in it that are called "
        "practices, lessons, worksheets, roadmap or rooms."
    )


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Check one folder, or every language there is."""
    del settings
    folders = [chosen.folder] if chosen.folder else _everywhere()
    if not any(True for folder in folders for _ in content_files(folder)):
        raise NoContentError(path=chosen.folder or CONTENT)
    faults = tuple(_found(folders))
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    if faults:
        sys.stderr.write(f"{FaultyContentError(count=len(faults))}\n")
        return 1
    sys.stdout.write("Nothing to mend.\n")
    return 0


def _everywhere() -> list[Path]:
    return [CONTENT / language for language in languages()]


def _found(folders: list[Path]) -> Iterator[Fault]:
    """Check each in its own language; a folder by another name is in English."""
    for folder in folders:
        name = folder.resolve().name
        yield from check(folder, name if name in languages() else SOURCE)
