"""Restores: a backup is made while somebody writes, and comes back in each way.

Into an empty folder, beside another notebook, and in the place of what it was made of;
with the passphrase and with the recovery code.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final
from unittest.mock import patch

from campaigns.acknowledged import Acknowledged, acknowledged, compare
from campaigns.campaign import Campaign, Seen
from campaigns.in_memory import in_memory
from campaigns.repeating import CountingClock, known_stretch
from campaigns.restores_writer import Writer
from moorings.companion.arriving import arrive
from moorings.companion.backing_up import backups_in
from moorings.companion.backing_up_quietly import Backups
from moorings.companion.harbour import Harbour
from moorings.companion.restoring import Restored, Wish, restore
from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.journey.blobs import blobs_of
from moorings.journey.codec import encode
from moorings.journey.records import When
from moorings.storage.copies import CopyLog
from moorings.storage.log import Head, Row
from moorings.vault import wraps
from moorings.vault.derivation import cheapest_stretching
from tools.decryptor import decryptor

PASSPHRASE: Final = "a long enough passphrase"
OTHERS: Final = "another person's passphrase"
#: After so many backups there is enough in a notebook.
PER_VAULT: Final = 8
#: One backup in so many is read by the decryptor as well.
READ_EVERY: Final = 3


def at(folder: Path) -> Harbour:
    return Harbour(folder, CountingClock(), stretching=cheapest_stretching)


class Life:
    """A notebook with pictures in it, somebody who writes, and its backups."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.harbour = at(folder)
        self.backups = Backups(self.harbour)
        made = self.harbour.make(PASSPHRASE)
        self.code, self.chance = made.code, chance
        pictures = (FoundPicture("lake.jpg", "image/jpeg", chance.randbytes(5_000)),)
        when = When(CountingClock().now().date())
        arrive(
            made.opened, Arrival((FoundEntry("x", "1", when, "", (), "", pictures),))
        )
        self.writer = Writer(made.opened, [*made.opened.journey.records()], chance)

    def back_up(self, target: Path, seen: Seen) -> "Taken":
        """Make a backup under load, and take it elsewhere."""
        writer = self.writer
        writer.begin_a_page()
        before = len(writer.log)
        with writer.at_work():
            self.backups.make(writer.opened)
            meanwhile = len(writer.log) - before
        standing = backups_in(self.backups.place(writer.opened))
        shutil.copyfile(standing[0].path, target)
        taken = Taken.read(target, writer)
        seen.also["written meanwhile"] += meanwhile
        seen.also["of these in the backup"] += taken.head.position - before
        if not before <= taken.head.position <= len(writer.log):
            seen.lost += max(before - taken.head.position, 1)
        return taken

    def end(self) -> None:
        """Lock it, and take it away once what is replaced as one locks is done."""
        self.harbour.lock_all()
        self.backups.wait()
        shutil.rmtree(self.harbour.folder)


@dataclass(frozen=True)
class Taken:
    """A backup that was taken elsewhere, and what has to be in it."""

    file: Path
    owner: bytes
    head: Head
    rows: list[Row]
    pictures: list[tuple[bytes, bytes]]
    holds: Acknowledged

    @classmethod
    def read(cls, file: Path, writer: Writer) -> "Taken":
        owner = writer.opened.owner
        with closing(CopyLog(file)) as log:
            head, rows = log.head(owner), [*log.read(owner)]
        holds = writer.standing(head.position)
        shown = any(blobs_of(record) for record in holds.records)
        pictures = writer.pictures if shown else []
        return cls(file, owner, head, rows, pictures, holds)


def run(folder: Path, size: int, seed: int) -> Seen:
    """Make so many backups, and let each come back in a way that is drawn."""
    chance, seen = Random(seed), Seen()  # noqa: S311 - repeatable on purpose
    with in_memory(folder) as root, patch.object(wraps, "stretch", known_stretch):
        for number in range(size):
            if number % PER_VAULT == 0:
                life = Life(root / str(number), chance)
            taken = life.back_up(root / "taken.moorings", seen)
            way = WAYS[number % len(WAYS)]
            secret = chance.choice((PASSPHRASE, life.code))
            if number % READ_EVERY == 0:
                read_elsewhere(taken, secret, seen, code=secret == life.code)
            way(life, taken, secret, seen)
            seen.also[way.__name__] += 1
            seen.also["with the code"] += secret == life.code
            shutil.rmtree(root / "new", ignore_errors=True)
            if (number + 1) % PER_VAULT == 0 or number + 1 == size:
                life.end()
            seen.done += 1
    return seen


