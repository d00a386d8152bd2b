"""A belief over time: how true it felt, and whether its counterpart can be believed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from moorings.journey.records import BeliefRating

#: Fewer ratings than this are not drawn (own).
FEWEST: Final = 3
#: Below so many percent a sentence is asked to be smaller, and truer (own).
BELIEVABLE: Final = 30
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are not enough ratings to be drawn."""

    count: int


@dataclass(frozen=True, slots=True)
class Course:
    """How true a belief felt at first, at last, and in between; all in percent."""

    count: int
    first: int
    last: int
    lowest: int
    highest: int
    since: date
    until: date


def course_of(ratings: Sequence[BeliefRating]) -> Course | TooFew:
    """Tell ratings that stand in the order of feeling; nothing is smoothed or tested.

    A rating of this kind has no known error, so that no change is ever called one.
    """
    if len(ratings) < FEWEST:
        return TooFew(len(ratings))
    felt = [each.strength for each in ratings]
    return Course(
        len(felt),
        felt[0],
        felt[-1],
        min(felt),
        max(felt),
        ratings[0].when.date,
        ratings[-1].when.date,
    )


def asks_for_less(alternative: int | None) -> bool:
    """Say whether a sentence is too far off to be believed, from 0 to 100."""
    return alternative is not None and alternative < BELIEVABLE


def sweeping(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Give the words in a text that leave no exception, as they were written, once."""
    wide = {word.casefold() for word in words}
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if word.casefold() in wide:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())
