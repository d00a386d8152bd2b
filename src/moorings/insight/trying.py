"""Trying: what a thing of the kit was followed by, each time it was tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeAlias

from moorings.journey.records import PracticeTime
from moorings.safety.resting import IN_A_ROW

#: After so many rated times it is asked whether it stays, and it helped where in the
#: middle of them it was so much lower afterwards; on a scale from 0 to 10.
FEWEST, LOWER = 3, 2

#: Too early to tell; lower in the middle of the tries; not so; or higher, the last
#: three times in a row.
Verdict: TypeAlias = Literal["early", "lower", "not lower", "higher"]


@dataclass(frozen=True, slots=True)
class Tried:
    """How often it was tried, and the ratings before and after, the earliest first.

    `rated` holds only times with both ratings, each from 0 to 10.
    """

    count: int
    rated: tuple[tuple[int, int], ...]

    @property
    def drop(self) -> float | None:
        """Give by how much it was lower in the middle of the rated times.

        The median of before minus after, from -10 to 10; None without any.
        """
        return median(b - a for b, a in self.rated) if self.rated else None

    @property
    def verdict(self) -> Verdict:
        """Say what the rated times tell."""
        if len(self.rated) < FEWEST:
            return "early"
        if all(after > before for before, after in self.rated[-IN_A_ROW:]):
            return "higher"
        return "lower" if (self.drop or 0) >= LOWER else "not lower"


def tried(times: Iterable[PracticeTime]) -> Tried:
    """Take the times of one thing together, in the order in which they were."""
    told = sorted(times, key=lambda each: each.when.order)
    rated = tuple(
        (each.before, each.after)
        for each in told
        if each.before is not None and each.after is not None
    )
    return Tried(len(told), rated)
