"""Reliability: how far the items of a scale measure one thing, in these answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from moorings.measures.arithmetic import arithmetic
from moorings.measures.cells import Moments
from moorings.measures.factors import can_hold, uniquenesses
from moorings.measures.instrument import Key, Scale
from moorings.measures.many import (
    Sheets,
    arranged_items,
    cell_of,
    most_points,
)

FACTORS = 3
FEWEST_FOR_OMEGA = 3


@dataclass(frozen=True, slots=True)
class ScaleReliability:
    """What a scale's scores and items are like; None is what cannot be told.

    `mean`, `sd` and `sem` are in points of the score.
    """

    items: int
    mean: float | None
    sd: float | None
    alpha: float | None
    omega_total: float | None
    sem: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """What `people` with complete sheets tell of an instrument.

    `correlations` are those between the scores of two scales.
    """

    people: int
    scales: dict[str, ScaleReliability]
    correlations: dict[tuple[str, str], float | None]


def reliability(key: Key, blocks: Iterable[Sheets]) -> Reliability:
    """Tell what the complete sheets of all blocks say of the instrument's scales.

    A sheet is complete if every item of the instrument was answered.
    """
    items = arranged_items(key)
    cells = ((block.cells, block.rows) for block in blocks)
    found = arithmetic().moments(cells, len(items), most_points(key))
    scales = {scale.id: _of_scale(key, scale, found) for scale in key.scales}
    correlations = {
        (one.id, other.id): _correlation(key, one, other, found)
        for one, other in combinations(key.scales, 2)
    }
    return Reliability(found.count, scales, correlations)


def alpha(covariances: list[list[float]]) -> float | None:
    r"""Give coefficient alpha from the covariances of keyed items, without a unit.

    .. math:: \alpha = \frac{k}{k - 1}
              \left(1 - \frac{\sum_i c_{ii}}{\sum_{ij} c_{ij}}\right)

    At most 1; None for a single item, and where the scores do not vary. Source:
    Cronbach 1951; the raw alpha of psych::alpha.
    """
    items, total = len(covariances), sum(map(sum, covariances))
    if items == 1 or total <= 0:
        return None
    own = sum(row[i] for i, row in enumerate(covariances))
    return items / (items - 1) * (1 - own / total)


def omega_total(covariances: list[list[float]]) -> float | None:
    r"""Give McDonald's omega total from the covariances of keyed items, without a unit.

    .. math:: \omega_t = 1 - \frac{\sum_i u_i^2}{\sum_{ij} r_{ij}}

    with the uniquenesses of a three-factor minres solution, or of one factor where the
    items are too few for three. None under three items, and where one does not vary.
    Source: McDonald 1999; psych::omega with nfactors = 3.
    """
    items = len(covariances)
    spreads = [sqrt(row[i]) for i, row in enumerate(covariances)]
    if items < FEWEST_FOR_OMEGA or not all(spreads):
        return None
    correlations = [
        [c / (a * b) for c, b in zip(row, spreads, strict=True)]
        for row, a in zip(covariances, spreads, strict=True)
    ]
    total = sum(map(sum, correlations))
    if total <= 0:
        return None
    factors = FACTORS if can_hold(items, FACTORS) else 1
    return 1 - sum(uniquenesses(correlations, factors)) / total


def standard_error(sd: float, reliability: float) -> float:
    r"""Give the standard error of measurement, in the unit of the standard deviation.

    .. math:: s_E = s \sqrt{1 - \alpha}

    Source: classical test theory.
    """
    return sd * sqrt(1 - reliability)


def _of_scale(key: Key, scale: Scale, found: Moments) -> ScaleReliability:
    covariances = _covariances(key, scale, scale, found)
    mean = _mean(key, scale, found) if found.count else None
    if not covariances:
        return ScaleReliability(len(scale.items), mean, None, None, None, None)
    sd = sqrt(max(0.0, sum(map(sum, covariances)))) * _share(key, scale)
    same = alpha(covariances)
    return ScaleReliability(
        len(scale.items),
        mean,
        sd,
        same,
        omega_total(covariances),
        None if same is None else standard_error(sd, same),
    )


def _correlation(key: Key, one: Scale, other: Scale, found: Moments) -> float | None:
    shared, first, second = (
        sum(map(sum, _covariances(key, *pair, found)))
        for pair in ((one, other), (one, one), (other, other))
    )
    return shared / sqrt(first * second) if first > 0 and second > 0 else None


def _covariances(
    key: Key, one: Scale, other: Scale, found: Moments
) -> list[list[float]]:
    """Give those between the keyed items of two scales; none under two sheets."""
    items, n = arranged_items(key), found.count
    if n < 2:  # noqa: PLR2004 - nothing varies
        return []
    (first, second) = (
        [(items.index(item), -1 if item in s.reverse_keyed else 1) for item in s.items]
        for s in (one, other)
    )
    sums, products = found.sums, found.products
    return [
        [
            a * b * (n * products[i][j] - sums[i] * sums[j]) / (n * (n - 1))
            for j, b in second
        ]
        for i, a in first
    ]


def _mean(key: Key, scale: Scale, found: Moments) -> float:
    items = arranged_items(key)
    total = 0
    for item in scale.items:
        given = found.sums[items.index(item)] - found.count * cell_of(key, 0)
        ends = found.count * sum(key.range_of(item))
        total += ends - given if item in scale.reverse_keyed else given
    return total / found.count * _share(key, scale)


def _share(key: Key, scale: Scale) -> float:
    return key.multiplier / (len(scale.items) if key.counted == "mean" else 1)
