"""The place on the map: where somebody stands on both dimensions, and how sure that is.

Only for instruments whose error was measured. The evidence is for two dimensions; the
four styles are a legend to the map (Fraley, Hudson, Heffernan & Segal 2015).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import atan2, hypot, log1p, sqrt
from typing import Literal, TypeAlias

from moorings.measures.adaptive import answers
from moorings.measures.bivariate_normal import Matrix, Pair, quarters
from moorings.measures.instrument import ANXIETY, AVOIDANCE, Key, Scale, ScaleFigures
from moorings.measures.item_response import joint_standing
from moorings.measures.scoring import ScaleScore, score

#: What the error of a dimension was told from.
ErrorSource: TypeAlias = Literal["retest", "consistency", "calibration"]

#: From these chances on one style is named, plainly or as a leaning (own).
MOSTLY, LEANING = 0.80, 0.60


class Style(StrEnum):
    """The quarters of the map: above neither cut, either one of them, or both."""

    SECURE = "secure"
    ANXIOUS = "anxious"
    AVOIDANT = "avoidant"
    FEARFUL = "fearful"


class Wording(StrEnum):
    """How plainly a style may be named."""

    MOSTLY = "mostly"
    LEANING = "leaning"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Saying:
    """What may be said of a place: one style, or the two likeliest."""

    wording: Wording
    styles: tuple[Style, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands, anxiety first and avoidance second.

    `centre` and `cut` are in points of the score, or in standard deviations around the
    mean of the people calibrated with; `covariance` is that of the error around the
    centre. The cut is a mean of people, or the midpoint of the scale.
    """

    centre: Pair
    covariance: Matrix
    cut: Pair
    cut_kind: Literal["mean", "midpoint"]
    units: Literal["points", "sd"]
    error_from: tuple[ErrorSource, ErrorSource]

    @property
    def chances(self) -> dict[Style, float]:
        """Give how likely each style is; together they make one."""
        shares = quarters(self.centre, self.covariance, self.cut)
        return dict(zip(Style, shares, strict=True))


@dataclass(frozen=True, slots=True)
class Ellipse:
    """The outline around a place: half its length and breadth, and how it is turned.

    `angle` is that of the longer half from the anxiety axis, in radians.
    """

    half_axes: Pair
    angle: float


@dataclass(frozen=True, slots=True)
class _Dimension:
    """What classical test theory asks of one dimension, in points of its score."""

    scale: Scale
    mean: float | None
    variance: float
    reliability: float
    source: ErrorSource


@dataclass(frozen=True, slots=True)
class _Basis:
    """Both dimensions, and the correlation of their scores.

    Without it nothing can be regressed; it is 0 then, and where a mean is not known
    either, nothing uses it.
    """

    dimensions: tuple[_Dimension, _Dimension]
    correlation: float

    @property
    def true_correlation(self) -> float:
        """Give the correlation without the errors (Spearman 1904)."""
        first, second = self.dimensions
        return self.correlation / sqrt(first.reliability * second.reliability)


def place_of_answers(key: Key, sheets: Sequence[Mapping[str, int]]) -> Place | None:
    """Give the place that one or several sittings come to, or None as for scores.

    Where the key is calibrated on its range it is the mean of the joint posterior, and
    any number of answers will do that has one on each dimension; else it is the place
    of the scores. An item that was answered twice counts as two (local independence),
    which makes several sittings look surer by as much as people repeat themselves.
    """
    basis = _basis(key)
    if basis is None or key.calibrated is None:
        return place_of_scores(key, [score(key, sheet) for sheet in sheets])
    first, second = (
        [each for sheet in sheets for each in answers(key, dimension.scale, sheet)]
        for dimension in basis.dimensions
    )
    if not (first and second):
        return None
    centre, covariance = joint_standing(first, second, basis.true_correlation)
    told: ErrorSource = "calibration"
    return Place(centre, covariance, (0.0, 0.0), "mean", "sd", (told, told))


def place_of_scores(
    key: Key, sittings: Sequence[Mapping[str, ScaleScore]]
) -> Place | None:
    r"""Give the place that the scores of one or several sittings come to.

    .. math:: t = x - E \Sigma^{-1} (x - m), \quad C = E - E \Sigma^{-1} E, \quad
              \Sigma = \Sigma_T + E

    in points of the score. x are the means of all the answers, E has the error
    variances s^2 (1 - r) N / n in its diagonal, where n answers were given and the
    scale has N items (Spearman & Brown: fewer widen it, more sittings narrow it), and
    :math:`\Sigma_T` the true variances s^2 r beside the covariance of the scores. The
    reliability r is that of a second sitting, where it is known: consistency within
    one leaves out that days differ, and promises too much for several. Where a mean m
    is not known nothing is regressed: t = x, C = E.

    None where no sitting has both scores, where the spreads or the reliabilities are
    not known, where means are known and their correlation is not, and where figures
    contradict one another. Source: Kelley 1947; in two
    dimensions Wainer et al. 2001.
    """
    basis = _basis(key)
    if basis is None:
        return None
    names = (ANXIETY, AVOIDANCE)
    whole = [s for s in sittings if all(s[each].value is not None for each in names)]
    if not whole:
        return None
    first, second = (
        _pooled(each, [sitting[each.scale.id] for sitting in whole])
        for each in basis.dimensions
    )
    values, errors = zip(first, second, strict=True)
    one, other = basis.dimensions
    told = (one.source, other.source)
    if one.mean is None or other.mean is None:
        low, high = (sum(key.span(each.scale)) / 2 for each in basis.dimensions)
        covariance = (errors[0], 0.0), (0.0, errors[1])
        return Place(values, covariance, (low, high), "midpoint", "points", told)
    cut = (one.mean, other.mean)
    centre, covariance = _regressed(basis, values, cut, errors)
    return Place(centre, covariance, cut, "mean", "points", told)


