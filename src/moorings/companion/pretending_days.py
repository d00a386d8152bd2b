"""The days of the made-up life: moved to one day, and varied by a few minutes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple, TypeAlias

from moorings.companion.clock import when
from moorings.companion.opened import Opened
from moorings.journey.records import RecordId, When
from moorings.library.demo import point

#: By how many minutes everything may come later than the files say.
LATEST = 4
ID_BITS = 128

Act: TypeAlias = Callable[[Opened], object]


class Deed(NamedTuple):
    """One act, and the moment at which it is done."""

    moment: datetime
    act: Act


class OwnIds:
    """Ids that are the same for a seed, and change with nothing else."""

    def __init__(self, seed: str) -> None:
        self._chance = Random(seed)  # noqa: S311 - a story, no secret

    def new_id(self) -> RecordId:
        """Give the next."""
        return RecordId(f"{self._chance.getrandbits(ID_BITS):032x}")

    def within(self, act: Act) -> Act:
        """Let an act take its ids from here as well."""

        def do(opened: Opened) -> None:
            usual, opened.new_id = opened.new_id, self.new_id
            act(opened)
            opened.new_id = usual

        return do


class Days:
    """When things are done, as the files tell it from the last day backwards."""

    def __init__(self, today: date, chance: Random) -> None:
        self.today = today
        self._chance = chance

    def when(self, written: str) -> When:
        """Give the moment that a file writes."""
        day, hour = point(written)
        return when(self.today - timedelta(day), hour)

    def later(self, written: str) -> When:
        """Come a few minutes later than the files say, never on the next day."""
        at, minutes = self.when(written), self._chance.randint(0, LATEST)
        moved = self.after(at, minutes)
        return moved if moved.date == at.date else at

    def after(self, at: When, minutes: int) -> When:
        """Give the moment so many minutes after another."""
        wall = datetime.combine(at.date, at.time or time.min)
        moved = wall + timedelta(minutes=minutes)
        return when(moved.date(), moved.time())

    def deed(self, at: When, act: Act) -> Deed:
        """Put an act at a moment; where no hour is known, at the end of the day."""
        wall = datetime.combine(at.date, at.time or time.max, UTC)
        return Deed(wall - timedelta(seconds=at.offset or 0), act)
