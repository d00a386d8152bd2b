"""Days that hang together: of how many fewer they tell than they are."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, fmean

#: So many days on, days may still hang together with a first one (own).
LAGS = 14


def inflation(stretches: Sequence[Sequence[bool]], lags: int = LAGS) -> float:
    r"""Give how many times wider a count is than if each day stood by itself.

    Each stretch holds one yes or no for every day of it, and has a mean of its own.

    .. math:: 1 + 2 \sum_{k=1}^{L} \left(1 - \frac{k}{L + 1}\right) \rho_k

    with the correlations of all stretches together, 1 at the least. So many times fewer
    days are told of. Source: Newey & West 1987, with the weights of Bartlett.
    """
    sums = [0.0] * (lags + 1)
    for stretch in stretches:
        mean = fmean(stretch)
        apart = [each - mean for each in stretch]
        for lag in range(lags + 1):
            sums[lag] += sum(a * b for a, b in zip(apart, apart[lag:], strict=False))
    if not sums[0]:
        return 1.0
    weighed = ((1 - lag / (lags + 1)) * sums[lag] for lag in range(1, lags + 1))
    return max(1.0, 1 + 2 * sum(weighed) / sums[0])


def shared_inflation(
    one: Sequence[bool], other: Sequence[bool], lags: int = LAGS
) -> float:
    r"""Give how many times wider a relation of two things is than for single days.

    Each holds a yes or no for the same days, in their order.

    .. math:: 1 + 2 \sum_{k=1}^{L} \left(1 - \frac{k}{L + 1}\right) r_k s_k

    with the correlations of either, 1 at the least; no lag is longer than a quarter of
    the days, as longer ones are mostly luck. Source: Bartlett 1935.
    """
    lags = min(lags, len(one) // 4)
    told = zip(_correlations(one, lags), _correlations(other, lags), strict=True)
    weighed = (
        (1 - lag / (lags + 1)) * first * second
        for lag, (first, second) in enumerate(told, start=1)
    )
    return max(1.0, 1 + 2 * sum(weighed))


def less_sure(by_chance: float, wider: float) -> float:
    """Give a two-sided chance (0 to 1) again, where so many times fewer are told of."""
    if by_chance <= 0:
        return by_chance
    normal = NormalDist()
    away = -normal.inv_cdf(min(by_chance, 1.0) / 2) if by_chance < 1 else 0.0
    return min(1.0, 2 * normal.cdf(-away / sqrt(wider)))


def _correlations(series: Sequence[bool], lags: int) -> list[float]:
    """Give how alike days are that lie 1, 2, … days apart, from -1 to 1."""
    mean = fmean(series) if series else 0.0
    apart = [each - mean for each in series]
    whole = sum(each * each for each in apart)
    if not whole:
        return [0.0] * lags
    return [
        sum(a * b for a, b in zip(apart, apart[lag:], strict=False)) / whole
        for lag in range(1, lags + 1)
    ]