def ellipse(place: Place, share: float) -> Ellipse:
    r"""Give the outline within which the true place lies with a chance of `share`.

    .. math:: d_i = \sqrt{-2 \lambda_i \ln(1 - p)}

    with the eigenvalues of the covariance; in the units of the place. Raises
    `ValueError` unless the share is 0 to below 1. Source: the quantile of the
    chi-squared distribution with two degrees of freedom, which has this closed form.
    """
    (wide, shared), (_, high) = place.covariance
    middle, apart = (wide + high) / 2, hypot((wide - high) / 2, shared)
    reach = -2 * log1p(-share)
    longer, shorter = sqrt(reach * (middle + apart)), sqrt(reach * (middle - apart))
    return Ellipse((longer, shorter), atan2(2 * shared, wide - high) / 2)


def saying(chances: Mapping[Style, float]) -> Saying:
    """Give what may be said: nothing plain below four in five, and often "between"."""
    first, second, *_ = sorted(chances, key=lambda style: -chances[style])
    if chances[first] >= MOSTLY:
        return Saying(Wording.MOSTLY, (first,))
    if chances[first] >= LEANING:
        return Saying(Wording.LEANING, (first,))
    return Saying(Wording.BETWEEN, (first, second))


def in_a_hundred(chances: Mapping[Style, float]) -> dict[Style, int]:
    """Give how many of a hundred who answer like this are of each style: whole people.

    They make a hundred together: whoever is left over by rounding down goes to where
    most was cut off (the method of largest remainders).
    """
    whole = {style: int(100 * chance) for style, chance in chances.items()}
    by_loss = sorted(chances, key=lambda style: whole[style] - 100 * chances[style])
    for style in by_loss[: 100 - sum(whole.values())]:
        whole[style] += 1
    return whole


def _basis(key: Key) -> _Basis | None:
    if key.known is None or not key.two_dimensional:
        return None
    scales = key.known.scales
    first = _dimension(key.scale(ANXIETY), scales.get(ANXIETY))
    second = _dimension(key.scale(AVOIDANCE), scales.get(AVOIDANCE))
    if first is None or second is None:
        return None
    correlation = key.known.correlation
    if correlation is None:
        regressed = first.mean is not None and second.mean is not None
        return None if regressed or key.calibrated else _Basis((first, second), 0.0)
    if correlation**2 >= first.reliability * second.reliability:
        return None
    return _Basis((first, second), correlation)


def _dimension(scale: Scale, figures: ScaleFigures | None) -> _Dimension | None:
    if figures is None or figures.standard_deviation is None:
        return None
    source: ErrorSource = "consistency" if figures.retest is None else "retest"
    known = figures.reliability if figures.retest is None else figures.retest
    if known is None:
        return None
    variance = figures.standard_deviation**2
    return _Dimension(scale, figures.mean, variance, known, source)


def _pooled(dimension: _Dimension, scores: Sequence[ScaleScore]) -> Pair:
    """Give the mean over all the answers, and its error variance."""
    answered = sum(found.answered for found in scores)
    total = sum((found.value or 0.0) * found.answered for found in scores)
    error = dimension.variance * (1 - dimension.reliability)
    return total / answered, error * len(dimension.scale.items) / answered


def _regressed(
    basis: _Basis, values: Pair, means: Pair, errors: Pair
) -> tuple[Pair, Matrix]:
    first, second = basis.dimensions
    shared = basis.correlation * sqrt(first.variance * second.variance)
    wide = first.variance * first.reliability + errors[0]
    high = second.variance * second.reliability + errors[1]
    area = wide * high - shared**2
    x, y = values[0] - means[0], values[1] - means[1]
    centre = (
        values[0] - errors[0] * (high * x - shared * y) / area,
        values[1] - errors[1] * (wide * y - shared * x) / area,
    )
    tied = errors[0] * errors[1] * shared / area
    return centre, (
        (errors[0] * (1 - errors[0] * high / area), tied),
        (tied, errors[1] * (1 - errors[1] * wide / area)),
    )
