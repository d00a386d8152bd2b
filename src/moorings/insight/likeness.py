"""Likeness: the earlier hard moment most like one, and what was otherwise this time.

Two moments are two moments: what they show is not a course. How like they are is a
share that anybody can work out by hand; `docs/explanation/coil.md` tells it in words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from moorings.insight.episodes import minutes_between
from moorings.journey.activation import Activation
from moorings.journey.records import (
    Chosen,
    HeldText,
    Naming,
    PauseAnswer,
    WordId,
)

#: What is compared, under the name a naming keeps it by.
Likened: TypeAlias = Literal["trigger", "people", "beliefs", "urges"]
#: How much each counts (own): what set it off and with whom, before what it stirred.
WEIGHTS: Final[Mapping[Likened, int]] = MappingProxyType(
    {"trigger": 3, "people": 3, "beliefs": 2, "urges": 2}
)
#: So many parts have to be named in both, and so much of them shared (own).
FEWEST_PARTS, LEAST = 2, 0.5


@dataclass(frozen=True, slots=True)
class Like:
    """An earlier moment, how like it is (0 to 1), and what both have in common."""

    moment: Activation
    share: float
    common: Mapping[Likened, tuple[WordId, ...]]


@dataclass(frozen=True, slots=True)
class Went:
    """How one moment went, as far as it was noted; None is what was not.

    `first` and `peak` go from 0 to 10. `named` and `calm` are minutes after the first
    note. `unfinished` says that its end was left open, or is open still.
    """

    first: int | None
    peak: int | None
    named: float | None
    chosen: tuple[Chosen, ...]
    held: int
    calm: float | None
    unfinished: bool


def most_like(
    of: Activation,
    among: Iterable[Activation],
    same: Mapping[WordId, WordId] | None = None,
) -> Like | None:
    r"""Find the earlier moment most like one; of several alike, the latest.

    .. math:: \frac{\sum_i w_i \, |A_i \cap B_i| / |A_i \cup B_i|}{\sum_i w_i}

    over the parts that were named in both, from 0 to 1: trigger and people weigh 3,
    beliefs and urges 2. None where fewer than two parts were named in both, or where
    nothing reaches one half. `same` leads words that say the same to one of them.
    Source of the share within a part: Jaccard 1901; the weights are our own.
    """
    known = same or {}
    mine = dict(_parts(of, known))
    if len(mine) < FEWEST_PARTS:
        return None
    earlier = (each for each in among if each.began.order < of.began.order)
    found = (_like(each, mine, dict(_parts(each, known))) for each in earlier)
    return max(
        filter(None, found),
        key=lambda like: (like.share, like.moment.began.order),
        default=None,
    )


def went(of: Activation) -> Went:
    """Say how a moment went, from what was noted in it alone."""
    strengths = [rating.intensity for rating in of.ratings]
    looked = [s.when for s in of.steps if isinstance(s, Naming | PauseAnswer)]
    first = min(looked, key=lambda when: when.order, default=None)
    calm = of.end.when if of.end is not None and of.end.how == "calm" else None
    return Went(
        first=strengths[0] if strengths else None,
        peak=max(strengths, default=None),
        named=minutes_between(of.began, first) if first else None,
        chosen=tuple(dict.fromkeys(each.chosen for each in of.responses)),
        held=sum(isinstance(step, HeldText) for step in of.steps),
        calm=minutes_between(of.began, calm) if calm else None,
        unfinished=calm is None,
    )


def _like(
    other: Activation,
    mine: Mapping[Likened, frozenset[WordId]],
    theirs: Mapping[Likened, frozenset[WordId]],
) -> Like | None:
    both = [part for part in mine if part in theirs]
    if len(both) < FEWEST_PARTS:
        return None
    whole = sum(WEIGHTS[part] for part in both)
    shared = sum(
        WEIGHTS[part] * len(mine[part] & theirs[part]) / len(mine[part] | theirs[part])
        for part in both
    )
    if shared < LEAST * whole:
        return None
    common = {
        p: tuple(sorted(mine[p] & theirs[p])) for p in both if mine[p] & theirs[p]
    }
    return Like(other, shared / whole, common)


def _parts(
    of: Activation, same: Mapping[WordId, WordId]
) -> Iterator[tuple[Likened, frozenset[WordId]]]:
    """Give the parts that were named, each as the set of its words."""
    naming = of.named
    if naming is None:
        return
    if naming.trigger:
        yield "trigger", frozenset({same.get(naming.trigger, naming.trigger)})
    if naming.people:
        yield "people", frozenset(naming.people)
    if naming.beliefs:
        yield "beliefs", frozenset(same.get(each, each) for each in naming.beliefs)
    if naming.urges:
        yield "urges", frozenset(same.get(each, each) for each in naming.urges)
