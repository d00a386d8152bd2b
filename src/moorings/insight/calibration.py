"""Calibration: how often what was feared came true, at each degree of being sure.

Only forecasts that were closed are counted, and none of which nobody can know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, stdev
from typing import Literal, TypeAlias

from moorings.measures.shares import wilson

#: With fewer closed ones nothing is said.
FEWEST = 10
#: The first percentage of each bin; the last bin ends at 100.
STARTS = (0, 20, 40, 70, 90)
SURE = 100
LEVEL = 0.90

Happened: TypeAlias = Literal["happened", "partly", "not"]
#: What came true in part counts half.
WORTH: dict[Happened, float] = {"happened": 1.0, "partly": 0.5, "not": 0.0}


@dataclass(frozen=True, slots=True)
class Closed:
    """How likely something feared seemed, in percent, and what became of it."""

    likelihood: int
    happened: Happened


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts that seemed about as likely as one another, and what became of them.

    `first` and `last` are percentages, both of them in it.
    """

    first: int
    last: int
    happened: int
    partly: int
    not_: int

    @property
    def count(self) -> int:
        """Count them."""
        return self.happened + self.partly + self.not_

    @property
    def share(self) -> float | None:
        """Give the share that came true, from 0 to 1; None where there are none."""
        if not self.count:
            return None
        return (self.happened + WORTH["partly"] * self.partly) / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """Give the interval of the share, of 90 %; anything where there are none."""
        return (0, 1) if self.share is None else wilson(self.share, self.count, LEVEL)


@dataclass(frozen=True, slots=True)
class TooFew:
    """Too few were closed to say anything."""

    closed: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How fears and events go together.

    `brier` is the mean squared distance between them, from 0 to 1, the less the closer;
    `brier_base` what it would be if always the share that came true (`base`) had been
    said. That share is known only afterwards, so it is hard to beat. `gain` is the
    interval, of 90 %, of how much less `brier` is than `brier_base`.
    """

    bins: tuple[Bin, ...]
    brier: float
    base: float
    brier_base: float
    gain: tuple[float, float]

    @property
    def closed(self) -> int:
        """Count what it rests on."""
        return sum(each.count for each in self.bins)

    @property
    def skill(self) -> float | None:
        r"""Give how much closer the fears came than the base rate would have.

        .. math:: 1 - B / B_{base}

        1 is always right, 0 as close as the base rate, below it less close; None where
        all went the same way, so that the base rate is always right. Source: Murphy
        1973.
        """
        return 1 - self.brier / self.brier_base if self.brier_base else None


def calibrate(closed: Sequence[Closed]) -> Calibration | TooFew:
    r"""Hold what was feared against what happened.

    .. math:: B = \frac{1}{n} \sum (p_i - o_i)^2

    with p from 0 to 1 and o of 0, 1/2 (in part) or 1. The gain is a mean of n numbers,
    with the standard error of a mean. Source: Brier 1950.
    """
    if len(closed) < FEWEST:
        return TooFew(len(closed))
    came = [WORTH[each.happened] for each in closed]
    base = fmean(came)
    feared = (each.likelihood / SURE for each in closed)
    off = [(p - o) ** 2 for p, o in zip(feared, came, strict=True)]
    off_base = [(base - o) ** 2 for o in came]
    gains = [b - a for a, b in zip(off, off_base, strict=True)]
    margin = _z(LEVEL) * stdev(gains) / sqrt(len(gains))
    return Calibration(
        tuple(_bin(closed, place) for place in range(len(STARTS))),
        fmean(off),
        base,
        fmean(off_base),
        (fmean(gains) - margin, fmean(gains) + margin),
    )


def _bin(closed: Sequence[Closed], place: int) -> Bin:
    first, after = (*STARTS, SURE + 1)[place : place + 2]
    inside = [each.happened for each in closed if first <= each.likelihood < after]
    counts = (inside.count(each) for each in WORTH)
    return Bin(first, after - 1, *counts)


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
