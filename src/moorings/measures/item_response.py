"""Item response theory: where somebody stands, told from single answers.

Everything is in standard deviations of the people the items were calibrated with, 0
being their mean. An answer is an item's parameters and how many of its thresholds it
lies above: 0 for the lowest, and turned round already where the item is reverse-keyed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from math import exp, inf, log1p, sqrt
from statistics import fmean
from typing import TypeAlias

from moorings.measures.bivariate_normal import Matrix, Pair
from moorings.measures.instrument import ItemParameters

Answer: TypeAlias = tuple[ItemParameters, int]

#: Where distributions are added up: exact to seven digits where their standard
#: deviation is 0.18 or more, and a bank that told more has yet to be written.
GRID = tuple(step / 5 for step in range(-30, 31))
#: More items than any instrument has that is asked item by item.
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands on one dimension, and how sure that is.

    Both are of the posterior distribution: its mean and its standard deviation.
    """

    mean: float
    standard_error: float


def probabilities(item: ItemParameters, at: float) -> tuple[float, ...]:
    r"""Give how likely each answer is for somebody who stands there, lowest first.

    .. math:: P_k(\theta) = P^*_k(\theta) - P^*_{k+1}(\theta), \quad
              P^*_k(\theta) = \frac{1}{1 + e^{-a(\theta - b_k)}}

    where the first :math:`P^*` is 1 and the last 0. They make one together. Raises
    `ValueError` where thresholds do not rise. Source: the graded response model,
    Samejima 1969.
    """
    return tuple(map(exp, _log_probabilities(item, at)))


def information(items: Iterable[ItemParameters], at: float) -> float:
    r"""Give how much the answers to items tell about somebody who stands there.

    .. math:: I(\theta) = \sum_i a_i^2 \sum_k P_{ik} (1 - P^*_{ik} - P^*_{i,k+1})^2

    in one over a squared standard deviation, 0 or more. Source: Fisher information of
    the graded response model, Samejima 1969, with the derivatives written out.
    """
    return sum(_item_information(item, at) for item in items)


def standard_error(items: Iterable[ItemParameters], at: float) -> float:
    r"""Give the standard error there when all these items are answered.

    .. math:: s_E(\theta) = 1 / \sqrt{I(\theta)}

    Raises `ZeroDivisionError` where there is no item. Source: Samejima 1969.
    """
    return 1 / sqrt(information(items, at))


def marginal_reliability(items: Iterable[ItemParameters]) -> float:
    r"""Give the reliability of items for people in general, from 0 to below 1.

    .. math:: \bar{r} = \int \frac{I(\theta)}{1 + I(\theta)} \, \phi(\theta) \, d\theta

    Source: Green, Bock, Humphreys, Linn & Reckase 1984, for a standard normal prior.
    """
    bank = tuple(items)
    told = [information(bank, at) for at in GRID]
    return fmean([i / (1 + i) for i in told], [exp(-at * at / 2) for at in GRID])


def standing(answers: Iterable[Answer]) -> Standing:
    r"""Give where somebody stands, by what they answered on one dimension.

    .. math:: p(\theta \mid x) \propto \phi(\theta) \prod_i P_{i x_i}(\theta)

    The prior is standard normal: without answers the mean is 0 and the error 1. Raises
    `IndexError` for an answer above an item's highest. Source: expected a posteriori,
    Bock & Mislevy 1982.
    """
    likelihood = _likelihood(answers)
    weights = [exp(-x * x / 2) * w for x, w in zip(GRID, likelihood, strict=True)]
    mean = fmean(GRID, weights)
    return Standing(mean, sqrt(fmean([(x - mean) ** 2 for x in GRID], weights)))


def joint_standing(
    first: Iterable[Answer], second: Iterable[Answer], correlation: float
) -> tuple[Pair, Matrix]:
    r"""Give where somebody stands on two dimensions: means and their covariance.

    .. math:: p(\theta, \eta \mid x, y) \propto \phi_2(\theta, \eta; \rho)
              \prod_i P_{i x_i}(\theta) \prod_j P_{j y_j}(\eta)

    The prior is bivariate normal with the correlation of the dimensions (up to .9
    either way, for the grid); no item asks about both. Raises `IndexError` as
    `standing` does. Source: multidimensional expected a posteriori, Segall 1996.
    """
    narrowed = 2 * (1 - correlation * correlation)
    cells = list(product(GRID, GRID))
    weights = [
        one * other * exp((2 * correlation * x * y - x * x - y * y) / narrowed)
        for (x, y), (one, other) in zip(
            cells, product(_likelihood(first), _likelihood(second)), strict=True
        )
    ]
    centre = (
        fmean([x for x, _ in cells], weights),
        fmean([y for _, y in cells], weights),
    )
    away = [(x - centre[0], y - centre[1]) for x, y in cells]
    shared = fmean([x * y for x, y in away], weights)
    return centre, (
        (fmean([x * x for x, _ in away], weights), shared),
        (shared, fmean([y * y for _, y in away], weights)),
    )


def _likelihood(answers: Iterable[Answer]) -> list[float]:
    """Give the likelihood of answers all over the grid, as a share of its peak."""
    nothing = (0.0,) * len(GRID)
    logs = list(map(sum, zip(nothing, *map(_along_the_grid, answers), strict=True)))
    peak = max(logs)
    return [exp(log - peak) for log in logs]


def _along_the_grid(answer: Answer) -> tuple[float, ...]:
    item, above = answer
    return _table(item)[above]


@lru_cache(maxsize=REMEMBERED)
def _table(item: ItemParameters) -> tuple[tuple[float, ...], ...]:
    """Give the logarithm of each answer's probability, all over the grid."""
    columns = (_log_probabilities(item, at) for at in GRID)
    return tuple(zip(*columns, strict=True))


def _log_probabilities(item: ItemParameters, at: float) -> Iterable[float]:
    # P* - P*' = P* (1 - P*') (1 - e^(x' - x)): no difference of nearly equal numbers.
    for x, beyond in pairwise(_logits(item, at)):
        yield _log_logistic(x) + _log_logistic(-beyond) + log1p(-exp(beyond - x))


def _item_information(item: ItemParameters, at: float) -> float:
    reached = [exp(_log_logistic(x)) for x in _logits(item, at)]
    told = (
        (here - beyond) * (1 - here - beyond) ** 2 for here, beyond in pairwise(reached)
    )
    return item.discrimination**2 * sum(told)


def _logits(item: ItemParameters, at: float) -> tuple[float, ...]:
    steps = (item.discrimination * (at - threshold) for threshold in item.thresholds)
    return inf, *steps, -inf


def _log_logistic(x: float) -> float:
    return min(x, 0.0) - log1p(exp(-abs(x)))
