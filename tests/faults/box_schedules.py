"""Plays the way from a browser's queue into a notebook, with everything going wrong.

`python -m tests.faults.box_schedules --schedules 20000 --seed 1`. The browser and the
network are played here, the notebook is the real one. In each schedule a few steps of
a hard moment are noted; requests and answers are lost, doubled and late; two carriers
share the queue; the browser is closed, the program is stopped, or killed before or
after any commit; the notebook is locked, unlocked, edited, erased in, and given
another passphrase. In the end each step must stand in it once. Prints what it saw as
JSON. The same seed plays the same schedules. They are quick where temporary files lie
in memory (TMPDIR); what a disk may do is played in campaigns/power.py.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

from moorings.companion.boxing import INBOX, box_record, box_sealed
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import bring_back, erase, take_back
from moorings.companion.writing import Written, edit_page
from moorings.journey.activation import activation_of
from moorings.journey.codec import encode
from moorings.journey.journey import Journey
from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Entry,
    Rating,
    RawNote,
    RecordId,
    When,
    Where,
)
from moorings.storage.sqlite import SqliteLog
from moorings.vault import wraps
from moorings.vault.derivation import Stretching, cheapest_stretching
from moorings.vault.keyring import seal_for_box

PASSPHRASE = "a long enough passphrase"
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHEN = When(date(2026, 3, 1))
MOMENTS = 2
CARRIERS = 2
ACTS = (15, 60)
#: A vault that has seen this many schedules is long enough.
PER_VAULT = 25


class StillClock:
    """A clock at which nothing locks by itself."""

    def now(self) -> datetime:
        return AT

    def elapsed(self) -> float:
        return 0.0


class KilledError(BaseException):
    """The program ended here and now."""


class Fuse:
    """Kills the program before, in or after one of its next transactions."""

    def __init__(self) -> None:
        self.left = 0
        self.writing = SqliteLog.writing

    def burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise KilledError

    def log_with_it(self) -> AbstractContextManager[object]:
        @contextmanager
        def writing(log: SqliteLog, owner: bytes) -> Iterator[object]:
            self.burn()
            with self.writing(log, owner) as transaction:
                yield transaction
                self.burn()
            self.burn()

        return patch.object(SqliteLog, "writing", writing)


class Program:
    """Moorings on one data folder, as often as it is started."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running = True
        self.harbour = Harbour(folder, StillClock(), stretching=cheapest_stretching)
        opened = self.harbour.make(PASSPHRASE).opened
        self.vault, self.owner = opened.owner.hex(), opened.owner
        self.box = opened.unlocked.header.box

    @property
    def opened(self) -> Opened | None:
        return self.harbour.open_vault(self.vault) if self.running else None

    def stop(self) -> None:
        self.harbour.lock_all()
        self.running = False

    def start(self) -> None:
        if not self.running:
            self.harbour = Harbour(
                self._folder, StillClock(), stretching=cheapest_stretching
            )
            self.running = True

    def unlock(self) -> None:
        if self.running:
            self.harbour.unlock(self.vault, PASSPHRASE)

    def lock(self) -> None:
        if opened := self.opened:
            self.harbour.lock(opened)

    def take(self, items: dict[bytes, bytes]) -> bool:
        """Take a delivery, and say whether it was acknowledged."""
        if not self.running:
            return False
        box_sealed(self.harbour, self.vault, items)
        return True


@dataclass
class Trip:
    """A delivery on its way; `by` is the carrier that waits for the answer."""

    by: int
    items: dict[bytes, bytes]


