"""Keeps records in child processes that are killed at random moments, and counts.

Run by test_killed_while_writing.py: `appending.py FOLDER CYCLES SEED`. It is a process
of its own because forking needs one without threads, and without 300 times the start
of Python. Prints what it saw as JSON.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.opening import open_vault
from moorings.journey.records import Entry, When
from moorings.storage.sqlite import SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.header import Unlocked

CYCLES_PER_VAULT = 10
LONGEST_LIFE = 0.03
CLOCK = SystemClock()
ID_BYTES = 16


def main(folder: Path, cycles: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    harbour = Harbour(folder, CLOCK, stretching=cheapest_stretching)
    made = harbour.make("a long enough passphrase")
    unlocked = made.opened.unlocked
    harbour.lock_all()
    (empty,) = (harbour.folder / name for name in harbour.vaults())
    seen = {"cycles": 0, "acknowledged": 0, "ahead": 0, "lost": 0, "unsound": 0}
    acknowledged: set[str] = set()
    place = empty
    for cycle in range(cycles):
        if cycle % CYCLES_PER_VAULT == 0:
            place, acknowledged = folder / f"copy-{cycle}", set()
            shutil.copytree(empty, place)
        acknowledged |= one_life(place, unlocked, chance)
        count(place, unlocked, acknowledged, seen)
        seen["cycles"] += 1
        last = cycle % CYCLES_PER_VAULT == CYCLES_PER_VAULT - 1
        seen["acknowledged"] += len(acknowledged) if last else 0
    sys.stdout.write(json.dumps(seen))


def one_life(place: Path, unlocked: Unlocked, chance: random.Random) -> set[str]:
    """Let a child write until it is killed; give the ids it acknowledged."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read_end)
            append_for_ever(place, unlocked, write_end)
        finally:
            os._exit(1)
    os.close(write_end)
    told = os.read(read_end, ID_BYTES)
    time.sleep(chance.random() * LONGEST_LIFE)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(read_end, 1 << 16):
        told += more
    os.close(read_end)
    return {told[n : n + ID_BYTES].hex() for n in range(0, len(told), ID_BYTES)}


def append_for_ever(place: Path, unlocked: Unlocked, acknowledge: int) -> NoReturn:
    opened = open_vault(SqliteLog(place), unlocked, CLOCK)
    while True:
        now = CLOCK.now()
        text = "word " * (len(opened.mark) + now.microsecond % 500)
        entry = Entry(id=new_id(), written_at=now, when=When(now.date()), text=text)
        opened.keep(entry)
        os.write(acknowledge, bytes.fromhex(entry.id))


def count(
    place: Path, unlocked: Unlocked, acknowledged: set[str], seen: dict[str, int]
) -> None:
    """Open the vault, checking every seal and link, and see what is there."""
    log = SqliteLog(place)
    opened: Opened = open_vault(log, unlocked, CLOCK)
    log.close()
    kept = [record.id for record in opened.journey.records()]
    seen["lost"] += len(acknowledged - set(kept))
    seen["ahead"] += len(set(kept) - acknowledged)
    seen["unsound"] += not opened.condition.sound or len(kept) != len(set(kept))
    acknowledged.update(kept)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
