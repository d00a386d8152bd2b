r"""The likelihood of censored log times, and the way up to its maximum.

It is climbed in :math:`\varphi = 1 / \sigma` and :math:`\eta = \mu / \sigma`. There
:math:`z = \varphi \log t - \eta - x \gamma` is linear in what is looked for, and the
likelihood is concave, so that its maximum, if it has one, is the only one. Source:
Burridge 1981.
"""

from collections.abc import Callable, Sequence
from math import erfc, exp, expm1, inf, log, pi, sqrt
from operator import mul
from typing import NamedTuple, TypeAlias

Vector: TypeAlias = tuple[float, ...]
Matrix: TypeAlias = tuple[Vector, ...]

#: Steps are taken so often at most (twelve were enough in 6,700 trials that had a top),
#: and each is halved so often.
STEPS, HALVINGS = 25, 50
#: A step that changes nothing by more than this part of it is the last.
NOTHING = 1e-9
#: Something whose standard error is so many times as large as itself is not known.
VAGUE = 100.0
#: Beyond this an exponential would be too large for a number.
LARGEST = 700.0


class Stretch(NamedTuple):
    """What is known of so many log times: between which two each of them lies.

    Where both are the same it is known exactly; `high` is endless where no end was
    seen, `low` minus endless where no beginning was. `row` holds the covariates.
    """

    low: float
    high: float
    row: Vector = ()
    times: int = 1


class Shape(NamedTuple):
    """A standard distribution whose density has a concave logarithm.

    `between` gives log D, f(a) / D and f(b) / D for its share D between a and b;
    `slope` and `bend` are the first two derivatives of `log_density`.
    """

    median: float
    between: Callable[[float, float], tuple[float, float, float]]
    log_density: Callable[[float], float]
    slope: Callable[[float], float]
    bend: Callable[[float], float]


class Top(NamedTuple):
    r"""Where the likelihood is highest: :math:`(\varphi, \eta, \gamma)`, and how high.

    `covariance` is that of the estimate, from the curvature there; what is fixed has
    none.
    """

    estimate: Vector
    covariance: Matrix
    log_likelihood: float


class _Place(NamedTuple):
    """The log likelihood somewhere, its gradient, and how it bends down from there."""

    at: Vector
    value: float
    gradient: Vector
    information: Matrix


#: A direction, how steeply the likelihood rises along it, and how much it bends there.
_Pull: TypeAlias = tuple[Vector, float, float]


def climb(stretches: Sequence[Stretch], shape: Shape, *, fixed: bool) -> Top | None:
    r"""Find the maximum by Newton's steps; None where there is none to be found.

    Where it is `fixed`, :math:`\varphi` stays 1.
    """
    told = [each for each in stretches if each.high < inf or each.low > -inf]
    if not told:
        return None
    try:
        here = _place(told, shape, _start(told, fixed=fixed))
        for _ in range(STEPS):
            inverse = _inverse(here.information, int(fixed))
            step = tuple(_dot(row, here.gradient) for row in inverse)
            if _is_nothing(step, here.at):
                vague = _is_vague(inverse, here.at)
                return None if vague else Top(here.at, inverse, here.value)
            here = _higher(told, shape, here, step)
    except ArithmeticError:  # it rises without end
        pass
    return None


def _start(told: Sequence[Stretch], *, fixed: bool) -> Vector:
    """Begin so wide and so far out that nothing known is out of reach."""
    ends = [each.high if each.high < inf else each.low for each in told]
    steep = 1.0 if fixed else 1 / (0.5 + (max(ends) - min(ends)) / 2)
    return (steep, steep * max(ends), *(0.0 for _ in told[0].row))


def _is_nothing(step: Vector, at: Vector) -> bool:
    return all(abs(s) <= NOTHING * (1 + abs(a)) for s, a in zip(step, at, strict=True))


def _is_vague(covariance: Matrix, at: Vector) -> bool:
    """Say whether it is as high all along some way, as far as numbers can tell."""
    return any(
        row[i] > (VAGUE * (1 + abs(at[i]))) ** 2 for i, row in enumerate(covariance)
    )


def _higher(
    told: Sequence[Stretch], shape: Shape, here: _Place, step: Vector
) -> _Place:
    """Go a step, or so much of it that it leads no lower."""
    for halving in range(HALVINGS):
        share = 2.0**-halving
        at = tuple(a + share * s for a, s in zip(here.at, step, strict=True))
        there = _place(told, shape, at) if at[0] > 0 else here
        if there is not here and there.value >= here.value - NOTHING:
            return there
    raise ArithmeticError(here.at)


