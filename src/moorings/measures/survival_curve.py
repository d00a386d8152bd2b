"""Time until something settles, without any shape being taken for granted."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import comb, exp, inf, sqrt
from statistics import NormalDist
from typing import TypeAlias

from moorings.measures.survival import Spell

#: Half of them are over.
HALF = 0.5
#: Steps of the self-consistent curve at most, and how near the top is near enough.
STEPS, NEAR = 5_000, 1e-6
#: What rounding may take from a share.
ROUNDING = 1e-9

#: An end of a stretch; of ends at one time, which comes first.
_End: TypeAlias = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Fall:
    """A time at which some are over: how many of those still going on, what is left.

    `left` is the share that goes on, with Greenwood's standard `error`.
    """

    time: float
    going_on: int
    over: int
    left: float
    error: float


@dataclass(frozen=True, slots=True)
class Mass:
    """A share of all that is over after `low`, and at `high` at the latest."""

    low: float
    high: float
    share: float

    @property
    def middle(self) -> float:
        """Give the one time that stands for it, as R's `survfit` does."""
        return (self.low + self.high) / 2


def kaplan_meier(spells: Sequence[Spell]) -> tuple[Fall, ...]:
    r"""Give the curve of times that are known exactly, or not yet over.

    .. math:: S(t) = \prod_{t_i \le t} (1 - d_i / n_i), \quad
              s_S^2 = S^2 \sum d_i / (n_i (n_i - d_i))

    Raises `ValueError` where a stretch is known alone. Source: Kaplan & Meier 1958,
    Greenwood 1926.
    """
    if any(each.high not in {None, each.low} for each in spells):
        raise ValueError(spells)
    falls, left, spread = [], 1.0, 0.0
    for time in sorted({each.low for each in spells if each.finished}):
        going_on = sum(each.low >= time for each in spells)
        over = sum(each.high == time for each in spells)
        left *= 1 - over / going_on
        spread += over / (going_on * (going_on - over)) if over < going_on else 0
        falls.append(Fall(time, going_on, over, left, left * sqrt(spread)))
    return tuple(falls)


def median_time(falls: Sequence[Fall]) -> float | None:
    """Give the time by which half are over; None if so many never were.

    Where the curve runs at just one half it is the middle of that stretch, as in R's
    `survfit`.
    """
    return _crossing([(fall.time, fall.left) for fall in falls])


def median_interval(
    falls: Sequence[Fall], level: float = 0.95
) -> tuple[float | None, float | None]:
    r"""Give the interval of the median, from the limits of the curve on the log scale.

    .. math:: \log S \pm z s_S / S

    None for an end that was not reached before all are over. Source: Brookmeyer &
    Crowley 1982.
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    going_on = [fall for fall in falls if fall.left > 0]
    low, high = ([_limit(fall, side) for fall in going_on] for side in (-z, z))
    return _crossing(low), _crossing(high)


def turnbull(spells: Sequence[Spell]) -> tuple[Mass, ...]:
    """Give the likeliest curve of times that are known only to lie in stretches.

    How a mass lies within its stretch cannot be known; that of times which were not
    seen to end is endless. Found by self-consistency, until the log likelihood is as
    `NEAR` to its maximum. Source: Turnbull 1976; the bound, Gentleman & Geyer 1994.
    """
    bounds = [_bounds(spell) for spell in spells]
    cells = _innermost(bounds)
    firsts, lasts = [first for first, _ in cells], [last for _, last in cells]
    ranges = [(bisect_left(firsts, a), bisect_right(lasts, b)) for a, b in bounds]
    shares = [1 / len(cells) for _ in cells]
    for _ in range(STEPS):
        pulls = _pulls(shares, ranges)
        if len(spells) * (max(pulls, default=1) - 1) <= NEAR:
            break
        shares = [share * pull for share, pull in zip(shares, pulls, strict=True)]
    return tuple(
        Mass(first[0], last[0], share)
        for (first, last), share in zip(cells, shares, strict=True)
    )


def median_mass(masses: Sequence[Mass]) -> Mass | None:
    """Give the stretch in which half are over; None if so many never were."""
    reached = accumulate(mass.share for mass in masses)
    for mass, so_far in zip(masses, reached, strict=True):
        if so_far >= HALF - ROUNDING:
            return mass if mass.high < inf else None
    return None


def median_at_most(times: Sequence[float], level: float = 0.95) -> float:
    """Give the time before which the median lies with this probability, or later.

    The order statistic that a binomial of one half leaves below. Raises `ValueError`
    where there are too few, which is below 5 for 95 %. Source: Conover 1999, 3.2.
    """
    reached = accumulate(comb(len(times), over) for over in range(len(times)))
    for time, below in zip(sorted(times), reached, strict=True):
        if below >= level * 2 ** len(times):
            return time
    raise ValueError(times)


def _crossing(curve: Sequence[tuple[float, float]]) -> float | None:
    """Give where a falling curve comes down to one half."""
    down = [(time, left) for time, left in curve if left <= HALF + ROUNDING]
    if not down:
        return None
    first, at = down[0]
    further = (time for time, left in down if left < at - ROUNDING)
    if at >= HALF - ROUNDING:
        return (first + next(further, first)) / 2
    return first


def _limit(fall: Fall, z: float) -> tuple[float, float]:
    return fall.time, min(1.0, fall.left * exp(z * fall.error / fall.left))


def _bounds(spell: Spell) -> tuple[_End, _End]:
    """Order the ends of a stretch: it holds its last moment, and not its first."""
    last = inf if spell.high is None else spell.high
    exact = spell.low == spell.high
    return (spell.low, 0 if exact else 2), (last, 1)


def _innermost(bounds: Sequence[tuple[_End, _End]]) -> list[tuple[_End, _End]]:
    """Give the stretches that alone can hold any mass: a first end, then a last."""
    firsts = {first for first, _ in bounds}
    ends = sorted(firsts | {last for _, last in bounds})
    return [
        (one, other)
        for one, other in pairwise(ends)
        if one in firsts and other not in firsts
    ]


def _pulls(shares: Sequence[float], ranges: Sequence[tuple[int, int]]) -> list[float]:
    """Give by how much each share wants to grow: 1 where it is as it should be."""
    reached = [0.0, *accumulate(shares)]
    changes = [0.0] * (len(shares) + 1)
    for start, end in ranges:
        pull = 1 / (len(ranges) * (reached[end] - reached[start]))
        changes[start] += pull
        changes[end] -= pull
    return list(accumulate(changes[:-1]))
