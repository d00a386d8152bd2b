"""`moorings import`: bring in another diary, or an export of ours."""

import argparse
import sys

from moorings.cli.asking import harbour_of, passphrase_of, vault_of
from moorings.companion.arriving import UnreadableEntriesError, arrive
from moorings.companion.carrying import bring_in
from moorings.companion.opened import Opened
from moorings.exchange.arrival import Arrival
from moorings.exchange.arriving import read_arrival
from moorings.exchange.leaving.forms import own_at
from moorings.exchange.portable import Portable
from moorings.settings import Settings


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Read first, then open the vault and take everything in at once."""
    harbour = harbour_of(settings)
    vault = vault_of(harbour, chosen)
    own = own_at(chosen.source)
    arrival = read_arrival(chosen.source) if own is None else Arrival((), ())
    opened = harbour.find(harbour.unlock(vault, passphrase_of(settings)))
    try:
        if own is not None:
            return _bring_in(opened, own)
        for fault in arrival.faults:
            sys.stderr.write(f"{fault}\n")
        arrived = arrive(opened, arrival, skip_unreadable=chosen.skip_unreadable)
        sys.stdout.write(
            f"New: {arrived.new}. Changed: {arrived.changed}. Here already: "
            f"{arrived.known}. Erased here before: {arrived.erased}. Skipped: "
            f"{arrived.skipped}.\n"
        )
    except UnreadableEntriesError as error:
        sys.stderr.write(f"{error} (--skip-unreadable takes the rest.)\n")
        return 2
    finally:
        harbour.lock(opened)
    return 0


def _bring_in(opened: Opened, portable: Portable) -> int:
    brought = bring_in(opened, portable)
    sys.stdout.write(
        f"Records taken in: {brought.kept}. Here already: {brought.known}.\n"
    )
    if brought.not_erased:
        sys.stderr.write(
            f"{brought.not_erased} erasures were not carried out: what they name "
            "stands in this vault. Erase it here if it should go.\n"
        )
    return 0