def read_elsewhere(taken: Taken, secret: str, seen: Seen, *, code: bool) -> None:
    """Read the backup with the decryptor that shares no line with Moorings."""
    told = decryptor.read(taken.file, secret, code=code)
    if told["damaged"]:
        seen.problems.append(f"the decryptor says: {told['damaged']}")
    if told["records"] != [json.loads(encode(each)) for each in taken.holds.records]:
        seen.silent += 1
    if {*told["drafts"]} != {draft.id for draft in taken.holds.drafts}:
        seen.lost += 1
    seen.also["read by the decryptor"] += 1


def into_an_empty_folder(life: Life, taken: Taken, secret: str, seen: Seen) -> None:
    harbour = at(taken.file.with_name("new"))
    judge(harbour, restore(harbour, taken.file, secret, Wish()), taken, seen)
    open_again(harbour, life, taken, seen)


def beside_another(life: Life, taken: Taken, secret: str, seen: Seen) -> None:
    harbour = at(taken.file.with_name("new"))
    other = harbour.make(OTHERS).opened.owner.hex()
    restored = restore(harbour, taken.file, secret, Wish(door="the blue one"))
    judge(harbour, restored, taken, seen)
    open_again(harbour, life, taken, seen)
    if not harbour.find(harbour.unlock(other, OTHERS)).condition.sound:
        seen.silent += 1
    harbour.lock_all()


def in_its_place(life: Life, taken: Taken, secret: str, seen: Seen) -> None:
    """Put it in the place of the notebook, where it goes on from."""
    writer, harbour = life.writer, life.harbour
    with life.backups.kept_still(writer.opened):
        restored = restore(harbour, taken.file, secret, Wish(replace=True))
    judge(harbour, restored, taken, seen)
    assert restored.aside
    with closing(CopyLog(restored.aside)) as log:
        seen.lost += len(writer.log) - log.head(taken.owner).position
    restored.aside.unlink()
    more = [*restored.opened.journey.records()][len(taken.holds.records) :]
    log_of_it = [*writer.log[: taken.head.position], *more]
    life.writer = Writer(restored.opened, log_of_it, life.chance)


WAYS: Final[tuple[Callable[[Life, Taken, str, Seen], None], ...]] = (
    into_an_empty_folder,
    beside_another,
    into_an_empty_folder,
    in_its_place,
)


def judge(harbour: Harbour, restored: Restored, taken: Taken, seen: Seen) -> None:
    """Hold what came back against what the backup has to hold, down to the bytes."""
    opened, verdict = restored.opened, restored.verdict
    if not (verdict.condition.sound and opened.condition.sound):
        seen.silent += 1
    if verdict.unreadable or verdict.pictures != len(taken.pictures):
        seen.lost += 1
    rows = [*opened.log.read(opened.owner)]
    found, told = acknowledged(opened), len(rows) - taken.head.position
    # That it took the place of another is said in it once a day.
    if told not in ({0, 1} if restored.aside else {0}):
        seen.problems.append(f"{len(rows)} rows, and not {taken.head.position}")
    if not told and opened.log.head(opened.owner) != taken.head:
        seen.problems.append("another head than that of the backup")
    if rows[: taken.head.position] != taken.rows:
        seen.silent += 1
    if opened.log.shelf(opened.owner, "blobs") != taken.pictures:
        seen.silent += 1
    found = found._replace(records=found.records[: len(found.records) - told])
    if compare(found, taken.holds, seen):
        seen.problems.append("more came back than was kept")


def open_again(harbour: Harbour, life: Life, taken: Taken, seen: Seen) -> None:
    """Open what came back with each of the two secrets, as on any other day."""
    vault = taken.owner.hex()
    harbour.lock_all()
    for way, secret in ((harbour.unlock, PASSPHRASE), (harbour.recover, life.code)):
        opened = harbour.find(way(vault, secret))
        if compare(acknowledged(opened), taken.holds, seen):
            seen.problems.append("it opened otherwise the next day")
        harbour.lock_all()


CAMPAIGN = Campaign(
    name="restores",
    does="a backup is made while somebody writes, and comes back: into an empty "
    "folder, beside another notebook, in its own place",
    unit="restores",
    ci=20,
    full=1_000,
    run=run,
    must_see=(
        "written meanwhile",
        "of these in the backup",
        "with the code",
        "read by the decryptor",
        *(way.__name__ for way in WAYS),
    ),
)
