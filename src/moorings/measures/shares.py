"""Shares and counts: how sure they are, and how sure it is that two of them differ."""

from collections.abc import Callable
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

from moorings.measures.survival import Estimate

#: How many of a hundred such intervals hold what they are for.
LEVEL = 0.90
#: So often an exact limit is halved in: far finer than anybody reads.
HALVINGS = 60


def wilson(share: float, count: int, level: float = LEVEL) -> tuple[float, float]:
    r"""Give the interval of a share (0 to 1) that was seen in so many.

    .. math:: \frac{p + z^2 / 2n \pm z \sqrt{p (1 - p) / n + z^2 / 4n^2}}{1 + z^2 / n}

    With what counts half it is rather too wide. Raises `ValueError` for a share or a
    count that is none. Source: Wilson 1927.
    """
    if not 0 <= share <= 1 or count < 1:
        raise ValueError(share, count)
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = share + z**2 / (2 * count)
    margin = z * sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    whole = 1 + z**2 / count
    return max(0.0, (middle - margin) / whole), min(1.0, (middle + margin) / whole)


def newcombe(
    before: tuple[int, int], latest: tuple[int, int], level: float = LEVEL
) -> Estimate:
    r"""Give how much a later share lies above an earlier one, and its interval.

    Each is (how many, of how many); the difference goes from -1 to 1.

    .. math:: d - \sqrt{(p_2 - l_2)^2 + (u_1 - p_1)^2}, \quad
              d + \sqrt{(u_2 - p_2)^2 + (p_1 - l_1)^2}

    with the limits l and u of Wilson for each. Raises `ValueError` where a share is
    none. Source: Newcombe 1998, method 10.
    """
    one, other = before[0] / before[1], latest[0] / latest[1]
    low, high = wilson(one, before[1], level)
    later_low, later_high = wilson(other, latest[1], level)
    difference = other - one
    return Estimate(
        difference,
        difference - sqrt((other - later_low) ** 2 + (high - one) ** 2),
        difference + sqrt((later_high - other) ** 2 + (one - low) ** 2),
    )


def clopper_pearson(many: int, count: int, level: float = LEVEL) -> tuple[float, float]:
    r"""Give the exact interval of a share (0 to 1), seen as so many of a count.

    .. math:: P(X \ge k \mid p_l) = P(X \le k \mid p_u) = \alpha / 2

    It never holds too little, and often rather too much. Raises `ValueError` where it
    is no share. Source: Clopper & Pearson 1934.
    """
    if not 0 <= many <= count or not count:
        raise ValueError(many, count)
    rest = (1 - level) / 2
    low = _root(lambda p: 1 - _at_most(many - 1, count, p), rest) if many else 0.0
    high = 1.0
    if many < count:
        high = _root(lambda p: 1 - _at_most(many, count, p), 1 - rest)
    return low, high


def rate_ratio(
    before: tuple[int, int], latest: tuple[int, int], level: float = LEVEL
) -> Estimate:
    r"""Give how many times as often something came later, and its exact interval.

    Each is (how often, in how many days that count). Given the sum of both, how much of
    it came later is binomial, whatever the rates are:

    .. math:: p = \frac{\rho t_2}{\rho t_2 + t_1}, \quad
              \rho = \frac{p t_1}{(1 - p) t_2}

    so that the limits of Clopper and Pearson for p give those of the ratio, from 0
    upward; endless where nothing came before. Raises `ValueError` where nothing came at
    all, or no day counts. Source: Przyborowski & Wilenski 1940.
    """
    often, days = zip(before, latest, strict=True)
    if min(days) < 1 or not sum(often):
        raise ValueError(before, latest)
    low, high = clopper_pearson(latest[0], sum(often), level)

    def ratio(part: float) -> float:
        return part * days[0] / ((1 - part) * days[1]) if part < 1 else inf

    return Estimate(ratio(latest[0] / sum(often)), ratio(low), ratio(high))


def _root(rising: Callable[[float], float], wanted: float) -> float:
    """Find where, between 0 and 1, something that rises reaches what is wanted."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(many: int, count: int, p: float) -> float:
    """Give how likely a binomial number is to be so much or less; p inside 0 and 1."""
    whole, one, other = lgamma(count + 1), log(p), log1p(-p)
    logs = (
        whole - lgamma(k + 1) - lgamma(count - k + 1) + k * one + (count - k) * other
        for k in range(many + 1)
    )
    return min(1.0, sum(map(exp, logs)))
