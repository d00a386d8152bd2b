r"""How it was afterwards, allowing for how it was before, and for how long it took.

.. math:: y_i = a_{j(i)} + b (x_i - \bar x) + c (u_i - \bar u) + e_i

with the same two slopes for all groups: the analysis of covariance. Where nobody knows
better, :math:`c \sim N(0, s^2)`, so that a difference in length which the times cannot
tell apart from the groups makes everything less sure. A weight below 1 makes an
observation count for so much of one. Source: Cochran 1957; weighted least squares; for
a slope known beforehand Gelman et al., Bayesian Data Analysis, 3rd ed., 14.8.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Generic, NamedTuple, TypeAlias, TypeVar

Group = TypeVar("Group", bound=Hashable)
Pair: TypeAlias = tuple[float, float]

#: Ratings go by whole points: one of them is taken to be no surer than this (own).
LEAST_SPREAD = 1.0
#: Two levels this near each other are the same, but for rounding.
NEARLY = 1e-9


class Observation(NamedTuple, Generic[Group]):
    """One time: before and after on one scale, and how much of a time it counts.

    `length` is how long it took, on whatever scale it works along.
    """

    group: Group
    before: float
    after: float
    weight: float = 1.0
    length: float = 0.0


class Level(NamedTuple):
    """How it is afterwards in one group, had it been as before as everywhere.

    `own` is the part of the error that comes from its own times alone; `middle` is
    where its times lie on average, before and in length.
    """

    mean: float
    error: float
    own: float
    middle: Pair


@dataclass(frozen=True, slots=True)
class Adjusted(Generic[Group]):
    """What remains once the level before and the length are allowed for.

    `spread` is the standard deviation of a single time around it, and `degrees` how
    many times it rests on beyond what was fitted, less for those that count less.
    `unsure` is the covariance of both slopes: of the first, of both, of the second.
    """

    slope: float
    steepness: float
    levels: Mapping[Group, Level]
    spread: float
    degrees: float
    unsure: tuple[float, float, float]

    def allowance(self, place: Pair, other: Pair) -> float:
        """Give how unsure it is what has to be allowed for between two places."""
        apart = (place[0] - other[0], place[1] - other[1])
        return sqrt(_quadratic(self.unsure, apart))


class _Sums(NamedTuple):
    """Of one group: its weight, and its weighted means."""

    weight: float
    before: float
    after: float
    length: float


class _Time(NamedTuple):
    """One time: its weight, and how far it lies from the means of its group."""

    weight: float
    before: float
    after: float
    length: float
    share: float


class _Slopes(NamedTuple):
    """Both slopes, and the inverse of what is known of them."""

    slope: float
    steepness: float
    inverse: tuple[float, float, float]


#: A t distribution has a variance from here on.
_FEWEST = 2


def adjusted(
    observations: Sequence[Observation[Group]],
    least: float = LEAST_SPREAD,
    steepest: float = 1.0,
) -> Adjusted[Group] | None:
    """Fit both slopes and a level for each group; None where it cannot be done.

    That is so where too few times are left over to know how far they scatter, and where
    no group has two different levels before while groups differ in it. Errors hold what
    is unknown of the slopes, and are widened as those of a t distribution are. The
    slope along lengths is taken to be 0, give or take `steepest`, which is above 0.
    """
    sums = _sums(observations)
    times = [
        _centred(each, sums[each.group]) for each in observations if each.group in sums
    ]
    if not times:
        return None
    middle = _middle(sums)
    apart = max(abs(each.before - middle[0]) for each in sums.values())
    if not _room(times) and apart > NEARLY:
        return None
    spread = least
    for _ in range(_PASSES):
        slopes = _slopes(times, (spread / steepest) ** 2)
        spread = max(sqrt(_scatter(times, slopes)), least)
    degrees = _degrees(times, len(sums), (spread / steepest) ** 2)
    if degrees <= _FEWEST:
        return None
    widened = spread**2 * degrees / (degrees - 2)
    first, both, second = (widened * each for each in slopes.inverse)
    unsure = (first, both, second)
    levels = {
        group: _level(each, slopes, middle, widened) for group, each in sums.items()
    }
    return Adjusted(slopes.slope, slopes.steepness, levels, spread, degrees, unsure)


def _middle(sums: Mapping[Group, _Sums]) -> Pair:
    """Give where all times lie on average, before and in length."""
    total = sum(each.weight for each in sums.values())
    return (
        sum(each.weight * each.before for each in sums.values()) / total,
        sum(each.weight * each.length for each in sums.values()) / total,
    )


def _level(group: _Sums, slopes: _Slopes, middle: Pair, variance: float) -> Level:
    place = (group.before - middle[0], group.length - middle[1])
    mean = group.after - slopes.slope * place[0] - slopes.steepness * place[1]
    own = sqrt(variance / group.weight)
    error = sqrt(own**2 + variance * _quadratic(slopes.inverse, place))
    return Level(mean, error, own, place)


#: How far times scatter, and how far the slope along lengths is drawn in, each follow
#: from the other.
_PASSES = 3


def _quadratic(form: tuple[float, float, float], place: Pair) -> float:
    first, both, second = form
    x, u = place
    return max(0.0, x * x * first + 2 * x * u * both + u * u * second)


def _sums(observations: Sequence[Observation[Group]]) -> dict[Group, _Sums]:
    told: dict[Group, list[float]] = {}
    for group, before, after, weight, length in observations:
        some = told.setdefault(group, [0.0, 0.0, 0.0, 0.0])
        for at, each in enumerate((1.0, before, after, length)):
            some[at] += weight * each
    return {
        group: _Sums(weight, *(each / weight for each in some))
        for group, (weight, *some) in told.items()
        if weight
    }


def _centred(told: Observation[Group], mean: _Sums) -> _Time:
    return _Time(
        told.weight,
        told.before - mean.before,
        told.after - mean.after,
        told.length - mean.length,
        told.weight / mean.weight,
    )


def _room(times: Sequence[_Time]) -> float:
    """Give how far levels before lie apart within groups; 0 for rounding alone."""
    room = sum(each.weight * each.before**2 for each in times)
    return room if room > NEARLY * sum(each.weight for each in times) else 0.0


def _degrees(times: Sequence[_Time], groups: int, known: float) -> float:
    """Give on how many times it rests beyond what was fitted.

    The slope along lengths takes from 0 to 1 of them: the less, the more is `known` of
    it beforehand, in the same unit as its room.
    """
    total = sum(each.weight for each in times)
    room = sum(each.weight * each.length**2 for each in times)
    fitted = groups + bool(_room(times)) + room / (room + known)
    return total**2 / sum(each.weight**2 for each in times) - fitted


def _slopes(times: Sequence[_Time], known: float) -> _Slopes:
    """Solve the two normal equations; where levels before are alike, one is left."""
    first = _room(times)
    second = sum(each.weight * each.length**2 for each in times) + known
    both = sum(each.weight * each.before * each.length for each in times)
    rises = sum(each.weight * each.before * each.after for each in times)
    lasts = sum(each.weight * each.length * each.after for each in times)
    if not first:
        return _Slopes(0.0, lasts / second, (0.0, 0.0, 1 / second))
    whole = first * second - both**2
    return _Slopes(
        (second * rises - both * lasts) / whole,
        (first * lasts - both * rises) / whole,
        (second / whole, -both / whole, first / whole),
    )


def _scatter(times: Sequence[_Time], slopes: _Slopes) -> float:
    """Give the variance around what was fitted, unbiased where all scatter alike."""
    left = taken = total = 0.0
    for weight, before, after, length, share in times:
        rest = after - slopes.slope * before - slopes.steepness * length
        left += weight * rest**2
        total += weight
        taken += weight * share
        taken += weight**2 * _quadratic(slopes.inverse, (before, length))
    return left / (total - taken) if total - taken > NEARLY else 0.0