def _place(told: Sequence[Stretch], shape: Shape, at: Vector) -> _Place:
    value, size = 0.0, range(len(at))
    gradient, information = [0.0 for _ in size], [[0.0 for _ in size] for _ in size]
    for each in told:
        more, pulls = _pulls(each, shape, at)
        value += each.times * more
        for way, rise, bend in pulls:
            for i in size:
                along = each.times * way[i]
                gradient[i] += rise * along
                row = information[i]
                for j in size:
                    row[j] += bend * along * way[j]
    return _Place(at, value, tuple(gradient), tuple(map(tuple, information)))


def _pulls(each: Stretch, shape: Shape, at: Vector) -> tuple[float, list[_Pull]]:
    """Give the log likelihood of one stretch, and what it adds to both derivatives."""
    rest = (-1.0, *(-x for x in each.row))
    beside = _dot(rest, at[1:])
    if each.low == each.high:
        z = at[0] * each.low + beside
        value = shape.log_density(z) + log(at[0]) - each.low
        steep = (1.0, *(0.0 for _ in rest))
        drawn = ((each.low, *rest), shape.slope(z), -shape.bend(z))
        return value, [drawn, (steep, 1 / at[0], at[0] ** -2)]
    z_low, z_high = at[0] * each.low + beside, at[0] * each.high + beside
    value, at_low, at_high = shape.between(z_low, z_high)
    pulls = [
        ((end, *rest), rise, -rise * shape.slope(z))
        for end, rise, z in ((each.low, -at_low, z_low), (each.high, at_high, z_high))
        if -inf < end < inf
    ]
    if len(pulls) == 1:
        [(way, rise, bend)] = pulls
        return value, [(way, rise, bend + rise**2)]
    (_, down, _), (_, up, _) = pulls
    tilt = down * each.low + up * each.high
    both = (tilt, *((down + up) * x for x in rest))
    return value, [*pulls, (both, 0.0, 1.0)]


def _dot(first: Vector, second: Vector) -> float:
    return sum(map(mul, first, second), 0.0)


def _inverse(matrix: Matrix, first: int) -> Matrix:
    """Invert what lies from row `first` on, and leave the rest 0 (Gauss and Jordan).

    Raises `ArithmeticError` unless it is positive definite.
    """
    size = range(len(matrix))
    rows = [[*row, *(float(i == j) for j in size)] for i, row in enumerate(matrix)]
    for at in size[first:]:
        pivot = rows[at][at]
        if not pivot > 0:
            raise ArithmeticError(pivot)
        rows[at] = [cell / pivot for cell in rows[at]]
        for i in size[first:]:
            share = rows[i][at] if i != at else 0.0
            rows[i] = [c - share * p for c, p in zip(rows[i], rows[at], strict=True)]
    free = [[0.0] * len(size)] * first + [row[len(size) :] for row in rows[first:]]
    return tuple((*(0.0,) * first, *row[first:]) for row in free)


def _between_extremes(low: float, high: float) -> tuple[float, float, float]:
    u, v = exp(min(low, LARGEST)), exp(min(high, LARGEST)) if high < inf else inf
    share = -expm1(u - v)
    if share <= 0:
        return -inf, 0.0, 0.0
    return log(share) - u, u / share, v * exp(u - v) / share if v < inf else 0.0


def _between_normals(low: float, high: float) -> tuple[float, float, float]:
    near, far = (low, high) if low > 0 else (-high, -low)
    share = (erfc(near / sqrt(2)) - erfc(far / sqrt(2))) / 2
    if share <= 0:
        return -inf, 0.0, 0.0
    return log(share), _normal(low) / share, _normal(high) / share


def _normal(z: float) -> float:
    return exp(-(z**2) / 2) / sqrt(2 * pi)


#: The smallest of many: of its logarithm, the exponential and the Weibull are made.
EXTREME = Shape(
    median=log(log(2)),
    between=_between_extremes,
    log_density=lambda z: z - exp(min(z, LARGEST)),
    slope=lambda z: 1 - exp(min(z, LARGEST)),
    bend=lambda z: -exp(min(z, LARGEST)),
)
NORMAL = Shape(
    median=0.0,
    between=_between_normals,
    log_density=lambda z: -(z**2) / 2 - log(2 * pi) / 2,
    slope=lambda z: -z,
    bend=lambda _: -1.0,
)
