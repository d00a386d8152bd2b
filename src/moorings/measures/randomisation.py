r"""What chance alone could have done: the randomisation test, for one of two each time.

Each time one of two was drawn with a known probability :math:`p_i`, and something was
seen. Had it been the same whatever was drawn, only the draws could have differed; so
all of them are gone through, each as likely as it was. The statistic is

.. math:: T = \frac{1}{n} \sum_i (y_i - \bar y)
              \left(\frac{A_i}{p_i} - \frac{1 - A_i}{1 - p_i}\right)

Source: Fisher 1935; Horvitz & Thompson 1952 for the weights. It is exact where no
probability followed from an earlier draw.
"""

from collections.abc import Sequence
from itertools import product
from math import prod
from statistics import fmean
from typing import NamedTuple

#: So many draws are gone through one by one; more are added up on a grid this fine.
ONE_BY_ONE, FINE = 12, 4_000
#: Two sums this near each other are the same, but for rounding.
NEARLY = 1e-9


class Drawn(NamedTuple):
    """One draw: whether it was the first, how probable that was, and what was seen."""

    first: bool
    probability: float
    seen: float


class Tested(NamedTuple):
    """By how much the first lies above the other, and how often chance does as much."""

    difference: float
    by_chance: float


def randomisation_test(draws: Sequence[Drawn]) -> Tested:
    """Give the difference between both, and how probably chance gives one as large.

    The difference is in the unit of what was seen; probabilities lie between 0 and 1.
    Without a draw there is nothing to test, and a `ValueError`.
    """
    if not draws:
        raise ValueError(draws)
    pairs = _contributions(draws)
    found = sum(one[not each.first] for one, each in zip(pairs, draws, strict=True))
    chances = [each.probability for each in draws]
    if len(draws) <= ONE_BY_ONE:
        return Tested(found, _all_of_them(pairs, chances, abs(found)))
    return Tested(found, _on_a_grid(pairs, chances, abs(found)))


def _contributions(draws: Sequence[Drawn]) -> list[tuple[float, float]]:
    """Give what each time adds to the sum, had it been the first or the second."""
    middle, count = fmean(each.seen for each in draws), len(draws)
    return [
        (
            (each.seen - middle) / each.probability / count,
            (middle - each.seen) / (1 - each.probability) / count,
        )
        for each in draws
    ]


def _all_of_them(
    pairs: Sequence[tuple[float, float]], chances: Sequence[float], least: float
) -> float:
    total = 0.0
    for taken in product((0, 1), repeat=len(pairs)):
        told = sum(one[which] for one, which in zip(pairs, taken, strict=True))
        if abs(told) >= least - NEARLY:
            total += prod(
                1 - p if which else p for p, which in zip(chances, taken, strict=True)
            )
    return min(total, 1.0)


def _on_a_grid(
    pairs: Sequence[tuple[float, float]], chances: Sequence[float], least: float
) -> float:
    """Add up draw by draw how probable each sum is, rounded to one place of a grid."""
    widest = sum(max(map(abs, one)) for one in pairs)
    step = 2 * widest / FINE
    if not step:
        return 1.0
    sums = {0: 1.0}
    for one, chance in zip(pairs, chances, strict=True):
        further: dict[int, float] = {}
        moves = [(round(one[0] / step), chance), (round(one[1] / step), 1 - chance)]
        for at, share in sums.items():
            for move, part in moves:
                further[at + move] = further.get(at + move, 0.0) + share * part
        sums = further
    reached = least / step - len(pairs) ** 0.5 / 2
    return min(sum(share for at, share in sums.items() if abs(at) >= reached), 1.0)
