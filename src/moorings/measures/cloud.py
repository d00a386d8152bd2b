"""The cloud: how far a score of our own items could be off, by a stated assumption.

Nobody has measured the error of our items, so nothing here is an interval with a
percentage. Why it is drawn as it is: `docs/decisions/0016-a-cloud-by-assumption.md`.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean

from moorings.measures.instrument import Key
from moorings.measures.scoring import ScaleScore

#: Straight and turned answers this many standard errors apart contradict one another.
CONTRADICTION = 2.0


class Leaning(StrEnum):
    """All that may be said of one scale: a direction, the middle, or nothing."""

    LOWER = "lower"
    BETWEEN = "between"
    HIGHER = "higher"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Cloud:
    """Where the score lies, and one assumed standard error, in points of the range."""

    centre: float
    half_width: float


def cloud(key: Key, score: ScaleScore) -> Cloud | None:
    r"""Give the cloud of a score, or None where nothing can be told.

    .. math:: w = s_E \sqrt{N / n}

    with the assumed standard error of N items, and the n that were answered: more of
    them, a narrower cloud. Nothing can be told from too few answers,
    and from answers that contradict one another. Source: the error of a mean of n
    parallel items in classical test theory; what it is applied to is assumed (own).
    """
    if score.value is None or contradicts(key, score):
        return None
    return Cloud(score.value, _error(key, score.answered))


def contradicts(key: Key, score: ScaleScore) -> bool:
    r"""Say whether the two directions of a scale's items say opposite things.

    .. math:: |\bar{x}_{straight} - \bar{x}_{turned}| >
              2 \sqrt{w_{straight}^2 + w_{turned}^2}

    Such a gap would come about by chance some five times in a hundred, if the assumed
    error held (own). Whoever ticks the same end all the way down is caught by it. The
    gap is never asked to be smaller than that between two whole short scales: who
    tends to agree with everything is not contradicted by many answers alone.
    """
    if not (score.straight and score.turned):
        return False
    gap = abs(fmean(score.straight) - fmean(score.turned))
    most = key.assumption.items if key.assumption else 0
    parts = (min(len(part), most) for part in (score.straight, score.turned))
    errors = (_error(key, answered) for answered in parts)
    return gap > CONTRADICTION * sqrt(sum(error**2 for error in errors))


def leaning(key: Key, found: Cloud | None) -> Leaning:
    """Say to which side of the midpoint the whole cloud lies, if to one at all.

    The cloud is one standard error wide to each side, so that a direction is named
    where at least five in six such clouds would lie, if the assumption held.
    """
    if found is None:
        return Leaning.UNCLEAR
    if found.centre - found.half_width > key.middle:
        return Leaning.HIGHER
    if found.centre + found.half_width < key.middle:
        return Leaning.LOWER
    return Leaning.BETWEEN


def _error(key: Key, answered: int) -> float:
    if key.assumption is None:
        raise ValueError(key.id)
    return key.assumption.standard_error * sqrt(key.assumption.items / answered)
