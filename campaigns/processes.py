"""Processes: four want one notebook; whoever has it is killed, until none is left.

The three others are told that it is in use. They may look at it meanwhile, and lay
pages into its box.
"""

import os
import select
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Final, NamedTuple, NoReturn
from unittest.mock import patch

from campaigns.campaign import Campaign, Seen
from campaigns.in_memory import in_memory
from campaigns.repeating import known_stretch
from moorings.companion.boxing import box_record
from moorings.companion.clock import SystemClock, moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import new_id
from moorings.companion.opening import take_in
from moorings.journey.records import Entry
from moorings.storage.log import VaultInUseError
from moorings.vault import wraps
from moorings.vault.derivation import cheapest_stretching

PASSPHRASE: Final = "a long enough passphrase"
CLOCK: Final = SystemClock()
PROCESSES: Final = 4
ROUNDS_PER_VAULT: Final = 5
#: A holder keeps so many pages at the most before it is killed.
MOST_PAGES: Final = 12
#: Each process lays so many pages into the box; a holder looks there now and then.
BOXED_EACH, LOOKS_EVERY = 2, 4
PATIENCE_SECONDS: Final = 120
PAUSE_SECONDS: Final = 0.001

KEPT, BOXED, REFUSED, WRONG = b"K", b"B", b"R", b"W"
NOTHING: Final = "00" * 16
SIZE: Final = 2 + len(NOTHING) // 2


class Told(NamedTuple):
    """What a process says through the pipe: what came about, and for which page."""

    what: bytes
    who: int
    page: str


class Place(NamedTuple):
    """A notebook and its folder."""

    folder: Path
    vault: str

    def harbour(self) -> Harbour:
        return Harbour(self.folder, CLOCK, stretching=cheapest_stretching)


def run(folder: Path, size: int, seed: int) -> Seen:
    """Let four processes want one notebook, so many times over."""
    chance, seen = Random(seed), Seen()  # noqa: S311 - repeatable on purpose
    with in_memory(folder) as root, patch.object(wraps, "stretch", known_stretch):
        for number in range(size):
            if number % ROUNDS_PER_VAULT == 0:
                shutil.rmtree(root / "data", ignore_errors=True)
                place, pages = new_place(root / "data"), set[str]()
            pages |= Round(place, chance, seen).play()
            judge(place, pages, seen)
            seen.done += 1
    return seen


def new_place(folder: Path) -> Place:
    harbour = Harbour(folder, CLOCK, stretching=cheapest_stretching)
    vault = harbour.make(PASSPHRASE).opened.owner.hex()
    harbour.lock_all()
    place = Place(folder, vault)
    # The key is stretched once, here: the processes know it when they are forked.
    opened = place.harbour()
    opened.unlock(vault, PASSPHRASE)
    opened.lock_all()
    return place


