"""Steps: each act is done in children that are killed at its first, second … last step.

A step is whatever changes a disk: a write, a sync, a file made, renamed or removed.
"""

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, NoReturn

from campaigns import backup_acts as backing
from campaigns import sharing_acts as sharing
from campaigns.campaign import Campaign, Seen
from campaigns.stopping_disk import Steps, StoppingDisk
from moorings.companion.arriving import arrive
from moorings.companion.boxing import box_record
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.opening import open_vault
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import erase
from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.journey.records import (
    AnyRecord,
    BondKey,
    Choice,
    Entry,
    Erasure,
    RecordId,
    When,
)
from moorings.storage.sqlite import SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError
from moorings.vault.header import Unlocked

CLOCK = SystemClock()
OLD, NEW = "the passphrase of old", "the newest passphrase"
DAY = When(date(2026, 3, 1))
LONGEST = 1_000


@dataclass(frozen=True)
class Before:
    """A vault with something in it, as each child finds it."""

    folder: Path
    vault: str
    unlocked: Unlocked
    code: str
    records: tuple[AnyRecord, ...]
    boxed: RecordId

    def open(self, folder: Path) -> Opened:
        log = SqliteLog(folder / "vaults" / self.vault)
        return open_vault(log, self.unlocked, CLOCK)


class Act(NamedTuple):
    """What a child does, and what must hold however far it came."""

    do: Callable[[Before, Path], object]
    check: Callable[[Before, Path], None]


def entry(text: str) -> Entry:
    return Entry(id=new_id(), written_at=CLOCK.now(), when=DAY, text=text)


def at(folder: Path) -> Harbour:
    return Harbour(folder, CLOCK, stretching=cheapest_stretching)


def prepare(folder: Path) -> Before:
    harbour = at(folder)
    made = harbour.make(OLD, first=tuple(entry(f"page {n}") for n in range(5)))
    sharing.share(made.opened, CLOCK)
    records = tuple(made.opened.journey.records())
    harbour.lock_all()
    boxed = entry("noted while locked")
    box_record(harbour, made.opened.owner.hex(), boxed)
    backing.lay(folder, made.opened.owner.hex())
    vault, unlocked = made.opened.owner.hex(), made.opened.unlocked
    return Before(folder, vault, unlocked, made.code, records, boxed.id)


def check_make(_: Before, folder: Path) -> None:
    harbour = at(folder)
    for vault in harbour.vaults():
        opened = harbour.find(harbour.unlock(vault, OLD))
        assert opened.condition.sound
        harbour.lock_all()
    made = harbour.make(NEW)
    assert made.opened.owner.hex() in harbour.vaults()
    harbour.lock_all()


def reopened(before: Before, folder: Path) -> list[AnyRecord]:
    """Open with the passphrase; everything must be in order, and the box empty."""
    harbour = at(folder)
    opened = harbour.find(harbour.unlock(before.vault, OLD))
    assert opened.condition.sound
    records = list(opened.journey.records())
    assert [r.id for r in records].count(before.boxed) == 1
    assert not opened.log.shelf(opened.owner, "inbox")
    harbour.lock_all()
    return [record for record in records if record.id != before.boxed]


def check_change(before: Before, folder: Path) -> None:
    harbour, opens = at(folder), []
    for passphrase in (OLD, NEW):
        try:
            opened = harbour.find(harbour.unlock(before.vault, passphrase))
        except WrongPassphraseError:
            continue
        opens.append(passphrase)
        assert opened.condition.sound
        assert set(before.records) <= set(opened.journey.records())
        harbour.lock_all()
    assert len(opens) == 1
    assert harbour.find(harbour.recover(before.vault, before.code)).condition.sound
    harbour.lock_all()


def do_arrive(before: Before, folder: Path) -> None:
    picture = FoundPicture("lake.jpg", "image/jpeg", bytes(3000))
    found = tuple(
        FoundEntry("jrnl", str(n), DAY, f"then {n}", pictures=(picture,))
        for n in range(20)
    )
    arrive(before.open(folder), Arrival(found))


def check_arrive(before: Before, folder: Path) -> None:
    records = reopened(before, folder)
    assert records[: len(before.records)] == list(before.records)
    assert len(records) - len(before.records) in {0, 20}


def check_erase(before: Before, folder: Path) -> None:
    kept, *rest = reopened(before, folder)
    if kept != before.records[0]:
        kept, *rest = before.records[0], kept, *rest
        assert isinstance(rest.pop(), Erasure)
    assert (kept, *rest) == before.records


