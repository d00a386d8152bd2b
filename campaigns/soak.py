"""Soak: a notebook of twenty years, five pages a day; how long it takes to be open.

Times and memory are told, and judged by nobody: they are those of the machine.
"""

from datetime import date, timedelta
from datetime import time as hour
from pathlib import Path
from random import Random
from typing import Final

from campaigns.campaign import Campaign, Seen
from campaigns.program import Program, running
from campaigns.visitor import OK, SEE_OTHER, Visitor
from campaigns.weighing import memory_mib, milliseconds
from moorings.companion.clock import SystemClock, when
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import take_back
from moorings.companion.writing import Written, edit_page
from moorings.journey.records import Entry

PASSPHRASE: Final = "a long enough passphrase"
CLOCK: Final = SystemClock()
A_DAY: Final = 5
#: One page in so many is edited or taken back, later on.
EDITED, TAKEN_BACK = 50, 200
FIRST_DAY: Final = date(2006, 1, 1)
WORDS: Final = ("harbour", "evening", "quiet", "call", "waited", "rain", "friend")
RARE: Final = "lighthouse"
#: What is asked for, again and again.
PAGES: Final = ("/", "/write", "/write/calendar/2006-01", "/way")
TIMES: Final = 20


def run(folder: Path, size: int, seed: int) -> Seen:
    """Write so many records, open them in a program, and read."""
    chance, seen = Random(seed), Seen()  # noqa: S311 - repeatable on purpose
    harbour = Harbour(folder / "data", CLOCK)
    opened = harbour.make(PASSPHRASE).opened
    live(opened, size, chance)
    vault, kept = opened.owner.hex(), [*opened.journey.records()]
    harbour.lock_all()
    with running(folder / "data") as program:
        read(program, seen)
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    found = [*opened.journey.records()]
    seen.done = len(found)
    seen.lost += len({*kept} - {*found})
    seen.doubled += len(found) - len({record.id for record in found})
    seen.silent += not opened.condition.sound
    harbour.lock_all()
    file = harbour.folder / vault / "vault.db"
    seen.also["file MiB"] = file.stat().st_size // 2**20
    return seen


def live(opened: Opened, size: int, chance: Random) -> None:
    """Write five pages on each day; change some, and take some back."""
    made = 0
    while made < size:
        day = FIRST_DAY + timedelta(days=made // A_DAY)
        pages = [page(day, chance) for _ in range(min(A_DAY, size - made))]
        opened.keep(*pages)
        made += len(pages)
        one = chance.choice(pages)
        if made < size and chance.randrange(EDITED) == 0:
            edit_page(opened, new_id(), one.id, Written("said otherwise", one.when))
            made += 1
        if made < size and chance.randrange(TAKEN_BACK) == 0:
            take_back(opened, one.id)
            made += 1


def page(day: date, chance: Random) -> Entry:
    at = when(day, hour(chance.randrange(24), chance.randrange(60)), "Europe/Berlin")
    words = chance.choices(WORDS, k=chance.randrange(5, 150))
    if chance.randrange(100) == 0:
        words.append(RARE)
    return Entry(id=new_id(), written_at=CLOCK.now(), when=at, text=" ".join(words))


def read(program: Program, seen: Seen) -> None:
    """Unlock it, then ask for one page after the other."""
    visitor = Visitor(program.base)
    unlocked = visitor.send("/unlock", passphrase=PASSPHRASE)
    if unlocked.status != SEE_OTHER:
        seen.problems.append(f"it was not unlocked, but {unlocked.status}")
    seen.also["unlock ms"] = milliseconds([unlocked.seconds], 50)
    answers = []
    for _ in range(TIMES):
        answers += [visitor.ask(path) for path in PAGES]
        answers.append(visitor.ask(visitor.send("/write/search", words=RARE).leads_to))
    if failed := sum(answer.status != OK for answer in answers):
        seen.problems.append(f"{failed} of {len(answers)} pages were not shown")
    times = [answer.seconds for answer in answers]
    seen.also["page p50 ms"] = milliseconds(times, 50)
    seen.also["page p95 ms"] = milliseconds(times, 95)
    seen.also["page p99 ms"] = milliseconds(times, 99)
    seen.also["MiB"] = memory_mib(program.pid, "VmRSS")
    seen.also["most MiB"] = memory_mib(program.pid)


CAMPAIGN = Campaign(
    name="soak",
    does="a notebook of twenty years, five pages a day, is opened and read",
    unit="records",
    ci=2_000,
    full=36_500,
    run=run,
    must_see=("unlock ms", "page p95 ms"),
)
