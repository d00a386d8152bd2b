"""Overload: fifty browsers unlock one notebook at once, while others read.

Keys are stretched as they are for people, with 64 MiB each. Times are told, and judged
by nobody: they are those of the machine.
"""

import json
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Final

from campaigns.campaign import Campaign, Seen
from campaigns.program import Program, running
from campaigns.visitor import OK, SEE_OTHER, Answer, Visitor
from campaigns.weighing import memory_mib, milliseconds
from moorings.companion.clock import SystemClock, moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import new_id
from moorings.journey.codec import encode
from moorings.journey.records import Entry
from moorings.vault.header import Header
from moorings.vault.keyring import seal_for_box

PASSPHRASE: Final = "a long enough passphrase"
AT_ONCE: Final = 50
MOST_MIB: Final = 1_024
#: What somebody else reads meanwhile: none of it needs a notebook.
READ: Final = ("/now", "/now/stopped", "/crisis")
PAUSE_SECONDS: Final = 0.02


class Others:
    """Somebody who reads, and somebody who notes a hard moment, while fifty unlock."""

    def __init__(self, base: str, header: Header) -> None:
        self._base, self._header = base, header
        self.pages: list[Answer] = []
        self.notes: list[Answer] = []
        self.kept: set[str] = set()
        self.unanswered = 0

    @contextmanager
    def about(self) -> Iterator[None]:
        """Let them go on until the block ends."""
        over = threading.Event()

        def again_and_again(act: Callable[[], None]) -> None:
            while not over.wait(PAUSE_SECONDS):
                try:
                    act()
                except (OSError, HTTPException):
                    self.unanswered += 1

        acts = (self.read, self.note)
        threads = [threading.Thread(target=again_and_again, args=(a,)) for a in acts]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def read(self) -> None:
        page = READ[len(self.pages) % len(READ)]
        self.pages.append(Visitor(self._base).ask(page))

    def note(self) -> None:
        page, body = sealed(self._header)
        answer = Visitor(self._base).deliver("/now/box", body)
        self.notes.append(answer)
        if answer.status == OK:
            self.kept.add(page)


def run(folder: Path, size: int, seed: int) -> Seen:
    """Start the program so often, and let fifty unlock at once."""
    seen = Seen()
    harbour = Harbour(folder / "data", SystemClock())
    header = harbour.make(PASSPHRASE).opened.unlocked.header
    harbour.lock_all()
    for _ in range(size):
        with running(folder / "data") as program:
            told = one_rush(program, header, seen)
        opened = harbour.find(harbour.unlock(header.vault.hex(), PASSPHRASE))
        ids = [record.id for record in opened.journey.records()]
        seen.lost += len(told - {*ids})
        seen.doubled += len(ids) - len({*ids})
        seen.silent += not opened.condition.sound
        harbour.lock_all()
        seen.done += 1
    return seen


def one_rush(program: Program, header: Header, seen: Seen) -> set[str]:
    """Let them all come; give the ids of what was noted in Help now meanwhile."""
    visitors = [Visitor(program.base) for _ in range(AT_ONCE)]
    together, others = threading.Barrier(AT_ONCE), Others(program.base, header)

    def unlock(visitor: Visitor) -> Answer:
        together.wait()
        return visitor.send("/unlock", passphrase=PASSPHRASE)

    with others.about(), ThreadPoolExecutor(AT_ONCE) as pool:
        unlocked = list(pool.map(unlock, visitors))
    inside = [visitor.ask("/write").status for visitor in visitors]
    judge(unlocked, inside, [*others.pages, *others.notes], seen)
    if others.unanswered:
        seen.problems.append(f"{others.unanswered} got no answer meanwhile")
    weigh(program, seen)
    for name, those in (
        ("unlock", unlocked),
        ("page", others.pages),
        ("note", others.notes),
    ):
        tell(name, those, seen)
    return others.kept


def sealed(header: Header) -> tuple[str, str]:
    """Seal a step of a hard moment, as a browser does; give its id and the delivery."""
    now = SystemClock().now()
    page = Entry(
        id=new_id(),
        written_at=now,
        written_where="offline",
        when=moment(now),
        text="so",
    )
    item = bytes.fromhex(page.id)
    body = b64encode(seal_for_box(header.box, header.vault, item, encode(page)))
    delivery = {"vault": header.vault.hex(), "items": [[page.id, body.decode()]]}
    return page.id, json.dumps(delivery)


def judge(
    unlocked: list[Answer], inside: list[int], answers: list[Answer], seen: Seen
) -> None:
    """Count whoever was not let in, and whatever was not shown."""
    shut_out = sum(each.status != SEE_OTHER for each in unlocked)
    shut_out += sum(status != OK for status in inside)
    if shut_out:
        seen.problems.append(f"{shut_out} were not let in")
    if failed := sum(each.status != OK for each in answers):
        seen.problems.append(f"{failed} were refused meanwhile")
    seen.also["let in"] += len(unlocked)
    seen.also["answers meanwhile"] += len(answers)


def weigh(program: Program, seen: Seen) -> None:
    most = memory_mib(program.pid)
    if most >= MOST_MIB:
        seen.problems.append(f"{most} MiB of memory")
    seen.also["most MiB"] = max(most, seen.also["most MiB"])


def tell(name: str, answers: list[Answer], seen: Seen) -> None:
    """Tell the worst of the times."""
    for percent in (50, 99):
        key = f"{name} p{percent} ms"
        found = milliseconds((each.seconds for each in answers), percent)
        seen.also[key] = max(found, seen.also[key])


CAMPAIGN = Campaign(
    name="overload",
    does="fifty browsers unlock one notebook at once, while others read, and note a "
    "hard moment",
    unit="rushes",
    ci=1,
    full=20,
    run=run,
    must_see=("let in", "answers meanwhile"),
)
