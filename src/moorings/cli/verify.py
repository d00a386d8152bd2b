"""`moorings verify`: open a vault, check every record, and say what was found."""

import argparse
import sys

from moorings.cli.asking import harbour_of, passphrase_of, vault_of
from moorings.companion.backing_up import examine
from moorings.companion.restoring import any_key, require_backup
from moorings.companion.verifying import Verdict, verify
from moorings.errors import MooringsError
from moorings.settings import Settings

QUESTION = "Passphrase or recovery code of that backup: "


class NotAsWrittenError(MooringsError):
    """The check found something."""

    sentence = (
        "Found {count} that is not as it was written. Nothing was changed. Take out "
        "what can be read, and keep an older copy of the folder, if there is one."
    )


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Check the vault as it stands at one moment, or a backup; change nothing."""
    verdict = _verdict(chosen, settings)
    sys.stdout.write(
        f"{verdict.records} records, {verdict.pages} pages, {verdict.drafts} drafts, "
        f"{verdict.pictures} pictures, {verdict.erased} erased.\n"
    )
    found = tuple(_told(verdict))
    for line in found:
        sys.stderr.write(f"{line}\n")
    if found:
        raise NotAsWrittenError(count=len(found))
    sys.stdout.write("Everything is as it was written.\n")
    return 0


def _verdict(chosen: argparse.Namespace, settings: Settings) -> Verdict:
    harbour = harbour_of(settings)
    if chosen.source:
        require_backup(chosen.source)
        secret = passphrase_of(settings, QUESTION)
        return examine(chosen.source, any_key(secret), harbour.clock)
    vault = vault_of(harbour, chosen)
    with harbour.looking(vault, passphrase_of(settings)) as opened:
        return verify(opened)


def _told(verdict: Verdict) -> list[str]:
    condition = verdict.condition
    places = (
        ("changed or damaged, and cannot be read: record", condition.damaged),
        ("does not follow the one before it: record", condition.unlinked),
        ("destroyed, but not at your word: record", condition.unexplained),
    )
    told = [f"{words} {place}" for words, found in places for place in found]
    if condition.torn:
        told.append("part of the file cannot be reached, so nothing is written to it")
    if condition.missing_end:
        told.append("the end of the vault is missing")
    if condition.unknown:
        told.append(f"written by a newer Moorings: {condition.unknown} records")
    told += [f"cannot be read: {item}" for item in verdict.unreadable]
    return told
