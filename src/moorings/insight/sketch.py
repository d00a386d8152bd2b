"""Sketches: what our own sentences draw, of people in general and of one person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from statistics import fmean

from moorings.insight.sittings import Sitting
from moorings.journey.records import Administration
from moorings.measures.bursts import bursts
from moorings.measures.cloud import Cloud, Leaning, cloud, contradicts, leaning
from moorings.measures.instrument import ANXIETY, AVOIDANCE, Key
from moorings.measures.scoring import ScaleScore


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one scale of a sketch comes to."""

    score: ScaleScore
    cloud: Cloud | None
    contradicts: bool
    leaning: Leaning


@dataclass(frozen=True, slots=True)
class Sketch:
    """One sitting with our own sentences, worked out anew from its raw answers.

    Where it was pooled from a burst, `sittings` says from how many; the sitting is then
    the last of them.
    """

    administration: Administration
    key: Key
    anxiety: Drawn
    avoidance: Drawn
    sittings: int = 1

    @property
    def answered(self) -> int:
        """Count the questions that were answered."""
        return len(self.administration.responses)

    @property
    def asked(self) -> int:
        """Count the questions that were shown."""
        return len(self.administration.shown)

    @property
    def drawn(self) -> bool:
        """Say whether there is a cloud in both directions."""
        return self.anxiety.cloud is not None and self.avoidance.cloud is not None


def sketch(sitting: Sitting) -> Sketch:
    """Draw what a sitting with our own sentences comes to."""
    anxiety, avoidance = (_drawn(sitting, name) for name in (ANXIETY, AVOIDANCE))
    return Sketch(sitting.administration, sitting.key, anxiety, avoidance)


def pooled(dated: Iterable[tuple[date, Sketch]]) -> Sketch | None:
    """Draw the latest burst of sketches as one; None where it cannot be pooled yet.

    Of several on a day the last counts, the first day is left out, and so is a sketch
    that drew nothing.
    """
    by_day = dict(sorted(dated, key=_order))
    found = bursts(by_day)
    if not found or not found[-1].comparable:
        return None
    counted = [by_day[day] for day in found[-1].counted if by_day[day].drawn]
    if len(counted) <= 1:
        return None
    last = counted[-1]
    return replace(
        last,
        anxiety=_together(last.key, [each.anxiety for each in counted]),
        avoidance=_together(last.key, [each.avoidance for each in counted]),
        sittings=len(counted),
    )


def _order(dated: tuple[date, Sketch]) -> tuple[date, object]:
    return dated[0], dated[1].administration.ended


def _together(key: Key, drawn: Sequence[Drawn]) -> Drawn:
    r"""Pool the clouds of k sittings.

    .. math:: \bar{c} = \frac{1}{k} \sum c_i, \quad
              w = \frac{1}{k} \sqrt{\sum w_i^2}

    Source: the error of a mean of independent measurements; that days are independent
    is assumed, as the widths themselves are.
    """
    clouds = [each.cloud for each in drawn if each.cloud is not None]
    width = sqrt(sum(each.half_width**2 for each in clouds)) / len(clouds)
    found = Cloud(fmean(each.centre for each in clouds), width)
    return replace(drawn[-1], cloud=found, leaning=leaning(key, found))


def _drawn(sitting: Sitting, scale: str) -> Drawn:
    key, score = sitting.key, sitting.scores[scale]
    found = cloud(key, score)
    return Drawn(score, found, contradicts(key, score), leaning(key, found))
