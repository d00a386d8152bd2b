r"""The trend of one person: a straight line, swings about it, and error of measurement.

.. math:: y_t = \mu + \beta t + u_t + e_t

The swings u come and go within days to two weeks about the line (attachment returns to
a set point: Fraley et al. 2011), so that a good week is no trend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from math import exp
from statistics import NormalDist
from typing import NamedTuple

from moorings.measures.reliable_change import Better
from moorings.measures.state_space import Coefficient, KalmanFilter, Process

#: With fewer days, or within less time, no trend is told.
FEWEST_POINTS = 6
SHORTEST_DAYS = 8 * 7

#: How far anybody is thought to move in half a year before anything is measured, in
#: standard deviations between people: 0.3 points of a mean from 1 to 7 (own).
PRIOR = 0.27
#: Less often it is twice or four times as far, with these weights (own). If it never
#: were, a steady fall would be taken for a long swing, the more so the larger it is.
WIDTHS = ((1.0, 4 / 7), (2.0, 2 / 7), (4.0, 1 / 7))
HALF_YEAR = 365.25 / 2

#: How long half a swing lasts, in days; how large swings are, in standard deviations
#: between people. Every pair is thought equally likely before (own).
HALF_LIVES = (1.0, 2.0, 4.0, 7.0, 10.0, 14.0)
SWINGS = (0.05, 0.15, 0.25, 0.35, 0.45, 0.60)


class Point(NamedTuple):
    """A score, its day and its standard error (above 0), in points.

    The error is that of the day alone, as internal consistency or item parameters give
    it: what differs between days is in the swings.
    """

    day: date
    score: float
    error: float


@dataclass(frozen=True, slots=True)
class Trend:
    """How far the line went from the first day to the last, in points, and how surely.

    `points` were measured over `weeks`. `change` is the posterior mean and `interval80`
    holds the middle 80 %; `p_toward` is the probability that the line goes toward the
    end that is easier to live at, `p_beyond` that it went further, either way, than the
    smallest detectable change it was held against.
    """

    points: int
    weeks: float
    change: float
    interval80: tuple[float, float]
    p_toward: float
    p_beyond: float


class _Component(NamedTuple):
    """One pair of half-life and swing: its weight, and the change it leads to."""

    weight: float
    change: NormalDist


def trend(
    points: Sequence[Point], standard_deviation: float, sdc: float, better: Better
) -> Trend | None:
    r"""Give the trend of one person, or None below 6 days over 8 weeks.

    .. math:: \beta \cdot \text{half a year} \sim N(0, (0.27 w s)^2), \quad
              \operatorname{cov}(u_t, u_{t'}) = \sigma_u^2 2^{-|t - t'| / h}

    in points, with the `standard_deviation` s of the score between people. The level is
    unknown; :math:`\sigma_u`, h and the width w of the prior are integrated over a grid
    by their likelihood. A gap between days stays a gap. `sdc` is the smallest change
    `p_beyond` looks for.
    """
    ordered = sorted(points)
    days = [float(point.day.toordinal()) for point in ordered]
    if len(set(days)) < FEWEST_POINTS or days[-1] - days[0] < SHORTEST_DAYS:
        return None
    mixture = _posterior(ordered, days, standard_deviation)
    below = _below(mixture, 0)
    return Trend(
        points=len(ordered),
        weeks=(days[-1] - days[0]) / 7,
        change=sum(part.weight * part.change.mean for part in mixture),
        interval80=(_quantile(mixture, 0.1), _quantile(mixture, 0.9)),
        p_toward=below if better == "lower" else 1 - below,
        p_beyond=_below(mixture, -sdc) + 1 - _below(mixture, sdc),
    )


def _posterior(
    points: Sequence[Point], days: Sequence[float], deviation: float
) -> list[_Component]:
    span = days[-1] - days[0]
    along = [(day - days[0]) / span for day in days]
    scores = [point.score - points[0].score for point in points]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    errors = tuple(point.error**2 for point in points)
    prior = PRIOR * deviation * span / HALF_YEAR
    found: list[tuple[float, Coefficient]] = []
    for half_life, swing in product(HALF_LIVES, SWINGS):
        swings = _swings(half_life, swing * deviation, gaps, errors)
        evidence = KalmanFilter.of(swings).evidence(scores, along)
        found += [(w, evidence.with_prior(times * prior)) for times, w in WIDTHS]
    best = max(each.log_likelihood for _, each in found)
    weights = [before * exp(each.log_likelihood - best) for before, each in found]
    whole = sum(weights)
    return [
        _Component(weight / whole, NormalDist(each.mean, each.standard_deviation))
        for weight, (_, each) in zip(weights, found, strict=True)
    ]


def _swings(
    half_life: float, swing: float, gaps: Sequence[float], errors: tuple[float, ...]
) -> Process:
    kept = [2 ** (-gap / half_life) for gap in gaps]
    steps = ((share, swing**2 * (1 - share**2)) for share in kept)
    return Process(swing**2, tuple(steps), errors)


def _below(mixture: Sequence[_Component], value: float) -> float:
    return sum(part.weight * part.change.cdf(value) for part in mixture)


def _quantile(mixture: Sequence[_Component], share: float) -> float:
    ends = [part.change.inv_cdf(share) for part in mixture]
    low, high = min(ends), max(ends)
    while high - low > 1e-6 * max(1.0, abs(low), abs(high)):
        middle = (low + high) / 2
        if _below(mixture, middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