@dataclass
class Schedule:
    """One evening: what was noted, what lies in the queue, what is on its way."""

    program: Program
    fuse: Fuse
    chance: random.Random
    seen: Counter[str]
    made: dict[RecordId, AnyRecord] = field(default_factory=dict)
    edited: dict[RecordId, str] = field(default_factory=dict)
    gone: set[RecordId] = field(default_factory=set)
    erased: set[RecordId] = field(default_factory=set)
    unsure: set[RecordId] = field(default_factory=set)
    queue: dict[bytes, bytes] = field(default_factory=dict)
    requests: list[Trip] = field(default_factory=list)
    answers: list[Trip] = field(default_factory=list)
    away: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pin = self.program.box
        self.moments = [self.new_id() for _ in range(MOMENTS)]

    def play(self) -> list[str]:
        """Do things at random, then let everything arrive; say what is wrong."""
        for _ in range(self.chance.randint(*ACTS)):
            (act,) = self.chance.choices(list(ACTS_OF), list(ACTS_OF.values()))
            self.seen[act.__name__] += 1
            # Sometimes the program dies in the middle of it, or soon after.
            if self.chance.random() < 0.05:
                self.fuse.left = self.chance.randint(1, 9)
            try:
                act(self)
            except KilledError:
                self.seen["killed"] += 1
                self.fuse.left = 0
                self.program.stop()
        self.fuse.left = 0
        self.settle()
        return self.wrong()

    # --- the browser ----------------------------------------------------------------

    def note(self) -> None:
        """Note a step: it is sealed, and durable in the queue."""
        record = self.new_step("offline")
        item = bytes.fromhex(record.id)
        sealed = seal_for_box(self.pin, self.program.owner, item, encode(record))
        self.made[record.id] = record
        self.queue[item] = sealed

    def carry(self) -> None:
        """Set out with what lies in the queue, or with a part of it."""
        carrier = self.chance.randrange(CARRIERS)
        if self.queue and carrier not in self.away:
            items = self.chance.sample(
                list(self.queue.items()), self.chance.randint(1, len(self.queue))
            )
            self.away.add(carrier)
            self.requests.append(Trip(carrier, dict(items)))

    def hear(self) -> None:
        """Hear an answer: what it acknowledges leaves the queue."""
        if self.answers:
            answer = self.pick(self.answers)
            for item in answer.items:
                self.queue.pop(item, None)
            self.away.discard(answer.by)

    def hear_nothing(self) -> None:
        """Give up waiting; what was under way may still arrive."""
        self.away.clear()

    def close_browser(self) -> None:
        """Kill the browser: only the queue stays."""
        self.away.clear()
        self.answers.clear()

    def pin_anew(self) -> None:
        """Visit a page of the open notebook."""
        if opened := self.program.opened:
            self.pin = opened.unlocked.header.box

    # --- the network ----------------------------------------------------------------

    def deliver(self) -> None:
        """Let any request arrive; sometimes it arrives once more, much later."""
        if not self.requests:
            return
        trip = self.pick(self.requests)
        if self.chance.random() < 0.4:
            self.seen["doubled"] += 1
            self.requests.append(trip)
        if self.program.take(trip.items):
            self.answers.append(trip)

    def lose_request(self) -> None:
        if self.requests:
            self.pick(self.requests)

    def lose_answer(self) -> None:
        if self.answers:
            self.pick(self.answers)

    # --- the notebook ----------------------------------------------------------------

    def start(self) -> None:
        self.program.start()

    def stop(self) -> None:
        self.program.stop()

    def unlock(self) -> None:
        self.program.unlock()

    def lock(self) -> None:
        self.program.lock()

    def send_form(self) -> None:
        """Note a step by a plain form, which the program keeps or seals."""
        if not self.program.running:
            return
        record = self.new_step("locked")
        # Where the program dies before it answers, both are right: there or not.
        self.unsure.add(record.id)
        if opened := self.program.opened:
            opened.keep(record)
        else:
            box_record(self.program.harbour, self.program.vault, record)
        self.made[record.id] = record

    def edit(self) -> None:
        if (opened := self.program.opened) and (of := self.standing(opened)):
            version, words = self.new_id(), f"edited {of}"
            self.change(
                lambda: edit_page(opened, version, of, Written(words, WHEN)),
                lambda journey: journey.record(version) is not None,
                lambda: self.edited.update({of: words}),
            )

    def take_back(self) -> None:
        if (opened := self.program.opened) and (of := self.standing(opened)):
            self.change(
                lambda: take_back(opened, of),
                lambda journey: journey.is_taken_back(of),
                lambda: self.gone.add(of),
            )

    def bring_back(self) -> None:
        if (opened := self.program.opened) and self.gone:
            of = self.chance.choice(sorted(self.gone))
            self.change(
                lambda: bring_back(opened, of),
                lambda journey: not journey.is_taken_back(of),
                lambda: self.gone.discard(of),
            )

    def erase(self) -> None:
        if (opened := self.program.opened) and (of := self.standing(opened)):
            self.change(
                lambda: erase(opened, of),
                lambda journey: of in journey.erased,
                lambda: self.erased.add(of),
            )

    def change_passphrase(self) -> None:
        """Change it to the same words: keys and box are new all the same."""
        if opened := self.program.opened:
            change_passphrase(opened, PASSPHRASE, cheapest_stretching())

    # --- the end ---------------------------------------------------------------------

    def settle(self) -> None:
        """Let what is on its way arrive or not, then let everything go well."""
        self.program.start()
        while self.requests:
            self.chance.choice((self.deliver, self.lose_request))()
        self.away.clear()
        self.answers.clear()
        self.chance.choice((self.program.lock, self.program.unlock))()
        if self.queue:
            self.program.take(dict(self.queue))
            self.queue.clear()
        self.program.lock()
        self.program.unlock()

    def wrong(self) -> list[str]:
        """Look at the notebook, unlocked anew, and say what is not as it should be."""
        opened = self.program.opened
        assert opened is not None
        journey = opened.journey
        found = [] if opened.condition.sound else [f"unsound: {opened.condition}"]
        if opened.log.shelf(self.program.owner, INBOX):
            found.append("something is still in the box")
        for name, record in self.made.items():
            found += self.wrong_about(name, record, journey)
        known = self.made.keys() | self.unsure
        mine = [r for r in journey.records() if self.is_of_tonight(r)]
        twice = Counter(self.content(record) for record in mine)
        found += [f"twice: {what}" for what, times in twice.items() if times > 1]
        found += [f"unasked: {r}" for r in mine if not (r.replaces or r.id in known)]
        raw = [r for r in journey.records() if isinstance(r, RawNote)]
        copies = [r for r in journey.records() if (r.origin or "").startswith("copy")]
        found += [f"raw: {r}" for r in raw] + [f"copy: {r}" for r in copies]
        self.seen["noted"] += len(self.made)
        self.seen["erased"] += len(self.erased)
        return found

    def wrong_about(
        self, name: RecordId, record: AnyRecord, journey: Journey
    ) -> list[str]:
        """Say what is wrong with one step: it stands once, as it was last said."""
        if name in self.erased:
            return [f"came back: {name}"] if journey.record(name) else []
        if journey.record(name) is None:
            return [f"lost: {name}"]
        if name in self.gone:
            gone = journey.is_taken_back(name)
            return [] if gone else [f"brought back by itself: {name}"]
        page, text = journey.page(name), self.edited.get(name, f"a line {name}")
        said = (getattr(page.newest, "text", ""), page.others) if page else None
        if isinstance(record, Entry) and said != (text, ()):
            return [f"not as last said: {page}"]
        moment = journey.activation(activation_of(record) or name)
        steps = [step.replaces or step.id for step in moment.steps] if moment else []
        return [] if steps.count(name) == 1 else [f"no step of its moment: {name}"]

    # --- pieces ----------------------------------------------------------------------

    def new_id(self) -> RecordId:
        return RecordId(self.chance.randbytes(16).hex())

    def new_step(self, where: Where) -> Entry | Rating | ActivationEnd:
        shared: dict[str, Any] = {
            "id": self.new_id(),
            "written_at": AT,
            "written_where": where,
            "activation": self.chance.choice(self.moments),
            "when": WHEN,
        }
        match self.chance.randrange(4):
            case 0:
                return ActivationEnd(**shared, how="calm")
            case 1:
                return Rating(**shared, intensity=self.chance.randrange(11))
            case _:
                return Entry(**shared, text=f"a line {shared['id']}")

    def pick(self, among: list[Trip]) -> Trip:
        return among.pop(self.chance.randrange(len(among)))

    def standing(self, opened: Opened) -> RecordId | None:
        """Choose a page of tonight that stands in the notebook as it was noted."""
        pages = [
            name
            for name, record in self.made.items()
            if isinstance(record, Entry)
            and opened.journey.page(name)
            and name not in self.gone | self.edited.keys()
        ]
        return self.chance.choice(pages) if pages else None

    def change(
        self,
        do: Callable[[], None],
        is_done: Callable[[Journey], bool],
        then: Callable[[], object],
    ) -> None:
        """Change the notebook; after a kill its file says whether that was done."""
        try:
            do()
        except KilledError:
            with self.program.harbour.looking(self.program.vault, PASSPHRASE) as opened:
                if is_done(opened.journey):
                    then()
            raise
        then()

    def is_of_tonight(self, record: AnyRecord) -> bool:
        return getattr(record, "activation", None) in self.moments

    def content(self, record: AnyRecord) -> tuple[str, str]:
        return record.id, str(getattr(record, "text", ""))


