"""Moving: what a row of sittings shows of change, and what it cannot show yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from statistics import fmean

from moorings.insight.sittings import Sitting
from moorings.measures.bursts import Burst, Offer, bursts, next_sitting
from moorings.measures.instrument import Key, Scale, ScaleFigures
from moorings.measures.reliable_change import (
    FEWEST_SITTINGS,
    Category,
    Change,
    Side,
    judge,
    smallest_detectable_change,
    standard_error,
)
from moorings.measures.scoring import ScaleScore
from moorings.measures.trend import Point, Trend, trend


@dataclass(frozen=True, slots=True)
class Single:
    """One sitting's score on a scale; `counted` if it belongs to a burst's mean."""

    day: date
    score: float
    error: float | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Pooled:
    """A burst on one scale: the mean of what it counts, and its standard error."""

    first: date
    last: date
    mean: float
    error: float | None
    sittings: int


@dataclass(frozen=True, slots=True)
class Movement:
    """One scale over time: sittings, bursts, and what may be said of them.

    `figures` are None where nothing is known of the scale on its range; then nothing is
    said of change either.
    """

    scale: Scale
    figures: ScaleFigures | None
    singles: tuple[Single, ...]
    pooled: tuple[Pooled, ...]
    change: Change | None
    trend: Trend | None

    @property
    def category(self) -> Category:
        """Give what may be said; until two bursts can be compared it is too early."""
        return self.change.category if self.change else Category.TOO_EARLY

    @property
    def compared(self) -> tuple[Pooled, Pooled] | None:
        """Give the two bursts of the change: where it began, and where it is now."""
        enough = [each for each in self.pooled if each.sittings >= FEWEST_SITTINGS]
        return (enough[0], enough[-1]) if len(enough) > 1 else None

    @property
    def line(self) -> Trend | None:
        """Give the trend, but not one that the comparison of the bursts lies outside.

        The trend expects people to move slowly; where they did not, the bursts tell.
        """
        found, told = self.trend, self.change
        if found is None or told is None or told.difference is None:
            return found
        low, high = found.interval80
        return found if low <= told.difference.value <= high else None

    @property
    def can_be_told(self) -> bool:
        """Say whether change on this scale could ever be told with what is known."""
        known = self.figures
        return bool(known and known.standard_deviation and known.retest)


@dataclass(frozen=True, slots=True)
class Course:
    """Sittings that may be compared: their bursts, scales, and what may follow."""

    key: Key
    bursts: tuple[Burst, ...]
    offer: Offer
    movements: tuple[Movement, ...]


def course(dated: Iterable[tuple[date, Sitting]], today: date) -> Course | None:
    """Lay out sittings of one line by their days; None where there are none.

    Of several sittings on one day the last counts.
    """
    by_day = dict(sorted(dated, key=_order))
    if not by_day:
        return None
    found = bursts(by_day)
    key = next(reversed(by_day.values())).key
    scales = tuple(_movement(key, scale, by_day, found) for scale in key.scales)
    return Course(key, found, next_sitting(found, today), scales)


def _order(dated: tuple[date, Sitting]) -> tuple[date, object]:
    return dated[0], dated[1].administration.ended


def _movement(
    key: Key, scale: Scale, by_day: Mapping[date, Sitting], found: Sequence[Burst]
) -> Movement:
    figures = key.known.scales.get(scale.id) if key.known else None
    scores = {
        day: value
        for day, sitting in by_day.items()
        if (value := sitting.scores[scale.id].value) is not None
    }
    counted = {day for burst in found for day in burst.counted}
    singles = tuple(
        Single(
            day,
            value,
            sitting_error(figures, scale, by_day[day].scores[scale.id]),
            day in counted,
        )
        for day, value in scores.items()
    )
    pooled = tuple(filter(None, (_pooled(burst, singles) for burst in found)))
    new = min(by_day)  # the questions were new on the very first day
    later = {day: value for day, value in scores.items() if day != new}
    told = _trend(later, scale, figures)
    movement = Movement(scale, figures, singles, pooled, None, told)
    if figures is None or movement.compared is None or scale.better == "unknown":
        return movement
    first, last = (
        Side(each.mean, each.sittings, each.first, each.last)
        for each in movement.compared
    )
    return replace(movement, change=judge(first, last, figures, scale.better))


def measurement_error(figures: ScaleFigures | None) -> float | None:
    """Give the standard error of one sitting: by retest where that is known."""
    if figures is None or figures.standard_deviation is None:
        return None
    reliability = figures.retest or figures.reliability
    if reliability is None:
        return None
    return standard_error(figures.standard_deviation, reliability)


def sitting_error(
    figures: ScaleFigures | None, scale: Scale, score: ScaleScore
) -> float | None:
    r"""Give the standard error of one score, wider where less was answered.

    .. math:: s_E \sqrt{N / n}

    for n answers of N items, in points. Source: as for `measures.cloud.cloud`.
    """
    error = measurement_error(figures)
    if error is None or not score.answered:
        return None
    return error * sqrt(len(scale.items) / score.answered)


def _pooled(burst: Burst, singles: Sequence[Single]) -> Pooled | None:
    r"""Put the counted sittings of a burst together.

    .. math:: s_{\bar{x}} = \frac{1}{k} \sqrt{\sum s_i^2}

    for k of them, as if their errors were independent.
    """
    counted = [each for each in singles if each.day in burst.counted]
    if not counted:
        return None
    mean = fmean(each.score for each in counted)
    errors = [each.error for each in counted if each.error is not None]
    error = sqrt(sum(each**2 for each in errors)) / len(counted) if errors else None
    return Pooled(counted[0].day, counted[-1].day, mean, error, len(counted))


def _trend(
    scores: Mapping[date, float], scale: Scale, figures: ScaleFigures | None
) -> Trend | None:
    """Tell the trend of some days."""
    deviation = figures.standard_deviation if figures else None
    if figures is None or deviation is None or figures.retest is None:
        return None
    if scale.better == "unknown":
        return None
    daily = standard_error(deviation, figures.reliability or figures.retest)
    points = [Point(day, score, daily) for day, score in scores.items()]
    lasting = standard_error(deviation, figures.retest)
    sdc = smallest_detectable_change(lasting, (1, 1))
    return trend(points, deviation, sdc, scale.better)
