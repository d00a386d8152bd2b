r"""Reliable change: what measuring twice shows by error alone, and what goes beyond.

Throughout, a score is a true value plus errors that are independent from one sitting to
the next, and `retest` is its correlation with a second sitting as far away as the two
that are compared. Internal consistency never stands in for it: it takes the mood of a
day for the truth. Sittings some days apart are not wholly independent, so that every
error given here is rather too small than too large.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import copysign, sqrt
from statistics import NormalDist
from typing import Literal, TypeAlias

from moorings.measures.instrument import ScaleFigures

#: The end of a scale that is easier to live at.
Better: TypeAlias = Literal["lower", "higher"]

#: With fewer sittings on a side, or less time between, nothing is said (own).
FEWEST_SITTINGS = 2
SHORTEST_GAP = timedelta(weeks=8)

#: What merely repeating may bring about, in standard deviations between people: 0.15
#: points of a mean from 1 to 7. Our own guess; no trial has measured it.
PRACTICE = 0.13


class Category(StrEnum):
    """All that is said of two bursts of sittings; nobody is ever *recovered*."""

    TOWARD = "toward"
    NO_CLEAR_CHANGE = "no-clear-change"
    AWAY = "away"
    TOO_EARLY = "too-early"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: the mean of the counted sittings, and their days."""

    mean: float
    sittings: int
    first_day: date
    last_day: date

    @property
    def middle(self) -> float:
        """Give the day halfway through, counted from the beginning of the calendar."""
        return (self.first_day.toordinal() + self.last_day.toordinal()) / 2


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a later measurement would come to if nothing changed, and its error."""

    value: float
    standard_error: float

    @property
    def interval(self) -> tuple[float, float]:
        """Give the 95 % prediction interval."""
        margin = _z(0.95) * self.standard_error
        return self.value - margin, self.value + margin


@dataclass(frozen=True, slots=True)
class Difference:
    """The second side less the first in points, with all it has to be held against.

    `interval` is that of 95 %. `expected` is where the second side would lie if nothing
    changed; it needs the mean of other people, and is None where that is unknown.
    """

    value: float
    interval: tuple[float, float]
    sdc90: float
    sdc95: float
    expected: Expectation | None


@dataclass(frozen=True, slots=True)
class Change:
    """What may be said of two sides, and what of it would survive a practice effect.

    Where it is too early there is no difference either: no number without its error.
    """

    category: Category
    with_practice: Category
    difference: Difference | None


def standard_error(standard_deviation: float, reliability: float) -> float:
    r"""Give the standard error of measurement of one sitting, in points.

    .. math:: S_E = s \sqrt{1 - r}

    Source: Jacobson & Truax 1991.
    """
    return standard_deviation * sqrt(1 - reliability)


def standard_error_of_difference(first: float, second: float) -> float:
    r"""Give the standard error of a difference between two scores, from theirs.

    .. math:: S_{diff} = \sqrt{S_{E1}^2 + S_{E2}^2}

    It is :math:`\sqrt{2} S_E` where they are the same. Source: Jacobson & Truax 1991;
    with two different errors Maassen 2004.
    """
    return sqrt(first**2 + second**2)


def reliable_change_index(first: float, second: float, error: float) -> float:
    r"""Give a difference in standard errors of a difference; beyond ±1.96 it is rare.

    .. math:: RC = (x_2 - x_1) / S_{diff}

    Source: Jacobson & Truax 1991.
    """
    return (second - first) / error


def cut_offs(clinical: NormalDist, general: NormalDist) -> tuple[float, float, float]:
    r"""Give the three cut-offs between two populations, in points.

    .. math:: a = m_c \pm 2 s_c, \quad b = m_g \mp 2 s_g, \quad
              c = (s_g m_c + s_c m_g) / (s_c + s_g)

    a lies outside the clinical population, b within the general one, and c is as
    unlikely in one as in the other. There is none for attachment, which is no disorder.
    Source: Jacobson & Truax 1991.
    """
    m_c, s_c, m_g, s_g = clinical.mean, clinical.stdev, general.mean, general.stdev
    a = m_c + copysign(2 * s_c, m_g - m_c)
    b = m_g - copysign(2 * s_g, m_g - m_c)
    return a, b, (s_g * m_c + s_c * m_g) / (s_c + s_g)


def smallest_detectable_change(
    error: float, sittings: tuple[int, int] = (1, 1), level: float = 0.95
) -> float:
    r"""Give the difference that measuring alone goes beyond in 1 - `level` of cases.

    .. math:: SDC = z \sqrt{S_E^2 / k_1 + S_E^2 / k_2}

    in points, between the means of :math:`k_1` and :math:`k_2` sittings with the
    standard error S_E each. Source: de Vet et al. 2006, for one sitting each; the mean
    of k independent errors.
    """
    sides = (error / sqrt(k) for k in sittings)
    return _z(level) * standard_error_of_difference(*sides)


def spearman_brown(reliability: float, length: float) -> float:
    r"""Give the reliability (0 to 1) of a measurement that is so many times as long.

    .. math:: r_k = k r / (1 + (k - 1) r)

    Source: Spearman 1910, Brown 1910.
    """
    return length * reliability / (1 + (length - 1) * reliability)


def expected_retest(
    first: float,
    people: NormalDist,
    retest: float,
    sittings: tuple[int, int] = (1, 1),
) -> Expectation:
    r"""Give what a second measurement would come to if nothing changed, in points.

    .. math:: m + r_{k_1} (\bar{x}_1 - m) \quad \pm \quad
              s \sqrt{r + (1 - r) / k_2 - r \, r_{k_1}}

    for the means of :math:`k_1` and :math:`k_2` sittings, with the mean m and standard
    deviation s of `people` and the Spearman-Brown reliability :math:`r_k` of a mean.
    With one sitting each the error is :math:`s \sqrt{1 - r^2}`. Source: linear
    regression in classical test theory (Kelley 1927).
    """
    before, after = sittings
    slope = spearman_brown(retest, before)
    left = retest + (1 - retest) / after - retest * slope
    value = people.mean + slope * (first - people.mean)
    return Expectation(value, people.stdev * sqrt(left))


def judge(first: Side, second: Side, figures: ScaleFigures, better: Better) -> Change:
    """Say what may be said of two sides, both directions alike.

    It is a move if the difference reaches the smallest detectable change of 95 % and,
    where the mean of other people is known, the second side also lies beyond what
    regression to that mean explains. At most five in a hundred without any change are
    told of one if the figures hold for them, also among those who began because their
    score was high; without that mean, selection is not allowed for. `with_practice` is
    the category if so much of the move, whichever way it went, came only from repeating
    (see `PRACTICE`). Without a standard deviation and a retest correlation it stays too
    early.
    """
    difference = _difference(first, second, figures)
    if difference is None:
        return Change(Category.TOO_EARLY, Category.TOO_EARLY, None)
    practice = PRACTICE * (figures.standard_deviation or 0)
    return Change(
        _category(difference, first.mean, difference.value, better),
        _category(difference, first.mean, _shrunk(difference.value, practice), better),
        difference,
    )


def _difference(first: Side, second: Side, figures: ScaleFigures) -> Difference | None:
    deviation, retest = figures.standard_deviation, figures.retest
    if deviation is None or retest is None or _too_early(first, second):
        return None
    sittings = first.sittings, second.sittings
    error = standard_error(deviation, retest)
    value = second.mean - first.mean
    sdc95 = smallest_detectable_change(error, sittings)
    return Difference(
        value=value,
        interval=(value - sdc95, value + sdc95),
        sdc90=smallest_detectable_change(error, sittings, 0.90),
        sdc95=sdc95,
        expected=None
        if figures.mean is None
        else expected_retest(
            first.mean, NormalDist(figures.mean, deviation), retest, sittings
        ),
    )


def _too_early(first: Side, second: Side) -> bool:
    fewest = min(first.sittings, second.sittings)
    gap = second.middle - first.middle
    return fewest < FEWEST_SITTINGS or gap < SHORTEST_GAP.days


def _category(
    difference: Difference, first: float, move: float, better: Better
) -> Category:
    low, high = difference.expected.interval if difference.expected else (first, first)
    lower = move <= -difference.sdc95 and first + move < low
    higher = move >= difference.sdc95 and first + move > high
    if not (lower or higher):
        return Category.NO_CLEAR_CHANGE
    return Category.TOWARD if lower == (better == "lower") else Category.AWAY


def _shrunk(move: float, practice: float) -> float:
    return copysign(max(0.0, abs(move) - practice), move)


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
