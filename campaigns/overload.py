"""Overload: fifty browsers unlock one notebook at once, while others read.

Keys are stretched as they are for people, with 64 MiB each. Times are told, and judged
by nobody: they are those of the machine.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from campaigns.campaign import Campaign, Seen
from campaigns.program import Program, running
from campaigns.visitor import OK, SEE_OTHER, Answer, Visitor
from campaigns.weighing import memory_mib, milliseconds
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour

PASSPHRASE: Final = "a long enough passphrase"
AT_ONCE: Final = 50
MOST_MIB: Final = 1_024
#: What somebody else reads meanwhile: none of it needs a notebook.
READ: Final = ("/now", "/now/stopped", "/crisis")
PAUSE_SECONDS: Final = 0.02


def run(folder: Path, size: int, seed: int) -> Seen:
    """Start the program so often, and let fifty unlock at once."""
    seen = Seen()
    harbour = Harbour(folder / "data", SystemClock())
    harbour.make(PASSPHRASE)
    harbour.lock_all()
    for _ in range(size):
        with running(folder / "data") as program:
            one_rush(program, seen)
        seen.done += 1
    return seen


def one_rush(program: Program, seen: Seen) -> None:
    """Let them all come, and see that each was let in and each page was shown."""
    visitors = [Visitor(program.base) for _ in range(AT_ONCE)]
    over, answers = threading.Event(), list[Answer]()
    together = threading.Barrier(AT_ONCE)

    def unlock(visitor: Visitor) -> Answer:
        together.wait()
        return visitor.send("/unlock", passphrase=PASSPHRASE)

    def read() -> None:
        reader, number = Visitor(program.base), 0
        while not over.wait(PAUSE_SECONDS):
            answers.append(reader.ask(READ[number % len(READ)]))
            number += 1

    reading = threading.Thread(target=read)
    reading.start()
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            unlocked = list(pool.map(unlock, visitors))
    finally:
        over.set()
        reading.join()
    inside = [visitor.ask("/write").status for visitor in visitors]
    judge(unlocked, inside, answers, seen)
    weigh(program, seen)
    tell(unlocked, answers, seen)


def judge(
    unlocked: list[Answer], inside: list[int], answers: list[Answer], seen: Seen
) -> None:
    """Count whoever was not let in, and whatever was not shown."""
    shut_out = sum(each.status != SEE_OTHER for each in unlocked)
    shut_out += sum(status != OK for status in inside)
    if shut_out:
        seen.problems.append(f"{shut_out} were not let in")
    if failed := sum(each.status != OK for each in answers):
        seen.problems.append(f"{failed} pages were not shown meanwhile")
    seen.also["let in"] += len(unlocked)
    seen.also["pages meanwhile"] += len(answers)


def weigh(program: Program, seen: Seen) -> None:
    most = memory_mib(program.pid)
    if most >= MOST_MIB:
        seen.problems.append(f"{most} MiB of memory")
    seen.also["most MiB"] = max(most, seen.also["most MiB"])


def tell(unlocked: list[Answer], answers: list[Answer], seen: Seen) -> None:
    """Tell the worst of the times."""
    for name, those in (("unlock", unlocked), ("page", answers)):
        for percent in (50, 99):
            key = f"{name} p{percent} ms"
            found = milliseconds((each.seconds for each in those), percent)
            seen.also[key] = max(found, seen.also[key])


CAMPAIGN = Campaign(
    name="overload",
    does="fifty browsers unlock one notebook at once, while somebody reads other pages",
    unit="rushes",
    ci=1,
    full=20,
    run=run,
    must_see=("let in", "pages meanwhile"),
)
