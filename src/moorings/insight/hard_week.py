"""A hard week, as a person's own notes of the last seven days tell it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from moorings.journey.activation import Activation

#: A week is hard with so many moments as strong as this, or with so many of any
#: strength (own).
STRONG, FEWEST_STRONG, FEWEST = 7, 3, 5
DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class HardWeek:
    """How many hard moments there were, how many of them strong, and since when."""

    moments: int
    strong: int
    since: date


def hard_week(activations: Iterable[Activation], today: date) -> HardWeek | None:
    """Say whether the seven days up to today were hard; None where they were not.

    Counts: 0 upward. A moment is strong that was rated 7 or more at any time. The line
    is our own, and it says nothing of how somebody is.
    """
    here = [each for each in activations if today - DAYS < each.began.date <= today]
    strong = sum(_is_strong(each) for each in here)
    if len(here) < FEWEST and strong < FEWEST_STRONG:
        return None
    return HardWeek(len(here), strong, min(each.began.date for each in here))


def _is_strong(activation: Activation) -> bool:
    return any(rating.intensity >= STRONG for rating in activation.ratings)