class Round:
    """Four processes, from their first breath until the last was killed."""

    def __init__(self, place: Place, chance: Random, seen: Seen) -> None:
        self._place, self._chance, self._seen = place, chance, seen
        self._pages: set[str] = set()
        self._living: dict[int, int] = {}

    def play(self) -> set[str]:
        """Kill one holder after the other; give the pages that were acknowledged."""
        read_end, write_end = os.pipe()
        for who in range(PROCESSES):
            pid = os.fork()
            if pid == 0:
                os.close(read_end)
                live(self._place, who, write_end)
            self._living[who] = pid
        os.close(write_end)
        told = heard(read_end)
        while self._living and self.one_holder(told):
            pass
        for who in [*self._living]:
            self.kill(who)
        for each in told:
            self.note(each)
        os.close(read_end)
        return self._pages

    def one_holder(self, told: Iterator[Told]) -> bool:
        """Wait until one writes and every other one was refused; then kill it."""
        holder, pages, refused = -1, 0, set[int]()
        wanted = self._chance.randint(1, MOST_PAGES)
        until = CLOCK.elapsed() + PATIENCE_SECONDS
        for each in told:
            if CLOCK.elapsed() > until:
                break
            self.note(each)
            if each.who not in self._living or each.what == WRONG:
                continue
            if each.what == KEPT:
                if holder not in {-1, each.who}:
                    self._seen.problems.append("two had it at once")
                holder, pages = each.who, pages + 1
            elif each.what == REFUSED and holder >= 0:
                refused.add(each.who)
            if pages >= wanted and refused >= self._living.keys() - {holder}:
                self.kill(holder)
                self._seen.also["handed on"] += bool(self._living)
                return True
        self._seen.problems.append(f"only {PROCESSES - len(self._living)} ever had it")
        return False

    def note(self, told: Told) -> None:
        """Take down what one of them said."""
        names = {KEPT: "kept", BOXED: "boxed", REFUSED: "refused"}
        if told.what == WRONG:
            self._seen.problems.append("another error than that it is in use")
            return
        self._seen.also[names[told.what]] += 1
        if told.what != REFUSED:
            self._pages.add(told.page)

    def kill(self, who: int) -> None:
        pid = self._living.pop(who)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def heard(read_end: int) -> Iterator[Told]:
    """Give what they say, until the last is gone or nothing comes any more."""
    while select.select([read_end], [], [], PATIENCE_SECONDS)[0]:
        said = os.read(read_end, SIZE)
        if not said:
            return
        yield Told(said[:1], said[1], said[2:].hex())


def live(place: Place, who: int, write_end: int) -> NoReturn:
    """Want the notebook until one has it, then keep pages until one is killed."""

    def tell(what: bytes, page: str = NOTHING) -> None:
        os.write(write_end, what + bytes([who]) + bytes.fromhex(page))

    try:
        harbour, to_box = place.harbour(), BOXED_EACH
        while not has_it(harbour, place.vault):
            tell(REFUSED)
            if to_box:
                page, to_box = entry(), to_box - 1
                box_record(harbour, place.vault, page)
                tell(BOXED, page.id)
            with harbour.looking(place.vault, PASSPHRASE) as opened:
                if not opened.condition.sound:
                    tell(WRONG)
            time.sleep(PAUSE_SECONDS)
        keep_on(harbour, place.vault, tell)
    except Exception:  # noqa: BLE001 - told by the child, counted by its parent
        traceback.print_exc()
        tell(WRONG)
    finally:
        os._exit(1)


def has_it(harbour: Harbour, vault: str) -> bool:
    """Try to open it; no other error will do than that it is in use."""
    try:
        harbour.unlock(vault, PASSPHRASE)
    except VaultInUseError:
        return False
    return True


def keep_on(harbour: Harbour, vault: str, tell: Callable[[bytes, str], None]) -> None:
    opened = harbour.open_vault(vault)
    assert opened is not None
    for number in count():
        page = entry()
        opened.keep(page)
        tell(KEPT, page.id)
        if number % LOOKS_EVERY == 0:
            take_in(opened)


def entry() -> Entry:
    now = CLOCK.now()
    return Entry(id=new_id(), written_at=now, when=moment(now), text="a line or two")


def judge(place: Place, pages: set[str], seen: Seen) -> None:
    """Open it alone, and see that each page stands in it once."""
    harbour = place.harbour()
    opened = harbour.find(harbour.unlock(place.vault, PASSPHRASE))
    ids = [record.id for record in opened.journey.records()]
    seen.lost += len(pages - {*ids})
    seen.doubled += len(ids) - len({*ids})
    seen.silent += not opened.condition.sound
    seen.also["ahead"] += len({*ids} - pages)
    pages.update(ids)
    if opened.log.shelf(opened.owner, "inbox"):
        seen.problems.append("something is still in the box")
    harbour.lock_all()


CAMPAIGN = Campaign(
    name="processes",
    does="four processes want one notebook; one has it and three are told so, until "
    "it is killed and the next one has it",
    unit="rounds",
    ci=25,
    full=5_000,
    run=run,
    must_see=("kept", "boxed", "refused", "handed on"),
)