ACTS_OF: dict[Callable[[Schedule], None], int] = {
    Schedule.note: 8,
    Schedule.carry: 10,
    Schedule.deliver: 12,
    Schedule.hear: 6,
    Schedule.hear_nothing: 2,
    Schedule.close_browser: 1,
    Schedule.lose_request: 1,
    Schedule.lose_answer: 3,
    Schedule.pin_anew: 2,
    Schedule.start: 4,
    Schedule.stop: 1,
    Schedule.unlock: 5,
    Schedule.lock: 2,
    Schedule.send_form: 2,
    Schedule.edit: 3,
    Schedule.take_back: 2,
    Schedule.bring_back: 2,
    Schedule.erase: 3,
    Schedule.change_passphrase: 1,
}


def quickly(passphrase: str, stretching: Stretching) -> bytes:
    """Stand in for Argon2: how long a key takes to turn is not what is tried here."""
    return sha256(stretching.salt + passphrase.encode()).digest()


def play(folder: Path, schedules: int, seed: int) -> dict[str, Any]:
    """Play as many schedules as asked for; give what was seen and what was wrong."""
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    fuse = Fuse()
    with fuse.log_with_it(), patch.object(wraps, "stretch", quickly):
        for number in range(schedules):
            if number % PER_VAULT == 0:
                program = Program(folder / str(number))
            chance = random.Random(f"{seed} {number}")  # noqa: S311 - repeatable
            schedule = Schedule(program, fuse, chance, seen)
            found = schedule.play()
            wrong += [f"schedule {number}: {each}" for each in found]
            if (number + 1) % PER_VAULT == 0:
                program.stop()
    return {"schedules": schedules, "wrong": wrong, "seen": dict(sorted(seen.items()))}


def main() -> int:
    """Play, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        told = play(Path(folder), chosen.schedules, chosen.seed)
    told["seconds"] = round(time.perf_counter() - begun, 1)
    sys.stdout.write(json.dumps(told, indent=2) + "\n")
    return 1 if told["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
