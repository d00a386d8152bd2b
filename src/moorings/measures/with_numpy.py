"""The arithmetic of many sheets with numpy, which no other module touches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moorings.measures.cells import (
    UNANSWERED,
    Matrix,
    Moments,
    Rule,
    Scored,
)

_NEWLINE = ord("\n")
_MOST_IN_A_BYTE = 255
#: Whole numbers below this are exact in 32 bits of floating point.
_EXACT = 2**24
_AT_ONCE = 2**13
_TEN, _NO_LETTER = 10, 0xFF
_RIDGE = 1e-10


def scored(cells: bytes, rows: int, rules: Sequence[Rule]) -> list[Scored]:
    """Score every row by each rule."""
    given = _columns(cells, rows)
    return [_scored(given, rule) for rule in rules]


def moments(blocks: Iterable[tuple[bytes, int]], columns: int, most: int) -> Moments:
    """Add up the complete rows of all blocks, by matrix products that stay in cache.

    A row that is not complete is made all zero, so that it adds nothing.
    """
    exact = np.float32 if _AT_ONCE * most * most < _EXACT else np.float64
    room, ones = np.empty((columns, _AT_ONCE), exact), np.ones(_AT_ONCE, exact)
    products, sums = np.zeros((columns, columns)), np.zeros(columns)
    count = 0
    for cells, rows in blocks:
        given = _columns(cells, rows)
        for begin in range(0, rows, _AT_ONCE):
            part = given[:, begin : begin + _AT_ONCE]
            complete = np.minimum.reduce(part, axis=0) != UNANSWERED
            count += int(np.count_nonzero(complete))
            sheets = room[:, : complete.size]
            np.multiply(part, complete, out=sheets)
            sums += sheets @ ones[: complete.size]
            products += sheets @ sheets.T
    whole = products.astype(np.int64).tolist()
    return Moments(count, tuple(map(int, sums)), tuple(map(tuple, whole)))


def eigen(matrix: Matrix) -> tuple[list[float], list[list[float]]]:
    """Give eigenvalues, largest first, and their vectors, of a symmetric matrix."""
    values, vectors = np.linalg.eigh(np.array(matrix))
    return values[::-1].tolist(), vectors.T[::-1].tolist()


def curvature(
    values: Sequence[float], vectors: Matrix, factors: int, *, exact: bool
) -> Matrix:
    """Give the second derivatives of what that many factors leave unexplained."""
    theta, omega = np.array(values), np.array(vectors)
    left, rest = omega[factors:], theta[factors:]
    curved = (left.T @ left) ** 2
    if exact:
        for value, kept in zip(theta[:factors], omega, strict=False):
            weighed = left * (rest / (rest - value))[:, None]
            curved += 2 * np.outer(kept, kept) * (weighed.T @ left)
    found: Matrix = curved.tolist()
    return found


def solved(matrix: Matrix, wanted: Sequence[float]) -> list[float]:
    """Solve a symmetric system of equations."""
    found: list[float] = np.linalg.solve(
        np.array(matrix) + _RIDGE * np.eye(len(wanted)), np.array(wanted)
    ).tolist()
    return found


def empty_rows(cells: bytes, rows: int) -> list[int]:
    """Give the rows in which nothing is answered."""
    most = np.maximum.reduce(_columns(cells, rows), axis=0)
    found: list[int] = np.flatnonzero(most == UNANSWERED).tolist()
    return found


def distinct(numbers: Sequence[int]) -> int:
    """Count how many numbers of eight bytes are different."""
    return int(np.unique(np.asarray(numbers, np.int64)).size)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text of equal rows, cut into cells: where each begins, and how long it is.

    `alone` holds, column by column, the byte that is all there is in a cell, 0 for an
    empty cell, and for a longer one a byte that no letter has.
    """

    text: bytes
    starts: NDArray[np.int32]
    lengths: NDArray[np.int32]
    alone: NDArray[np.uint8]

    @property
    def rows(self) -> int:
        """Count the rows."""
        return len(self.starts)

    def codes(self, column: int, meanings: bytes) -> bytes:
        """Look each cell of one byte up, 0 being an empty one; others are `UNREAD`."""
        cells: bytes = self.alone[column].tobytes()
        return cells.translate(meanings)

    def cell(self, row: int, column: int) -> bytes:
        """Give a cell as it stands."""
        start = self.starts[row, column]
        return self.text[start : start + self.lengths[row, column]]

    def unusual(self, column: int) -> list[int]:
        """Give the rows in which a cell is no number from 10 to 99."""
        text, starts = np.frombuffer(self.text, np.uint8), self.starts[:, column]
        seconds = np.minimum(starts + 1, text.size - 1)
        tens, ones = (text[places] - ord("0") for places in (starts, seconds))
        usual = (self.lengths[:, column] == len("10")) & (ones < _TEN)
        usual &= (tens >= 1) & (tens < _TEN)
        found: list[int] = np.flatnonzero(~usual).tolist()
        return found


def table(text: bytes, delimiter: bytes, columns: int) -> Cut | None:
    """Cut a text without quotes into cells, or refuse where its rows differ."""
    given = np.frombuffer(text, np.uint8)
    newline = given == _NEWLINE
    ends = np.flatnonzero(newline | (given == ord(delimiter))).astype(np.int32)
    rows, left = divmod(ends.size, columns)
    if left or np.count_nonzero(newline) != rows or b"\0" in text:
        return None
    if not newline[ends[columns - 1 :: columns]].all():
        return None
    starts = np.empty_like(ends)
    starts[:1] = 0
    starts[1:] = ends[:-1] + 1
    lengths = ends - starts
    alone = given[starts]
    alone[lengths != 1] = _NO_LETTER
    alone[lengths == 0] = 0
    shape = (rows, columns)
    return Cut(
        text,
        starts.reshape(shape),
        lengths.reshape(shape),
        np.ascontiguousarray(alone.reshape(shape).T),
    )


def _columns(cells: bytes, rows: int) -> NDArray[np.uint8]:
    return np.frombuffer(cells, np.uint8).reshape(-1, rows)


def _scored(given: NDArray[np.uint8], rule: Rule) -> Scored:
    """Go through the columns one by one, each once, in single bytes where they fit."""
    small = rule.bounds[0] >= 0 and rule.bounds[1] <= _MOST_IN_A_BYTE
    kind = np.dtype(np.uint8 if small else np.int32)
    rows = given.shape[1]
    total, count = np.zeros(rows, kind), np.zeros(rows, kind)
    answered = np.empty(rows, np.bool)
    ones = answered.view(np.uint8)
    for part in rule.parts:
        add = np.add if part.sign > 0 else np.subtract
        here = np.zeros(rows, kind)
        for column in part.columns:
            cells = given[column]
            np.not_equal(cells, UNANSWERED, answered)
            add(total, cells, total)
            np.add(here, ones, here)
        count += here
        if part.shift:  # a byte may run over on the way: the whole sum fits again
            here *= np.array(part.shift).astype(kind)
            total += here
    values = total.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        values /= count
    for factor in rule.factors:
        values *= factor
    if np.minimum.reduce(count, initial=rule.fewest) < rule.fewest:
        values[count < rule.fewest] = np.nan
    return Scored(values.data, count.data)
