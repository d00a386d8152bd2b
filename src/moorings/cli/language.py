"""`moorings language`: extract the sentences to translate, or check a translation."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from moorings.errors import MooringsError, reason_of
from moorings.library import catalogue, extracting
from moorings.library.checking import Fault, check
from moorings.settings import Settings


class CannotWriteTemplateError(MooringsError):
    """The file cannot be written."""

    sentence = "{path} could not be written ({reason}). Choose another place for it."


class FaultyTranslationError(MooringsError):
    """Something is to be mended."""

    sentence = "Found {count} to mend. A sentence without a translation shows English."


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Carry out one of the two."""
    del settings
    if chosen.act == "extract":
        return _extract(chosen.file or extracting.TEMPLATE)
    faults = tuple(check(chosen.file) if chosen.file else _everything())
    if faults:
        for fault in faults:
            sys.stderr.write(f"{fault}\n")
        raise FaultyTranslationError(count=len(faults))
    sys.stdout.write("Nothing to mend.\n")
    return 0


def _extract(file: Path) -> int:
    try:
        file.write_bytes(extracting.template())
    except OSError as error:
        raise CannotWriteTemplateError(path=file, reason=reason_of(error)) from error
    sys.stdout.write(f"{len(extracting.sentences())} sentences in {file}\n")
    return 0


def _everything() -> Iterator[Fault]:
    """Check every translation that is here, and the template itself."""
    template = extracting.TEMPLATE
    if not template.is_file() or template.read_bytes() != extracting.template():
        yield Fault(template, 0, "is not up to date: run “moorings language extract”")
    for file in sorted(catalogue.CONTENT.glob("*/messages.po")):
        yield from check(file, file.parent.name)
