"""Steadying: when answers ask for people and rest before anything else.

What it comes to is a suggestion with its reason, never a grade; whoever says that they
have support lifts it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from moorings.insight.sittings import Sitting
from moorings.journey.records import RecordId
from moorings.measures.instrument import Concern, ScaleFigures
from moorings.measures.reliable_change import (
    smallest_detectable_change,
    standard_error,
)


@dataclass(frozen=True, slots=True)
class Steadying:
    """Why steadying practices come first just now: which sitting, and what in it."""

    sitting: Sitting
    reason: Literal["high", "worse"]


def raised(sitting: Sitting) -> frozenset[Literal["help", "clinician"]]:
    """Say what the answers of one sitting bring forward, by its instrument's key."""
    concerns = sitting.key.concerns
    return frozenset(each.act for each in concerns if _holds(each, sitting))


def raises_help(concerns: Iterable[Concern], item: str, response: int) -> bool:
    """Say whether one answer opens the people to talk to before anything else."""
    return any(
        each.act == "help" and each.item == item and _reaches(each, response)
        for each in concerns
    )


def steadying(latest_first: Sequence[Sitting], supported: RecordId) -> Steadying | None:
    """Give the latest reason that stands.

    A later and easier sitting of the same line ends it, and so does the word that there
    is support, given after that sitting (`supported` names it).
    """
    seen = set()
    for at, sitting in enumerate(latest_first):
        if sitting.administration.id == supported:
            return None
        if sitting.line in seen:
            continue
        seen.add(sitting.line)
        if "clinician" in raised(sitting):
            return Steadying(sitting, "high")
        before = (s for s in latest_first[at + 1 :] if s.line == sitting.line)
        if sitting.key.concerns and _is_worse(sitting, next(before, None)):
            return Steadying(sitting, "worse")
    return None


def _is_worse(sitting: Sitting, before: Sitting | None) -> bool:
    """Say whether a scale of distress rose beyond what measuring alone does."""
    if before is None or sitting.key.known is None:
        return False
    return any(_rises(sitting, before))


def _rises(sitting: Sitting, before: Sitting) -> Iterator[bool]:
    known = sitting.key.known
    for scale in sitting.key.scales:
        then, now = (each.scores[scale.id].value for each in (before, sitting))
        figures = known.scales.get(scale.id) if known else None
        sdc = _detectable(figures) if figures else None
        if then is not None and now is not None and sdc is not None:
            yield (now - then if scale.better == "lower" else then - now) >= sdc


def _detectable(figures: ScaleFigures) -> float | None:
    if figures.standard_deviation is None or figures.retest is None:
        return None
    error = standard_error(figures.standard_deviation, figures.retest)
    return smallest_detectable_change(error)


def _holds(concern: Concern, sitting: Sitting) -> bool:
    value: float | None
    if concern.scale is not None:
        value = sitting.scores[concern.scale].value
    else:
        value = sitting.administration.responses.get(concern.item or "")
    return value is not None and _reaches(concern, value)


def _reaches(concern: Concern, value: float) -> bool:
    high = concern.at_least is not None and value >= concern.at_least
    return high or (concern.at_most is not None and value <= concern.at_most)
