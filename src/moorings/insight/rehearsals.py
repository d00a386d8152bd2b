"""Readiness before and after a scene: a middle, where there are enough of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from moorings.journey.records import Rehearsal

#: From fewer times with both numbers nothing is said of them together (own).
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class Readiness:
    """The middle of how ready somebody felt, before and after, of `count` times."""

    count: int
    before: float
    after: float


def readiness(times: Iterable[Rehearsal]) -> Readiness | None:
    """Give the medians of both ratings, each from 0 to 10, of times that have both.

    Nothing where there are fewer than `FEWEST` of them. It tells no direction: what is
    rated twice within minutes also moves by itself.
    """
    rated = [
        (each.before, each.after)
        for each in times
        if each.before is not None and each.after is not None
    ]
    if len(rated) < FEWEST:
        return None
    before, after = (median(some) for some in zip(*rated, strict=True))
    return Readiness(len(rated), before, after)
