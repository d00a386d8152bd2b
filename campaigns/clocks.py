"""Clocks: the clock on the wall goes wrong while somebody keeps a notebook.

The time that really passes is another one, and goes on as it always does.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Final
from unittest.mock import patch

from campaigns.campaign import Campaign, Seen
from campaigns.in_memory import in_memory
from campaigns.repeating import known_stretch
from moorings.companion.backing_up import back_up_here, backups_in
from moorings.companion.clock import moment
from moorings.companion.errors import LockedError, TooSoonError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.patience import FREE_TRIES, wait_after
from moorings.companion.sessions import IDLE_MINUTES, LONGEST_SECONDS
from moorings.journey.records import Entry
from moorings.vault import wraps
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError

PASSPHRASE: Final = "a long enough passphrase"
WRONG: Final = "not the passphrase at all"
ZONES: Final = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "")
#: Where the program runs may be somewhere else each time.
PLACES: Final = ("UTC", "Asia/Tokyo", "America/St_Johns")
IDLE_SECONDS: Final = IDLE_MINUTES * 60
ACTS: Final = 12
LIVES_PER_VAULT: Final = 10
MOST_TRIES: Final = 9
A_MINUTE: Final = 60.0
#: A clock counts no finer.
A_MOMENT: Final = 0.001

#: By how much the clock on the wall is put on or back, by name.
JUMPS: Final = {
    "a day back": timedelta(days=-1),
    "ten years on": timedelta(days=3_653),
    "ten years back": timedelta(days=-3_653),
    "an hour back": timedelta(hours=-1),
    "a second back": timedelta(seconds=-1),
    "half a second on": timedelta(seconds=0.5),
    "a minute on": timedelta(minutes=1),
}
#: Moments just before something odd happens, by name.
EDGES: Final = {
    "autumn in Berlin": datetime(2026, 10, 25, 0, 59, 30, tzinfo=UTC),
    "spring in New York": datetime(2027, 3, 14, 6, 59, 30, tzinfo=UTC),
    "leap second": datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC),
    "32 bits": datetime(2038, 1, 19, 3, 14, 6, tzinfo=UTC),
    "32 bits without a sign": datetime(2106, 2, 7, 6, 28, 14, tzinfo=UTC),
    "no battery": datetime(1970, 1, 1, tzinfo=UTC),
    "a day that Apia left out": datetime(2011, 12, 30, 9, 59, 30, tzinfo=UTC),
}


class Hands:
    """The clock on the wall, and the seconds that really passed."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.passed = 0.0

    def now(self) -> datetime:
        return self.wall

    def elapsed(self) -> float:
        return self.passed

    def go_on(self, seconds: float) -> None:
        self.passed += seconds
        self.wall += timedelta(seconds=seconds)


