"""Arithmetic over many answer sheets: with numpy where it is installed, or without.

Both ways give the same numbers; which one works is a matter of time alone.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

from moorings.measures.cells import Matrix, Moments, Rule, Scored, Table


class Arithmetic(Protocol):
    """What has to be quick. Cells lie column by column, one byte for each."""

    def scored(self, cells: bytes, rows: int, rules: Sequence[Rule]) -> list[Scored]:
        """Score every row by each rule."""

    def moments(
        self, blocks: Iterable[tuple[bytes, int]], columns: int, most: int
    ) -> Moments:
        """Add up the complete rows of all blocks, whose cells are at `most` so much."""

    def eigen(self, matrix: Matrix) -> tuple[list[float], list[list[float]]]:
        """Give eigenvalues, largest first, and the vectors to them, of symmetry."""

    def curvature(
        self,
        values: Sequence[float],
        vectors: Matrix,
        factors: int,
        *,
        exact: bool,
    ) -> Matrix:
        """Give the second derivatives of what that many factors leave unexplained."""

    def solved(self, matrix: Matrix, wanted: Sequence[float]) -> list[float]:
        """Solve a symmetric system of equations."""

    def empty_rows(self, cells: bytes, rows: int) -> list[int]:
        """Give the rows in which nothing is answered."""

    def distinct(self, numbers: Sequence[int]) -> int:
        """Count how many numbers of eight bytes are different."""

    def table(self, text: bytes, delimiter: bytes, columns: int) -> Table | None:
        """Cut a text without quotes into cells, or refuse where its rows differ."""


@cache
def arithmetic() -> Arithmetic:
    """Choose how to calculate; nothing is loaded before somebody asks."""
    try:
        from moorings.measures import with_numpy  # noqa: PLC0415 - only for many sheets
    except ImportError:
        from moorings.measures import without_numpy  # noqa: PLC0415

        return without_numpy
    return with_numpy
