"""Which practices rest, because it was stronger after them three times in a row."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from moorings.journey.activation import Activation
from moorings.journey.records import Rating

#: So many times in a row, as it was handed to us.
IN_A_ROW = 3


def resting_practices(activations: Iterable[Activation]) -> frozenset[str]:
    """Give the practices after which it was higher the last three times.

    One time is a stretch of ratings with the same practice in one hard moment. Before
    it counts the rating that came just before, or else the first of the stretch; after
    it the one that came just after, or else the last of the stretch. A stretch that is
    all there is, and one rating long, tells nothing. The first time it was not higher
    ends the rest.
    """
    risen: dict[str, list[bool]] = {}
    for activation in sorted(activations, key=lambda each: each.began.order):
        for practice, higher in _times(activation.ratings):
            risen.setdefault(practice, []).append(higher)
    return frozenset(
        practice
        for practice, times in risen.items()
        if len(times) >= IN_A_ROW and all(times[-IN_A_ROW:])
    )


def _times(ratings: tuple[Rating, ...]) -> Iterator[tuple[str, bool]]:
    """Give each time a practice was taken, and whether it was higher afterwards."""
    stretches = [
        tuple(some) for _, some in groupby(ratings, key=lambda rating: rating.practice)
    ]
    around = [(), *stretches, ()]
    for (earlier, here), (_, later) in pairwise(pairwise(around)):
        told = (*earlier[-1:], *here, *later[:1])
        if here[0].practice and len(told) > 1:
            yield here[0].practice, told[-1].intensity > told[0].intensity
