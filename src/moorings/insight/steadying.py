"""Steadying: when answers ask for people and rest before anything else.

What it comes to is a suggestion with its reason, never a grade; whoever says that they
have support lifts it, and after some weeks it goes by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from moorings.insight.sittings import Sitting
from moorings.measures.instrument import Concern, Scale, ScaleFigures
from moorings.measures.reliable_change import (
    smallest_detectable_change,
    standard_error,
)
from moorings.measures.scoring import bounds

#: Why it is suggested: an answer brings people first for that day, a score is high, or
#: much has grown heavier.
Reason: TypeAlias = Literal["help", "high", "worse"]

#: How long answers count for it, and over how long a rise is looked for (own).
LASTING = timedelta(weeks=8)
RISING = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Steadying:
    """Why steadying things come first just now: which sitting, and what in it."""

    sitting: Sitting
    reason: Reason


def raised(sitting: Sitting) -> frozenset[Literal["help", "clinician"]]:
    """Say what the answers of one sitting bring forward, by its instrument's key."""
    concerns = sitting.key.concerns
    return frozenset(each.act for each in concerns if _holds(each, sitting))


def raises_help(concerns: Iterable[Concern], item: str, response: int) -> bool:
    """Say whether one answer opens the people to talk to before anything else."""
    return any(
        each.act == "help" and each.item == item and _reaches(each, response, response)
        for each in concerns
    )


def steadying(
    latest_first: Sequence[tuple[date, Sitting]], today: date, supported: datetime
) -> Steadying | None:
    """Give the latest reason that stands, of sittings with their days.

    A later sitting of the same line that has a score and is easier ends it, and so does
    the word that there is support, for everything answered before it.
    """
    since = [
        (day, sitting)
        for day, sitting in latest_first
        if day > today - LASTING and sitting.administration.ended > supported
    ]
    for day, sitting in since:
        if day == today and "help" in raised(sitting):
            return Steadying(sitting, "help")
    seen = set()
    for _, sitting in since:
        if sitting.line in seen or not _tells(sitting):
            continue
        seen.add(sitting.line)
        if "clinician" in raised(sitting):
            return Steadying(sitting, "high")
        if sitting.key.distress and any(_rises(sitting, latest_first)):
            return Steadying(sitting, "worse")
    return None


def _tells(sitting: Sitting) -> bool:
    """Say whether a sitting says something of how heavy things are."""
    telling = {each.scale for each in sitting.key.concerns} - {None}
    scores = sitting.scores.items()
    scored = any(s.value is not None for n, s in scores if n in telling or not telling)
    return scored or "clinician" in raised(sitting)


def _rises(
    sitting: Sitting, all_of_them: Sequence[tuple[date, Sitting]]
) -> Iterator[bool]:
    """Compare with the easiest of the weeks before, scale by scale."""
    ended, known = sitting.administration.ended, sitting.key.known
    before = [
        each
        for _, each in all_of_them
        if each.line == sitting.line
        and ended - RISING < each.administration.ended < ended
    ]
    for scale in sitting.key.scales:
        figures = known.scales.get(scale.id) if known else None
        sdc = _detectable(figures) if figures else None
        now = _heaviness(scale, sitting)
        then = [_heaviness(scale, each) for each in before]
        earlier = [value for value in then if value is not None]
        if sdc is not None and now is not None and earlier:
            yield now - min(earlier) >= sdc


def _heaviness(scale: Scale, sitting: Sitting) -> float | None:
    value = sitting.scores[scale.id].value
    if value is None or scale.better == "unknown":
        return None
    return value if scale.better == "lower" else -value


def _detectable(figures: ScaleFigures) -> float | None:
    if figures.standard_deviation is None or figures.retest is None:
        return None
    error = standard_error(figures.standard_deviation, figures.retest)
    return smallest_detectable_change(error)


def _holds(concern: Concern, sitting: Sitting) -> bool:
    """Say whether it holds whatever was left out."""
    if concern.scale is not None:
        scale = sitting.key.scale(concern.scale)
        value = sitting.scores[concern.scale].value
        ends = bounds(sitting.key, scale, sitting.administration.responses)
        return _reaches(concern, *(ends if value is None else (value, value)))
    given = sitting.administration.responses.get(concern.item or "")
    return given is not None and _reaches(concern, given, given)


def _reaches(concern: Concern, at_least: float, at_most: float) -> bool:
    high = concern.at_least is not None and at_least >= concern.at_least
    return high or (concern.at_most is not None and at_most <= concern.at_most)
