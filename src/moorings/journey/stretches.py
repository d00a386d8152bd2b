"""Stretches: what ratings tell of how it was before and after something was done."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from moorings.journey.records import Rating, When


class Stretch(NamedTuple):
    """One stretch of ratings with the same practice, in one hard moment.

    `practice` is empty where nothing was being done. It went from one level to another,
    each from 0 to 10, between two times: those of the ratings with these levels.
    """

    practice: str
    began: When
    ended: When
    before: int
    after: int


def stretches(ratings: Iterable[Rating]) -> Iterator[Stretch]:
    """Give the stretches in the ratings of one hard moment, in the order of rating.

    Before a stretch with a practice counts the rating that came just before, or else
    its first one; after it the one that came just after, or else its last one. One
    without a practice counts from its own first to its own last: what lies next to it
    belongs to something else. One that would begin and end with the same rating tells
    nothing.
    """
    told = [
        tuple(some) for _, some in groupby(ratings, key=lambda rating: rating.practice)
    ]
    around = [(), *told, ()]
    for (earlier, here), (_, later) in pairwise(pairwise(around)):
        practice = here[0].practice
        whole = (*earlier[-1:], *here, *later[:1]) if practice else here
        if len(whole) > 1:
            first, last = whole[0], whole[-1]
            yield Stretch(
                practice,
                first.when,
                last.when,
                first.intensity,
                last.intensity,
            )
