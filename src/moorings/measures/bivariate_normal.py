"""The bivariate normal distribution: how much of it lies in each quarter of a map."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from math import acos, cos, erfc, exp, pi, sin, sqrt
from typing import TypeAlias

Pair: TypeAlias = tuple[float, float]
#: A symmetric matrix, row by row.
Matrix: TypeAlias = tuple[Pair, Pair]

#: Points of the Gauss-Legendre rule in each stretch of an integral.
POINTS = 24


def quarters(
    centre: Pair, covariance: Matrix, cut: Pair
) -> tuple[float, float, float, float]:
    """Give the shares above neither cut, the first only, the second only, and both.

    They make one together. Raises `ValueError` for a covariance that leaves no area (a
    correlation of one). Source: `both_below`, and what it leaves over.
    """
    (wide, shared), (_, high) = covariance
    first = (cut[0] - centre[0]) / sqrt(wide)
    second = (cut[1] - centre[1]) / sqrt(high)
    correlation = shared / sqrt(wide * high)
    return (
        both_below(first, second, correlation),
        both_below(-first, second, -correlation),
        both_below(first, -second, -correlation),
        both_below(-first, -second, correlation),
    )


def both_below(first: float, second: float, correlation: float) -> float:
    r"""Give the chance that two standard normal variables lie below their limits.

    .. math:: \Phi_2(h, k, \rho) = \Phi(h) \Phi(k) + \frac{1}{2\pi}
              \int_0^{\arcsin \rho}
              \exp\left(-\frac{h^2 - 2hk \sin t + k^2}{2 \cos^2 t}\right) dt

    The integrand turns ever faster towards a correlation of one, so the stretches it
    is added up in halve towards there. Off by less than 1e-13. Raises `ValueError`
    unless the correlation lies within (-1, 1). Source: Plackett 1954, in the form of
    Drezner & Wesolowsky 1990.
    """
    if not -1 < correlation < 1:
        raise ValueError(correlation)
    sign = 1 if correlation > 0 else -1

    def integrand(angle: float) -> float:
        # Measured from the far end, where the form above would lose its last digits.
        apart = (first - sign * second) ** 2
        apart += 4 * sign * first * second * sin(angle / 2) ** 2
        return exp(-apart / (2 * sin(angle) ** 2))

    nearest = acos(abs(correlation))
    edges = [pi / 2]
    while edges[-1] > nearest:
        edges.append(max(edges[-1] / 2, nearest))
    area = sum(_integral(integrand, low, high) for high, low in pairwise(edges))
    return normal_below(first) * normal_below(second) + sign * area / (2 * pi)


def normal_below(limit: float) -> float:
    """Give the share of a standard normal distribution that lies below a limit."""
    return erfc(-limit / sqrt(2)) / 2


def _integral(function: Callable[[float], float], low: float, high: float) -> float:
    middle, half = (low + high) / 2, (high - low) / 2
    return half * sum(w * function(middle + half * at) for at, w in _legendre(POINTS))


@cache
def _legendre(points: int) -> tuple[Pair, ...]:
    """Give the places and weights of the Gauss-Legendre rule, by Newton's method."""

    def rule(start: float) -> Pair:
        at, slope = start, 1.0
        for _ in range(8):
            below, here = 1.0, at
            for degree in range(2, points + 1):
                share = (degree - 1) / degree
                below, here = here, (1 + share) * at * here - share * below
            slope = points * (at * here - below) / (at * at - 1)
            at -= here / slope
        return at, 2 / ((1 - at * at) * slope * slope)

    return tuple(
        rule(cos(pi * (place - 0.25) / (points + 0.5)))
        for place in range(1, points + 1)
    )
