"""`moorings new`: make a vault without a browser."""

import argparse
import sys

from moorings.cli.asking import harbour_of, passphrase_of
from moorings.companion.errors import DoorNeededError
from moorings.companion.securing import offer_passphrase
from moorings.errors import MooringsError
from moorings.library.words import passphrase_words
from moorings.settings import Settings


class NotTheSameError(MooringsError):
    """Two different passphrases were typed."""

    sentence = "The two are not the same. Nothing was made. Try again."


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Make a vault, and print its recovery code, once."""
    harbour = harbour_of(settings)
    if harbour.vaults() and not chosen.door:
        raise DoorNeededError(how="moorings new --door NAME")
    made = harbour.make(_passphrase(settings), door=chosen.door)
    harbour.lock(made.opened)
    sys.stdout.write(
        f"Recovery code (shown only now): {made.code}\n"
        f"The vault lies in {harbour.folder}\n"
    )
    return 0


def _passphrase(settings: Settings) -> str:
    typed = passphrase_of(settings, "Passphrase (empty: six words are drawn for you): ")
    if typed or settings.passphrase is not None:
        if settings.passphrase is None and passphrase_of(settings, "Again: ") != typed:
            raise NotTheSameError
        return typed
    words = offer_passphrase(passphrase_words())
    sys.stdout.write(f"Passphrase (write it down now): {words}\n")
    return words
