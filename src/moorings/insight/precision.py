"""Precision: how many of the words for feelings were broad ones, month by month."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from moorings.journey.activation import Activation
from moorings.journey.records import WordId

#: A month with fewer named moments, or with fewer words for feelings in them, tells
#: nothing, and so does a single month (own).
FEWEST_MOMENTS, FEWEST_WORDS, FEWEST_MONTHS = 3, 5, 2


@dataclass(frozen=True, slots=True)
class Month:
    """The words for feelings of one month: how many in all, and how many broad ones."""

    first: date
    words: int
    broad: int
    moments: int

    @property
    def finer(self) -> int:
        """Count the words that are not broad."""
        return self.words - self.broad


def by_month(
    activations: Iterable[Activation], broad: Collection[WordId]
) -> tuple[Month, ...]:
    """Count broad and finer words for feelings by month, the latest last.

    Counts: 0 upward; a word counts once in each moment. Months with too little are left
    out, and where fewer than two are left, so are all.
    """
    found: dict[date, list[tuple[WordId, ...]]] = {}
    for each in activations:
        if each.named is not None and each.named.feelings:
            month = each.began.date.replace(day=1)
            found.setdefault(month, []).append(each.named.feelings)
    months = (_month(first, found[first], broad) for first in sorted(found))
    enough = [
        each
        for each in months
        if each.moments >= FEWEST_MOMENTS and each.words >= FEWEST_WORDS
    ]
    return tuple(enough) if len(enough) >= FEWEST_MONTHS else ()


def _month(
    first: date, named: list[tuple[WordId, ...]], broad: Collection[WordId]
) -> Month:
    words = [word for feelings in named for word in dict.fromkeys(feelings)]
    return Month(first, len(words), sum(word in broad for word in words), len(named))