class Life:
    """Somebody with a notebook, and a clock on which no reliance can be placed."""

    def __init__(self, folder: Path, chance: Random, seen: Seen) -> None:
        self.chance, self.seen, self.clock = chance, seen, Hands()
        self.harbour = Harbour(folder, self.clock, stretching=cheapest_stretching)
        made = self.harbour.make(PASSPHRASE)
        self.vault, self.token = made.opened.owner.hex(), made.token
        self.kept: list[Entry] = []

    def opened(self) -> Opened:
        return self.harbour.find(self.token)

    def unlock(self) -> None:
        self.token = self.harbour.unlock(self.vault, PASSPHRASE)

    def jump(self) -> None:
        """Put the clock on the wall wrong; no time has passed by it."""
        if self.chance.random() < 1 / 2:
            name = self.chance.choice([*JUMPS])
            self.clock.wall += JUMPS[name]
        else:
            name = self.chance.choice([*EDGES])
            self.clock.wall = EDGES[name]
        self.seen.also[name] += 1

    def write(self) -> None:
        """Keep a page, some seconds after the last, wherever the person is."""
        self.clock.go_on(self.chance.random() * A_MINUTE)
        now = self.clock.now()
        when = moment(now, self.chance.choice(ZONES))
        page = Entry(id=new_id(), written_at=now, when=when, text="a line")
        self.opened().keep(page)
        self.kept.append(page)

    def leave_alone(self) -> None:
        """Leave it for as long as may be, then a little longer."""
        self.clock.go_on(IDLE_SECONDS - 1)
        self.jump()
        self.opened()
        self.clock.go_on(IDLE_SECONDS + A_MOMENT)
        self.jump()
        self.require_locked("it stayed open although it was left alone")

    def stay(self) -> None:
        """Use it busily for as long as a session may last, and no longer."""
        self.harbour.lock_all()
        self.unlock()
        turns = LONGEST_SECONDS // (IDLE_SECONDS // 2)
        for _ in range(turns - 1):
            self.clock.go_on(IDLE_SECONDS / 2)
            if self.chance.random() < 1 / turns:
                self.jump()
            self.opened()
        self.clock.go_on(IDLE_SECONDS / 2 + 1)
        self.jump()
        self.require_locked("a session lasted longer than any may")

    def require_locked(self, otherwise: str) -> None:
        try:
            self.opened()
        except LockedError:
            self.seen.also["locked by itself"] += 1
        else:
            self.seen.problems.append(otherwise)
            self.harbour.lock_all()
        self.unlock()

    def mistype(self) -> None:
        """Mistype it often; whatever the clock does then, the wait is the same."""
        self.harbour.lock_all()
        tries = self.chance.randint(FREE_TRIES + 1, MOST_TRIES)
        for number in range(tries):
            self.clock.go_on(wait_after(number) + A_MOMENT)
            if self.wait_told(WRONG):
                self.seen.problems.append(f"it asked to wait after {number} tries")
        if self.chance.random() < 2 / 3:
            self.jump()
        # Whatever the clock on the wall says now, nothing of the wait has passed.
        left, told = wait_after(tries), self.wait_told(PASSPHRASE)
        if told != left:
            self.seen.problems.append(f"{told} s to wait, and not {left}")
        self.seen.also["waited"] += told > 0
        self.clock.go_on(told + A_MOMENT)
        if told and self.wait_told(PASSPHRASE):
            self.seen.problems.append("there was no end to the wait")
        self.harbour.lock_all()
        self.unlock()

    def wait_told(self, passphrase: str) -> float:
        """Try a passphrase; say for how long one is asked to wait."""
        try:
            self.token = self.harbour.unlock(self.vault, passphrase)
        except TooSoonError as error:
            return float(str(error.particulars["seconds"]))
        except WrongPassphraseError:
            return 0
        return 0

    def back_up(self) -> None:
        """Make a backup of whatever day it seems to be."""
        opened, day = self.opened(), moment(self.clock.now()).date
        place = self.harbour.folder / self.vault
        back_up_here(place, opened, day)
        if day not in {each.day for each in backups_in(place)}:
            self.seen.lost += 1

    def judge(self) -> None:
        """Open it somewhere else, and see that all stands there as it was kept."""
        self.harbour.lock_all()
        with living_in(self.chance.choice(PLACES)):
            self.unlock()
            opened = self.opened()
            found = [*opened.journey.records()]
        self.seen.silent += not opened.condition.sound
        self.seen.lost += len({*self.kept} - {*found})
        self.seen.doubled += len(found) - len({record.id for record in found})
        if found != self.kept:
            self.seen.problems.append("not in the order in which it was written")
        self.seen.silent += sum(not is_of_its_moment(page) for page in self.kept)


def is_of_its_moment(page: Entry) -> bool:
    """Say whether the hour on the wall and its offset give back the moment."""
    when, written = page.when, page.written_at.replace(second=0, microsecond=0)
    if when.time is None or when.offset is None:
        return False
    here = timezone(timedelta(seconds=when.offset))
    return datetime.combine(when.date, when.time, here) == written


@contextmanager
def living_in(place: str) -> Iterator[None]:
    """Let this machine stand somewhere else on earth."""
    with patch.dict(os.environ, TZ=place):
        time.tzset()
        yield
    time.tzset()


#: What somebody does, and how often in comparison.
ACTS_OF: Final[dict[Callable[[Life], None], int]] = {
    Life.write: 6,
    Life.jump: 4,
    Life.back_up: 1,
    Life.leave_alone: 1,
    Life.mistype: 1,
    Life.stay: 1,
}


def run(folder: Path, size: int, seed: int) -> Seen:
    """Live with such a clock for so many stretches of a life."""
    chance, seen = Random(seed), Seen()  # noqa: S311 - repeatable on purpose
    with in_memory(folder) as root, patch.object(wraps, "stretch", known_stretch):
        for number in range(size):
            if number % LIVES_PER_VAULT == 0:
                shutil.rmtree(root / "data", ignore_errors=True)
                life = Life(root / "data", chance, seen)
            for act in chance.choices([*ACTS_OF], [*ACTS_OF.values()], k=ACTS):
                with living_in(chance.choice(PLACES)):
                    act(life)
            life.judge()
            seen.done += 1
        life.harbour.lock_all()
    return seen


CAMPAIGN = Campaign(
    name="clocks",
    does="the clock is set back, on, to odd moments, while pages are kept, sessions "
    "last and waits after wrong passphrases pass",
    unit="lives",
    ci=100,
    full=5_000,
    run=run,
    must_see=(*JUMPS, *EDGES, "locked by itself", "waited"),
)
