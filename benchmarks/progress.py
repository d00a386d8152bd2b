"""What moved, told from ten years in which there were many hard moments."""

import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final, get_args
from urllib.parse import urlencode

from benchmarks.ground import PASSPHRASE, Ground
from benchmarks.result import Result
from benchmarks.running import Server, moorings, serving
from moorings.companion.clock import SystemClock, moment
from moorings.companion.harbour import Harbour
from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Choice,
    Chosen,
    Entry,
    LedgerEntry,
    Naming,
    Person,
    PracticeTime,
    Rating,
    RecordId,
    Response,
)

RECORDS, YEARS, SEED = 20_000, 10, 20_260_301
FIRST_MS, AGAIN_MS = 150.0, 30.0
#: So many changes, each of which lets all of it be worked out anew; and looks at each.
CHANGES, LOOKS = 7, 15
#: Of a hundred days so many have a hard moment, a practice, a line of the ledger.
MOMENTS: Final = 30
_FEELINGS = ("sad", "hurt", "afraid", "wary", "overlooked")


class Life:
    """Ten years up to now of somebody who never lived: the same from the same seed."""

    def __init__(self, now: datetime) -> None:
        self._chance = random.Random(SEED)  # noqa: S311 - nothing secret
        self._now = now
        self._people = [self._id() for _ in range(6)]

    def records(self) -> Iterator[AnyRecord]:
        """Give so many records, some on every day."""
        # A measure looks far more often than anybody; it is to be shown the page.
        yield Choice(
            id=self._id(), written_at=self._now, setting="over-focus", value="off"
        )
        for person in self._people:
            yield Person(id=person, written_at=self._now, name=f"P{person[:4]}")
        days = YEARS * 365
        left = RECORDS - 1 - len(self._people)
        for back in range(days, 0, -1):
            day = self._now - timedelta(days=back, minutes=self._chance.randint(0, 600))
            told = list(self._day(day))
            spare = max(0, left - len(told)) // back - 4
            told += [self._entry(day) for _ in range(max(1, spare))]
            left -= len(told)
            yield from told

    def _day(self, at: datetime) -> Iterator[AnyRecord]:
        if self._chance.randint(1, 100) <= MOMENTS:
            yield from self._moment(at)
        if self._chance.randint(1, 100) <= MOMENTS:
            yield PracticeTime(**self._noted(at), practice="kind-wishes", before=6)
        if self._chance.randint(1, 100) <= MOMENTS:
            yield LedgerEntry(
                **self._noted(at),
                side=self._chance.choice(("deposit", "strain")),
                text="came by with soup",
                people=(self._chance.choice(self._people),),
                much=self._chance.randint(1, 3),
            )

    def _moment(self, at: datetime) -> Iterator[AnyRecord]:
        wave = self._id()
        for minutes, strong in ((0, 8), (self._chance.randint(4, 90), 5)):
            then = at + timedelta(minutes=minutes)
            yield Rating(**self._noted(then), activation=wave, intensity=strong)
        yield Naming(
            **self._noted(at + timedelta(minutes=2)),
            activation=wave,
            trigger="no-reply",
            feelings=(self._chance.choice(_FEELINGS),),
            people=(self._chance.choice(self._people),),
        )
        yield Response(
            **self._noted(at + timedelta(minutes=self._chance.randint(1, 40))),
            activation=wave,
            chosen=self._chance.choice(get_args(Chosen)),
        )
        calm = at + timedelta(minutes=self._chance.randint(91, 300))
        yield ActivationEnd(**self._noted(calm), activation=wave, how="calm")

    def _entry(self, at: datetime) -> Entry:
        return Entry(**self._noted(at), text="a line about the day " * 8)

    def _noted(self, at: datetime) -> dict[str, Any]:
        return {"id": self._id(), "written_at": at, "when": moment(at)}

    def _id(self) -> RecordId:
        return RecordId(self._chance.randbytes(16).hex())


def measure(_: Ground) -> list[Result]:
    """Look at the page after a change, and again and again."""
    with TemporaryDirectory(prefix="moorings-benchmarks-") as folder:
        data = Path(folder, "data")
        harbour = Harbour(data, SystemClock())
        records = list(Life(harbour.clock.now()).records())
        harbour.make(PASSPHRASE).opened.keep(*records)
        harbour.lock_all()
        with serving(moorings(data)) as server:
            first, again = _looked_at(server)
            memory = server.memory()
    facts: dict[str, object] = {"records": len(records), "memory_mib": memory}
    return [
        _result("What moved, the first time", FIRST_MS, first, facts),
        _result("What moved, once more", AGAIN_MS, again, facts),
    ]


def _looked_at(server: Server) -> tuple[list[float], list[float]]:
    """Give the seconds of first looks, the very first of them too, and of others."""
    form = urlencode({"passphrase": PASSPHRASE, "to": "/way"})
    answer = server.ask("/unlock", form=form)
    page = server.ask("/way", cookies=answer.cookies)
    cookies = (*answer.cookies, *page.cookies)
    first, again = [], []
    for change in range(CHANGES):
        if change:
            voice = urlencode({"record": f"{change:032x}", "text": "one more line"})
            server.ask("/write", form=voice, cookies=cookies)
        first.append(_time(server, cookies))
        again += [_time(server, cookies) for _ in range(LOOKS)]
    return first, again


def _time(server: Server, cookies: tuple[str, ...]) -> float:
    began = time.perf_counter()
    answer = server.ask("/way/progress", cookies=cookies)
    taken = time.perf_counter() - began
    if b'class="growth"' not in answer.body:
        raise RuntimeError(answer.status)
    return taken


def _result(
    name: str, goal: float, taken: list[float], facts: dict[str, object]
) -> Result:
    told = {"most": max(taken) * 1000, "very_first": taken[0] * 1000, **facts}
    return Result(name, median(taken) * 1000, "ms", goal, len(taken), facts=told)
