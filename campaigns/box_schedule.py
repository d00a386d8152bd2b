"""One evening of a browser and a notebook, with everything going wrong between them."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from campaigns.box_program import AT, PASSPHRASE, Fuse, KilledError, Program
from moorings.companion.boxing import box_record
from moorings.companion.opened import Opened
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import bring_back, erase, take_back
from moorings.companion.writing import Written, edit_page
from moorings.journey.codec import encode
from moorings.journey.journey import Journey
from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Entry,
    Rating,
    RecordId,
    When,
    Where,
)
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.keyring import seal_for_box

WHEN: Final = When(date(2026, 3, 1))
MOMENTS: Final = 2
CARRIERS: Final = 2
ACTS: Final = (15, 60)
#: How often the program dies in the middle of an act, or a request comes once more.
DIES, COMES_AGAIN = 0.05, 0.4


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

    def play(self) -> None:
        """Do things at random, then let everything arrive."""
        for _ in range(self.chance.randint(*ACTS)):
            (act,) = self.chance.choices(list(ACTS_OF), list(ACTS_OF.values()))
            self.seen[act.__name__] += 1
            if self.chance.random() < DIES:
                self.fuse.left = self.chance.randint(1, 9)
            try:
                act(self)
            except KilledError:
                self.seen["killed"] += 1
                self.fuse.left = 0
                self.program.stop()
        self.fuse.left = 0
        self.settle()

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
        if self.chance.random() < COMES_AGAIN:
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
