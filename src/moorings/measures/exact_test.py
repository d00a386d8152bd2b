r"""Exact tests of counts, and how many of many tests may be believed.

Each test is two-sided: it adds up how probable everything is that is no more probable
than what was seen.
"""

from collections.abc import Iterable, Sequence
from math import exp, lgamma, log, log1p

#: Two probabilities this near each other are the same, but for rounding.
NEARLY = 1e-7


def fisher(one: tuple[int, int], other: tuple[int, int]) -> float:
    r"""Give how often chance alone parts two shares as far as this, from 0 to 1.

    Each is (how many, of how many). With the four sums given, how many of the first
    there are is hypergeometric:

    .. math:: P(K = k) = \binom{n_1}{k} \binom{n_2}{m - k} \Big/ \binom{n_1 + n_2}{m}

    Raises `ValueError` where one is no share. Source: Fisher 1935.
    """
    (many, first), (rest, second) = one, other
    if not (0 <= many <= first and 0 <= rest <= second):
        raise ValueError(one, other)
    taken = many + rest
    whole = _choices(first + second, taken)

    def chance(k: int) -> float:
        return exp(_choices(first, k) + _choices(second, taken - k) - whole)

    possible = range(max(0, taken - second), min(first, taken) + 1)
    return _no_likelier(map(chance, possible), chance(many))


def binomial(many: int, count: int, share: float) -> float:
    r"""Give how often chance alone strays as far from a share (inside 0 to 1).

    .. math:: P(K = k) = \binom{n}{k} p^k (1 - p)^{n - k}

    Raises `ValueError` where `many` of `count` is none. Source: Clopper & Pearson 1934.
    """
    if not (0 <= many <= count and 0 < share < 1):
        raise ValueError(many, count, share)

    def chance(k: int) -> float:
        own = k * log(share) + (count - k) * log1p(-share)
        return exp(_choices(count, k) + own)

    return _no_likelier(map(chance, range(count + 1)), chance(many))


def discoveries(probabilities: Sequence[float], rate: float) -> tuple[bool, ...]:
    r"""Say which of many tests may be believed, so that few of these are luck.

    All up to the largest k are believed for which

    .. math:: p_{(k)} \le \frac{k}{m} q

    so that no more than the part q (0 to 1) of what is believed is luck, on average;
    and where nothing at all is there, something is believed that often at the most.
    Source: Benjamini & Hochberg 1995.
    """
    count = len(probabilities)
    ordered = enumerate(sorted(probabilities), start=1)
    below = [p for k, p in ordered if p <= rate * k / count + NEARLY * rate]
    most = max(below, default=-1.0)
    return tuple(p <= most for p in probabilities)


def _choices(count: int, many: int) -> float:
    """Give the logarithm of how many ways there are to choose so many."""
    return lgamma(count + 1) - lgamma(many + 1) - lgamma(count - many + 1)


def _no_likelier(chances: Iterable[float], seen: float) -> float:
    return min(1.0, sum(each for each in chances if each <= seen * (1 + NEARLY)))
