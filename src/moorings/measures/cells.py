"""What many answer sheets look like to arithmetic: a byte for each answer.

Cells lie column by column, a column for each item.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

#: What a cell holds where nobody answered.
UNANSWERED = 0
#: What a cell holds that somebody has to look at again; no response comes so far.
UNREAD = 255

Matrix: TypeAlias = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Part:
    r"""Columns that are counted alike: added or taken away, and shifted by as much.

    An answered cell :math:`c` counts :math:`sign \cdot c + shift` points.
    """

    columns: tuple[int, ...]
    sign: int
    shift: int


@dataclass(frozen=True, slots=True)
class Rule:
    """How the parts of a scale come to one number, and how many answers that needs.

    `factors` multiply the mean of the answers; `bounds` hold every sum of them.
    """

    parts: tuple[Part, ...]
    fewest: int
    factors: tuple[int, ...]
    bounds: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of each sheet, NaN where it is refused, and how many answers it has."""

    values: Sequence[float]
    answered: Sequence[int]


@dataclass(frozen=True, slots=True)
class Moments:
    """Number, sums and sums of products of columns, over complete sheets; all exact."""

    count: int
    sums: tuple[int, ...]
    products: tuple[tuple[int, ...], ...]


class Table(Protocol):
    """A text of equal rows, cut into cells."""

    @property
    def rows(self) -> int:
        """Count the rows."""

    def codes(self, column: int, meanings: bytes) -> bytes:
        """Look each cell of one byte up, 0 being an empty one; others are `UNREAD`."""

    def cell(self, row: int, column: int) -> bytes:
        """Give a cell as it stands."""

    def unusual(self, column: int) -> list[int]:
        """Give the rows in which a cell is no number from 10 to 99."""