def check_same(before: Before, folder: Path) -> None:
    assert tuple(reopened(before, folder)) == before.records


def check_backed_up(before: Before, folder: Path) -> None:
    backing.require_whole_backups(folder, before.vault)
    check_same(before, folder)


def check_restored(before: Before, folder: Path) -> None:
    backing.require_whole_backups(folder, before.vault)
    records = reopened(before, folder)
    told = (
        r for r in records if not (isinstance(r, Choice) and r.setting == "restored")
    )
    assert tuple(told) == before.records


def check_deleted(before: Before, folder: Path) -> None:
    if not backing.is_gone(at(folder)):
        check_same(before, folder)


def check_room(*wanted: tuple[RecordId, ...]) -> Callable[[Before, Path], None]:
    def check(before: Before, folder: Path) -> None:
        lost = set(before.records) - set(reopened(before, folder))
        assert all(isinstance(each, BondKey) for each in lost)
        opened = before.open(folder)
        sharing.check_room(opened, *wanted)
        opened.log.close()

    return check


GIVEN = (sharing.ONE, sharing.OTHER)

ACTS = {
    "make": Act(
        lambda _, folder: at(folder).make(OLD, first=(entry("first"),)), check_make
    ),
    "change passphrase": Act(
        lambda before, folder: change_passphrase(
            before.open(folder), NEW, cheapest_stretching()
        ),
        check_change,
    ),
    "erase": Act(
        lambda before, folder: erase(before.open(folder), before.records[0].id),
        check_erase,
    ),
    "arrive": Act(do_arrive, check_arrive),
    "give": Act(
        lambda before, folder: sharing.lay_one(before.open(folder)),
        check_room(GIVEN, (*GIVEN, sharing.MORE)),
    ),
    "take back": Act(
        lambda before, folder: sharing.take_one(before.open(folder)),
        check_room(GIVEN, GIVEN[1:]),
    ),
    "leave": Act(
        lambda before, folder: sharing.leave_all(before.open(folder)), check_room(GIVEN)
    ),
    "back up": Act(
        lambda before, folder: backing.back_up(before.open(folder), folder),
        check_backed_up,
    ),
    "restore": Act(
        lambda _, folder: backing.bring_back(at(folder), folder, OLD), check_restored
    ),
    "delete": Act(
        lambda before, folder: backing.delete(at(folder), before.vault, OLD),
        check_deleted,
    ),
    "open and lock": Act(
        lambda before, folder: before.open(folder).log.close(), check_same
    ),
}


def child(act: Act, before: Before, folder: Path, allowed: int) -> NoReturn:
    steps, status = Steps(allowed), 1
    try:
        disk = StoppingDisk(steps)
        sys.addaudithook(steps.audit)
        act.do(before, folder)
        steps.audit("done", disk)
        status = 0
    finally:
        os._exit(status)


def came_through(act: Act, before: Before, folder: Path, allowed: int) -> bool:
    pid = os.fork()
    if pid == 0:
        child(act, before, folder, allowed)
    _, status = os.waitpid(pid, 0)
    assert status in {0, signal.SIGKILL}
    return status == 0


def run(folder: Path, size: int, seed: int) -> Seen:
    """Kill every act at every step, so many times over."""
    seen = Seen()
    for turn in range(size):
        for name, act in ACTS.items():
            place = folder / f"{turn}-{name}"
            seen.also[name] += kill_at_each_step(act, name, place, seen)
        seen.done += 1
    return seen


def kill_at_each_step(act: Act, name: str, folder: Path, seen: Seen) -> int:
    """Do an act again and again, let one step more each time; give its steps."""
    before = prepare(folder / "before")
    for steps in range(LONGEST):
        place = folder / str(steps)
        if name != "make":
            shutil.copytree(before.folder, place)
        done = came_through(act, before, place, steps)
        try:
            act.check(before, place)
        except Exception:  # noqa: BLE001 - all of them are told
            seen.problems.append(f"{name}, step {steps}: {traceback.format_exc()}")
        shutil.rmtree(place)
        if done:
            return steps
    seen.problems.append(f"{name}: no end after {LONGEST} steps")
    return LONGEST


CAMPAIGN = Campaign(
    name="steps",
    does="each act is killed at each of its steps (a write, a sync, a new name)",
    unit="rounds",
    ci=1,
    full=20,
    run=run,
    must_see=tuple(ACTS),
)
