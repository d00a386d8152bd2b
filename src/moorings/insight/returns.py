"""Returns: the days on which somebody came back to something after a while."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

#: After so many days without it, to come to it again is a return (own).
A_WHILE = 14


def returns(days: Iterable[date]) -> frozenset[date]:
    """Give the days that came at least fourteen days after the one before them.

    The first day is no return. Days between are not counted, and none is missed.
    """
    told = pairwise(sorted({*days}))
    return frozenset(day for before, day in told if (day - before).days >= A_WHILE)
