"""The window: between which levels most of what could be borne lies.

It is drawn from a person's own marks, from -5 (numb, shut down) to 5 (racing), and says
nothing of what somebody else could bear.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TypeAlias

from moorings.journey.records.arousal import FURTHEST

#: With fewer marks that could be borne, nothing is said (own).
FEWEST = 8
#: So much of what could be borne lies inside (own).
SHARE = 0.75
#: A band of more levels than this, of the eleven there are, says nothing (own).
WIDEST = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: a level from -5 to 5, and whether it could be borne, if said."""

    level: int
    bearable: bool | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many marks there are, and how many of them could be borne."""

    marks: int
    borne: int


@dataclass(frozen=True, slots=True)
class TooFew(Counted):
    """Too few could be borne to say where they lie."""


@dataclass(frozen=True, slots=True)
class AllOver(Counted):
    """Enough, but they lie too far apart for a band."""


@dataclass(frozen=True, slots=True)
class Window(Counted):
    """The levels from `low` to `high`, and how many of what could be borne lie there.

    `beyond` counts the marks outside of it that could not be borne, of `outside`.
    """

    low: int
    high: int
    inside: int
    outside: int
    beyond: int


Told: TypeAlias = TooFew | AllOver | Window


def window(marks: Sequence[Mark]) -> Told:
    r"""Find the fewest levels in a row that hold most of what could be borne.

    .. math:: \min (b - a) \text{ with } \#\{a \le x_i \le b\} \ge 0.75\, n

    over the n marks that could be borne; of several as narrow, the one that holds most,
    then the one nearest to 0, then the higher one. Our own order; nobody measured it.
    """
    borne = [mark.level for mark in marks if mark.bearable]
    counted = len(marks), len(borne)
    if len(borne) < FEWEST:
        return TooFew(*counted)
    levels = range(-FURTHEST, FURTHEST + 1)
    bands = [
        (high - low, -inside, abs(low + high), -low, (low, high))
        for low, high in combinations_with_replacement(levels, 2)
        if (inside := _within(borne, low, high)) >= SHARE * len(borne)
    ]
    *_, (low, high) = min(bands)
    if high - low + 1 > WIDEST:
        return AllOver(*counted)
    out = [mark for mark in marks if not low <= mark.level <= high]
    beyond = sum(mark.bearable is False for mark in out)
    return Window(*counted, low, high, _within(borne, low, high), len(out), beyond)


def _within(levels: Sequence[int], low: int, high: int) -> int:
    return sum(low <= level <= high for level in levels)
