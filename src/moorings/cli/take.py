"""`moorings export`: take everything out, into one readable file."""

import argparse
import sys
from pathlib import Path

from moorings.cli.asking import harbour_of, passphrase_of, vault_of
from moorings.cli.writing import write_whole
from moorings.companion.carrying import take_out
from moorings.errors import MooringsError, reason_of
from moorings.exchange.leaving.forms import FORMS
from moorings.settings import Settings


class CannotWriteError(MooringsError):
    """The file cannot be written."""

    sentence = (
        "{path} could not be written ({reason}). Nothing in the vault was touched. "
        "Choose another place, or a name that is not taken yet."
    )


class LeftBehindError(MooringsError):
    """Not everything could be taken out."""

    sentence = (
        "Some records are damaged or come from a newer Moorings, and are not in the "
        "file ({count}). Everything else is."
    )


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Read the vault as it stands at one moment, and write it out whole."""
    harbour = harbour_of(settings)
    vault = vault_of(harbour, chosen)
    with harbour.looking(vault, passphrase_of(settings)) as opened:
        portable = take_out(opened)
        lost = len(opened.condition.damaged) + opened.condition.unknown
    _write(chosen.target, FORMS[chosen.form].write(portable))
    sys.stdout.write(
        f"{len(portable.records)} records in {chosen.target}. The file is not sealed: "
        "whoever has it can read it.\n"
    )
    if lost:
        raise LeftBehindError(count=lost)
    return 0


def _write(target: Path, content: bytes) -> None:
    try:
        write_whole(target, [content])
    except OSError as error:
        raise CannotWriteError(path=target, reason=reason_of(error)) from error
