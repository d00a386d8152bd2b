"""Patterns: in how many of the named moments one that a person described came again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from moorings.journey.activation import Activation
from moorings.journey.records import Naming, Pattern, WordId

#: Of fewer named moments nothing is said (own).
FEWEST = 3

#: The parts of which one has to be shared, as a pattern and a naming both call them.
_PARTS = ("body", "feelings", "beliefs", "urges")


@dataclass(frozen=True, slots=True)
class TooFew:
    """Too early to tell; `of` says how many moments were named so far."""

    of: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The moments that match, the latest first; of how many named ones, since when."""

    matched: tuple[Activation, ...]
    of: int
    since: date


def count(
    patterns: Iterable[Pattern],
    activations: Iterable[Activation],
    same: Mapping[WordId, WordId] | None = None,
) -> Iterator[Counted | TooFew]:
    """Count for each pattern the named moments that match it, of all that were named.

    Counts: 0 upward. A moment is named where a trigger, or a word for body, feeling,
    belief, fear or urge was given. `same` leads words that say the same to one of them.
    """
    told = ((each, each.named) for each in activations)
    named = [(each, naming) for each, naming in told if naming and _says(naming)]
    named.sort(key=lambda each: each[0].began.order, reverse=True)
    for pattern in patterns:
        if len(named) < FEWEST:
            yield TooFew(len(named))
        else:
            matched = (e for e, naming in named if matches(pattern, naming, same))
            yield Counted(tuple(matched), len(named), named[-1][0].began.date)


def matches(
    pattern: Pattern, naming: Naming, same: Mapping[WordId, WordId] | None = None
) -> bool:
    """Say whether a moment shares what sets it off or a person, and a word besides.

    The word is one for the body, a feeling, a belief or an urge; the rule is our own.
    """
    known = same or {}
    begins = bool(pattern.trigger) and _one(pattern.trigger, known) == _one(
        naming.trigger, known
    )
    with_somebody = not set(pattern.people).isdisjoint(naming.people)
    if not (begins or with_somebody):
        return False
    return not set(_words(pattern, known)).isdisjoint(_words(naming, known))


def can_be_counted(pattern: Pattern) -> bool:
    """Say whether a pattern has enough in it that a moment could match it at all."""
    return bool((pattern.trigger or pattern.people) and [*_words(pattern, {})])


def _says(naming: Naming) -> bool:
    return bool(naming.trigger or naming.fears or [*_words(naming, {})])


def _words(
    of: Pattern | Naming, same: Mapping[WordId, WordId]
) -> Iterator[tuple[str, WordId]]:
    for part in _PARTS:
        yield from ((part, _one(each, same)) for each in getattr(of, part))


def _one(word: WordId, same: Mapping[WordId, WordId]) -> WordId:
    return same.get(word, word)
