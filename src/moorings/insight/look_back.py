"""A look back at some days: what the hard moments in them had in common, counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from statistics import median
from typing import Final, TypeAlias

from moorings.insight.episodes import minutes_between
from moorings.journey.activation import Activation
from moorings.journey.records import Naming, Part, WordId

#: Of fewer moments nothing is said; what came once did not come again (own).
FEWEST, AGAIN = 3, 2
#: So many things are told of each kind.
MOST = 3
#: A part of the sentence, and a word for it.
Said: TypeAlias = tuple[Part, WordId]
#: What may go with a trigger, and under which name a naming keeps it.
_WITH: Final[Mapping[Part, str]] = {
    "urge": "urges",
    "feeling": "feelings",
    "body": "body",
    "belief": "beliefs",
}


@dataclass(frozen=True, slots=True)
class TooFew:
    """Too early to tell; `of` says of how many moments there was anything to count."""

    of: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What came more than once: its words, in which moments, of how many."""

    words: tuple[Said, ...]
    moments: tuple[Activation, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Cost:
    """The urge in whose moments it rose highest, in the middle: from 0 to 10.

    `minutes` is how long those took whose calm was noted, in the middle, and `timed`
    how many these were. `others` counts the urges it was compared with.
    """

    fact: Fact
    peak: float
    rated: int
    minutes: float | None
    timed: int
    others: int


@dataclass(frozen=True, slots=True)
class Newly:
    """Two things that came together, often enough only since these days."""

    fact: Fact
    before: int
    since: date


Facts: TypeAlias = tuple[Fact, ...] | TooFew


@dataclass(frozen=True, slots=True)
class LookBack:
    """Everything there is to say of some days; an empty list says: none came again."""

    moments: tuple[Activation, ...]
    named: int
    triggers: Facts
    earliest: Facts
    costliest: Cost | TooFew | None
    newly: tuple[Newly, ...] | TooFew


def look_back(
    activations: Iterable[Activation],
    first: date,
    last: date,
    same: Mapping[WordId, WordId] | None = None,
) -> LookBack:
    """Count over the days from `first` to `last`, both included.

    Counts: 0 upward; each thing told with the number of moments it could be counted in.
    `same` leads words that say the same to one of them.
    """
    known = same or {}
    until = sorted(
        (each for each in activations if each.began.date <= last),
        key=lambda each: each.began.order,
        reverse=True,
    )
    here = tuple(each for each in until if each.began.date >= first)
    return LookBack(
        moments=here,
        named=sum(each.named is not None for each in here),
        triggers=_commonest(here, lambda each: _trigger(each, known)),
        earliest=_commonest(here, lambda each: _first_in_body(each, known), ties=True),
        costliest=_costliest(here, known),
        newly=_newly(until, first, known),
    )


def _commonest(
    moments: Sequence[Activation],
    said: Callable[[Activation], frozenset[Said]],
    *,
    ties: bool = False,
) -> Facts:
    """Give what came most often; with `ties`, only what came as often as the first."""
    found = _found(moments, said)
    of = sum(bool(said(each)) for each in moments)
    if of < FEWEST:
        return TooFew(of)
    again = [Fact((word,), some, of) for word, some in found if len(some) >= AGAIN]
    if ties:
        again = [each for each in again if len(each.moments) == len(again[0].moments)]
    return tuple(again[:MOST])


def _found(
    moments: Sequence[Activation], said: Callable[[Activation], frozenset[Said]]
) -> list[tuple[Said, tuple[Activation, ...]]]:
    """Give the moments of each word, the most frequent first, then by the word."""
    found: dict[Said, list[Activation]] = {}
    for each in moments:
        for word in said(each):
            found.setdefault(word, []).append(each)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(word, tuple(some)) for word, some in ordered]


def _trigger(of: Activation, same: Mapping[WordId, WordId]) -> frozenset[Said]:
    told: Said = ("trigger", same.get(of.trigger, of.trigger))
    return frozenset({told} if of.trigger else ())


def _first_in_body(of: Activation, same: Mapping[WordId, WordId]) -> frozenset[Said]:
    """Give the signs in the body of the first time that any were noted."""
    noted = [step for step in of.steps if isinstance(step, Naming) and step.body]
    if not noted:
        return frozenset()
    first = min(noted, key=lambda step: step.when.order)
    return frozenset(("body", same.get(each, each)) for each in first.body)


def _urges(of: Activation, same: Mapping[WordId, WordId]) -> frozenset[Said]:
    urges = of.named.urges if of.named else ()
    return frozenset(("urge", same.get(each, each)) for each in urges)


def _costliest(
    moments: Sequence[Activation], same: Mapping[WordId, WordId]
) -> Cost | TooFew | None:
    """Find the urge whose moments rose highest; of two alike, whose took longest."""
    of = sum(bool(_urges(each, same)) for each in moments)
    if of < FEWEST:
        return TooFew(of)
    found = _found(moments, lambda each: _urges(each, same))
    costs = [
        cost
        for word, some in found
        if len(some) >= AGAIN and (cost := _cost(Fact((word,), some, of), len(found)))
    ]
    return max(costs, key=lambda each: (each.peak, each.minutes or 0), default=None)


def _cost(fact: Fact, urges: int) -> Cost | None:
    peaks = [
        max(rating.intensity for rating in each.ratings)
        for each in fact.moments
        if each.ratings
    ]
    took = [
        minutes
        for each in fact.moments
        if each.end is not None
        and each.end.how == "calm"
        and (minutes := minutes_between(each.began, each.end.when)) is not None
    ]
    if len(peaks) < AGAIN:
        return None
    middle = median(took) if len(took) >= AGAIN else None
    return Cost(fact, median(peaks), len(peaks), middle, len(took), urges - 1)


def _newly(
    until: Sequence[Activation], first: date, same: Mapping[WordId, WordId]
) -> tuple[Newly, ...] | TooFew:
    """Find what came together in three moments by now, and in fewer before these days.

    Of each trigger one pair is told, the one that came most often.
    """
    named = [each for each in until if each.named is not None]
    if len(named) < FEWEST:
        return TooFew(len(named))
    found: dict[tuple[Said, Said], list[Activation]] = {}
    for each in named:
        for pair in _pairs(each, same):
            found.setdefault(pair, []).append(each)
    new: dict[Said, Newly] = {}
    for pair, some in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        before = sum(each.began.date < first for each in some)
        if before < FEWEST <= len(some):
            fact = Fact(pair, tuple(some), len(named))
            new.setdefault(pair[0], Newly(fact, before, named[-1].began.date))
    return tuple(new.values())[:MOST]


def _pairs(
    of: Activation, same: Mapping[WordId, WordId]
) -> Iterator[tuple[Said, Said]]:
    beside: list[Said] = [
        (part, same.get(word, word))
        for part, name in _WITH.items()
        for word in dict.fromkeys(getattr(of.named, name, ()))
    ]
    return product(_trigger(of, same), dict.fromkeys(beside))
