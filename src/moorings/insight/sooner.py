"""Sooner: hard moments with a practice and without it, until calm came back.

A long one leaves more room for a practice than a short one. So this leans against
practices, and it says only what went together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from moorings.insight.episodes import Episode, episode
from moorings.insight.recovery import FEWEST, Direction
from moorings.insight.uses import WAITING, WINDOW, Tool
from moorings.insight.what_helps import BY_LUCK, LEVEL
from moorings.journey.activation import Activation
from moorings.measures.survival import Estimate, hazard_ratio


@dataclass(frozen=True, slots=True)
class Sooner:
    """One practice: how much likelier calm is from minute to minute, with it.

    `ratio` is above 1 where it comes sooner; its range is that of 90 %. `peaks` says
    whether it allows for how strong they were. That it comes later is never said.
    """

    tool: Tool
    with_it: int
    without: int
    since: date
    until: date
    ratio: Estimate
    peaks: bool
    direction: Direction


def sooner(
    activations: Iterable[Activation], today: date, shared: int = 1
) -> tuple[Sooner, ...]:
    """Hold the hard moments with each practice against the others of the year.

    It takes eight of either, of which a time is known and in which something was rated.
    So many comparisons share what may be said by luck. Source: `measures.survival`.
    """
    known = [
        (
            found,
            frozenset(rating.practice for rating in each.ratings if rating.practice),
        )
        for each in activations
        if each.ratings and (found := episode(each)) is not None
        if today - WINDOW < found.day <= today
    ]
    practices = sorted({name for _, done in known for name in done})
    parted = {
        name: (
            [found for found, done in known if name in done],
            [found for found, done in known if name not in done],
        )
        for name in practices
        if name != WAITING.practice
    }
    enough = {
        name: both for name, both in parted.items() if min(map(len, both)) >= FEWEST
    }
    share = BY_LUCK / (shared * max(len(enough), 1))
    told = (_compared(name, *both, share) for name, both in enough.items())
    return tuple(filter(None, told))


def _compared(
    name: str, with_it: Sequence[Episode], without: Sequence[Episode], share: float
) -> Sooner | None:
    peaks = [each.peak for each in (*without, *with_it)]
    known = [peak for peak in peaks if peak is not None]
    also = known if len(known) == len(peaks) else []
    spells = [[each.spell for each in group] for group in (without, with_it)]
    shown = hazard_ratio(spells[0], spells[1], also, LEVEL)
    judged = hazard_ratio(spells[0], spells[1], also, 1 - share)
    if shown is None or judged is None:
        return None
    days = [each.day for each in (*with_it, *without)]
    return Sooner(
        Tool(name),
        len(with_it),
        len(without),
        min(days),
        max(days),
        shown.estimate,
        bool(also),
        _direction(judged.estimate),
    )


def _direction(told: Estimate) -> Direction:
    if told.low > 1:
        return "sooner"
    # A long moment leaves more room for a practice: that alone looks like later.
    return "no-clear-difference"
