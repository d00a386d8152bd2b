"""`moorings backup`: make one sealed copy of a vault, and see that it opens."""

import argparse
import sys
from pathlib import Path

from moorings.cli.asking import harbour_of, passphrase_of, vault_of
from moorings.companion.backing_up import back_up, back_up_here, name_of
from moorings.companion.clock import moment
from moorings.companion.verifying import Verdict
from moorings.errors import MooringsError
from moorings.settings import Settings


class TakenError(MooringsError):
    """A file is there."""

    sentence = (
        "There is a file at {path} already. Nothing was changed. Choose another name."
    )


class NoFolderError(MooringsError):
    """Its folder is not there."""

    sentence = "There is no folder {path}. Nothing was changed. Make it first."


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Copy the vault as it stands at one moment; it may be open elsewhere."""
    harbour = harbour_of(settings)
    vault = vault_of(harbour, chosen)
    place = harbour.folder / vault
    today = moment(harbour.clock.now()).date
    target = _target(chosen.to, name_of(today)) if chosen.to else None
    with harbour.looking(vault, passphrase_of(settings)) as opened:
        if target is None:
            verdict = back_up_here(place, opened, today)
            target = place / "backups" / name_of(today)
        else:
            verdict = back_up(place, opened, target)
    _tell(verdict, target)
    return 0


def _target(wanted: Path, name: str) -> Path:
    target = wanted / name if wanted.is_dir() else wanted
    if target.exists():
        raise TakenError(path=target)
    if not target.parent.is_dir():
        raise NoFolderError(path=target.parent)
    return target


def _tell(verdict: Verdict, target: Path) -> None:
    sys.stdout.write(
        f"{verdict.pages} pages, {verdict.records} records in {target}. It was opened "
        "to see that it works. It is sealed, and opens with the passphrase or the "
        "recovery code of today.\n"
    )
    if not verdict.condition.sound:
        sys.stderr.write(
            "Something in the vault is damaged, and so it is in this copy. Keep the "
            "older copies. To see what it is: moorings verify\n"
        )
