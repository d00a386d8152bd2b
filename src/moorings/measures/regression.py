r"""How it was afterwards, allowing for how it was before: the analysis of covariance.

.. math:: y_i = a_{j(i)} + b (x_i - \bar x) + e_i

with one slope for all groups. A weight below 1 makes an observation count for so much
of one. Source: Cochran 1957; weighted least squares.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Generic, NamedTuple, TypeVar

Group = TypeVar("Group", bound=Hashable)

#: Ratings go by whole points: one of them is taken to be no surer than this (own).
LEAST_SPREAD = 1.0
#: Two levels this near each other are the same, but for rounding.
NEARLY = 1e-9


class Observation(NamedTuple, Generic[Group]):
    """One time: before and after on one scale, and how much of a time it counts."""

    group: Group
    before: float
    after: float
    weight: float = 1.0


class Level(NamedTuple):
    """How it is afterwards in one group, had it been as before as everywhere."""

    mean: float
    error: float


@dataclass(frozen=True, slots=True)
class Adjusted(Generic[Group]):
    """What remains once the level before is allowed for.

    `spread` is the standard deviation of a single time around it, and `degrees` how
    many times it rests on beyond what was fitted, less for those that count less.
    """

    slope: float
    levels: Mapping[Group, Level]
    spread: float
    degrees: float


class _Sums(NamedTuple):
    """Of one group: its weight, and its weighted means."""

    weight: float
    before: float
    after: float


def adjusted(
    observations: Sequence[Observation[Group]], least: float = LEAST_SPREAD
) -> Adjusted[Group] | None:
    """Fit one slope and a level for each group; None where it cannot be done.

    That is so where too few times are left over to know how far they scatter, and where
    no group has two different levels before while groups differ in it. Errors hold what
    is unknown of the slope, and are widened as those of a t distribution are.
    """
    sums = _sums(observations)
    total = sum(each.weight for each in sums.values())
    if not total:
        return None
    across = [_centred(each, sums) for each in observations]
    room = _room(across)
    grand = sum(each.weight * each.before for each in sums.values()) / total
    apart = max(abs(each.before - grand) for each in sums.values())
    if not room and apart > NEARLY:
        return None
    slope = sum(w * x * y for w, x, y in across) / room if room else 0.0
    degrees = total**2 / sum(w * w for w, _, _ in across) - len(sums) - bool(room)
    if degrees <= _FEWEST:
        return None
    variance = max(_scatter(across, sums, observations, slope), least**2)
    widened = variance * degrees / (degrees - 2)
    return Adjusted(
        slope,
        {
            group: Level(
                each.after - slope * (each.before - grand),
                sqrt(
                    widened / each.weight
                    + (widened * (each.before - grand) ** 2 / room if room else 0.0)
                ),
            )
            for group, each in sums.items()
        },
        sqrt(variance),
        degrees,
    )


#: A t distribution has a variance from here on.
_FEWEST = 2


def _sums(observations: Sequence[Observation[Group]]) -> dict[Group, _Sums]:
    weights: dict[Group, list[float]] = {}
    for group, before, after, weight in observations:
        told = weights.setdefault(group, [0.0, 0.0, 0.0])
        told[0] += weight
        told[1] += weight * before
        told[2] += weight * after
    return {
        group: _Sums(weight, before / weight, after / weight)
        for group, (weight, before, after) in weights.items()
        if weight
    }


def _centred(
    observation: Observation[Group], sums: Mapping[Group, _Sums]
) -> tuple[float, float, float]:
    """Give a time as its weight, and how far it lies from the means of its group."""
    group, before, after, weight = observation
    if group not in sums:
        return 0.0, 0.0, 0.0
    return weight, before - sums[group].before, after - sums[group].after


def _room(across: Sequence[tuple[float, float, float]]) -> float:
    """Give how far levels before lie apart within groups; 0 for rounding alone."""
    room = sum(w * x * x for w, x, _ in across)
    return room if room > NEARLY * sum(w for w, _, _ in across) else 0.0


def _scatter(
    across: Sequence[tuple[float, float, float]],
    sums: Mapping[Group, _Sums],
    observations: Sequence[Observation[Group]],
    slope: float,
) -> float:
    """Give the variance around what was fitted, unbiased where all scatter alike."""
    left = sum(w * (y - slope * x) ** 2 for w, x, y in across)
    room = _room(across)
    taken = sum(
        w * w / sums[each.group].weight
        for (w, _, _), each in zip(across, observations, strict=True)
        if w
    )
    if room:
        taken += sum((w * x) ** 2 for w, x, _ in across) / room
    return left / (sum(w for w, _, _ in across) - taken)
