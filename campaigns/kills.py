"""Kills: records are kept in child processes, which are killed at random moments."""

import os
import random
import shutil
import signal
import time
from pathlib import Path
from typing import NoReturn

from campaigns.campaign import Campaign, Seen
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


def run(folder: Path, size: int, seed: int) -> Seen:
    """Kill so many children, ten lives to a vault; look at the vault after each."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    harbour = Harbour(folder, CLOCK, stretching=cheapest_stretching)
    unlocked = harbour.make("a long enough passphrase").opened.unlocked
    harbour.lock_all()
    (empty,) = (harbour.folder / name for name in harbour.vaults())
    seen, place, acknowledged = Seen(), empty, set[str]()
    for cycle in range(size):
        if cycle % CYCLES_PER_VAULT == 0:
            place, acknowledged = folder / f"copy-{cycle}", set()
            shutil.copytree(empty, place)
        told = one_life(place, unlocked, chance)
        seen.also["acknowledged"] += len(told)
        acknowledged |= told
        count(place, unlocked, acknowledged, seen)
        seen.done += 1
        if cycle % CYCLES_PER_VAULT == CYCLES_PER_VAULT - 1:
            shutil.rmtree(place)
    return seen


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


def count(place: Path, unlocked: Unlocked, acknowledged: set[str], seen: Seen) -> None:
    """Open the vault, checking every seal and link, and see what is there."""
    log = SqliteLog(place)
    opened: Opened = open_vault(log, unlocked, CLOCK)
    log.close()
    kept = [record.id for record in opened.journey.records()]
    seen.lost += len(acknowledged - set(kept))
    seen.doubled += len(kept) - len(set(kept))
    seen.silent += not opened.condition.sound
    seen.also["ahead"] += len(set(kept) - acknowledged)
    acknowledged.update(kept)


CAMPAIGN = Campaign(
    name="kills",
    does="the program is killed (SIGKILL) while it keeps one page after another",
    unit="kills",
    ci=300,
    full=10_000,
    run=run,
    must_see=("acknowledged", "ahead"),
)
