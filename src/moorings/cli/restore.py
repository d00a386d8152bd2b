"""`moorings restore`: let a backup be a vault again."""

import argparse
import sys

from moorings.cli.asking import harbour_of, passphrase_of
from moorings.companion.restoring import (
    AlreadyHereError,
    DoorForCopyError,
    Wish,
    require_backup,
    restore,
)
from moorings.settings import Settings

QUESTION = "Passphrase or recovery code of that backup: "


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Look at the file before asking for anything; change nothing until it opens."""
    require_backup(chosen.source)
    harbour = harbour_of(settings)
    wish = Wish(chosen.door, replace=chosen.replace)
    secret = passphrase_of(settings, QUESTION)
    try:
        restored = restore(harbour, chosen.source, secret, wish)
    except AlreadyHereError:
        raise AlreadyHereError(how="To say so: --replace") from None
    except DoorForCopyError:
        raise DoorForCopyError(how="To give one: --door NAME") from None
    harbour.lock(restored.opened)
    verdict = restored.verdict
    sys.stdout.write(
        f"It is back: {verdict.pages} pages, {verdict.records} records, in "
        f"{harbour.folder}. It opens with the passphrase or the recovery code of that "
        "backup.\n"
    )
    if restored.aside:
        sys.stdout.write(f"What stood here before is put aside: {restored.aside}\n")
    return 0
