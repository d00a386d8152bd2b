"""Asking for a passphrase, and finding the vault a command is about."""

import argparse
import getpass
import sys

from moorings.cli.private import kept_private
from moorings.companion.clock import SystemClock
from moorings.companion.errors import UnknownVaultError
from moorings.companion.harbour import Harbour
from moorings.errors import MooringsError
from moorings.settings import Settings


class NobodyToAskError(MooringsError):
    """No terminal, no file."""

    sentence = (
        "There is nobody here to ask for the passphrase. Put it into a file, and name "
        "the file in MOORINGS_PASSPHRASE_FILE."
    )


def passphrase_of(settings: Settings, question: str = "Passphrase: ") -> str:
    """Take the passphrase from its file, or ask for it."""
    if settings.passphrase is not None:
        return settings.passphrase
    if not sys.stdin.isatty():
        raise NobodyToAskError
    try:
        return getpass.getpass(question)
    except EOFError:
        raise NobodyToAskError from None


def harbour_of(settings: Settings) -> Harbour:
    """Give the vaults of the data folder, kept from others on the machine."""
    return kept_private(Harbour(settings.data, SystemClock()))


def vault_of(harbour: Harbour, chosen: argparse.Namespace) -> str:
    """Find the vault that is meant."""
    how = "--door NAME" if len(harbour.vaults()) > 1 else "moorings new"
    vault = harbour.which(door=chosen.door, how=how)
    if not vault:
        raise UnknownVaultError(how="moorings new --door NAME")
    return vault
