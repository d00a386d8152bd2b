"""The arithmetic of many sheets in Python alone: the same numbers, slower."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from math import hypot, nan
from operator import mul

from moorings.measures.cells import (
    UNANSWERED,
    Matrix,
    Moments,
    Rule,
    Scored,
    Table,
)

_SWEEPS = 60
_NEGLIGIBLE = 1e-14
_RIDGE = 1e-10


def scored(cells: bytes, rows: int, rules: Sequence[Rule]) -> list[Scored]:
    """Score every row by each rule."""
    columns = _columns(cells, rows)
    return [_scored(columns, rows, rule) for rule in rules]


def moments(blocks: Iterable[tuple[bytes, int]], columns: int, most: int) -> Moments:
    """Add up the complete rows of all blocks; integers of any size."""
    del most
    count, sums = 0, [0] * columns
    products = [[0] * columns for _ in range(columns)]
    for cells, rows in blocks:
        sheets = zip(*_columns(cells, rows), strict=True)
        complete = list(zip(*(s for s in sheets if UNANSWERED not in s), strict=True))
        count += len(complete[0]) if complete else 0
        for i, one in enumerate(complete):
            sums[i] += sum(one)
            for j in range(i + 1):
                products[i][j] += sum(map(mul, one, complete[j]))
    full = tuple(
        tuple(products[max(i, j)][min(i, j)] for j in range(columns))
        for i in range(columns)
    )
    return Moments(count, tuple(sums), full)


def eigen(matrix: Matrix) -> tuple[list[float], list[list[float]]]:
    r"""Give eigenvalues, largest first, and their vectors, of a symmetric matrix.

    .. math:: A' = J^T A J

    with the plane rotation J that makes one element beside the diagonal zero, again and
    again until all are (Jacobi). Source: Golub & Van Loan, Matrix Computations, 8.5.
    """
    a = [list(row) for row in matrix]
    size = len(a)
    vectors = [[float(i == j) for j in range(size)] for i in range(size)]
    for _ in range(_SWEEPS):
        beside = max((abs(a[p][q]) for p, q in _pairs(size)), default=0.0)
        if beside <= _NEGLIGIBLE:
            break
        for p, q in _pairs(size):
            if a[p][q]:
                _rotate(a, vectors, p, q)
    order = sorted(range(size), key=lambda i: -a[i][i])
    return [a[i][i] for i in order], [vectors[i] for i in order]


def curvature(
    values: Sequence[float], vectors: Matrix, factors: int, *, exact: bool
) -> Matrix:
    r"""Give the second derivatives of what that many factors leave unexplained.

    .. math:: \Bigl(\sum_{m > k} \omega_{im} \omega_{jm}\Bigr)^2 +
              2 \sum_{m > k} \sum_{n \le k} \frac{\theta_m}{\theta_m - \theta_n}
              \omega_{im} \omega_{jm} \omega_{in} \omega_{jn}

    of :math:`\frac12 \sum_{m > k} \theta_m^2` by the uniquenesses; if not exact, the
    first term alone. Source: Jöreskog 1977; perturbation of eigenvalues.
    """
    items = list(zip(*vectors, strict=True))
    curved = [[0.0] * len(items) for _ in items]
    weights = [[m / (m - n) for m in values[factors:]] for n in values[:factors]]
    for i, one in enumerate(items):
        for j in range(i + 1):
            both = list(map(mul, one, items[j]))
            left = both[factors:]
            found = sum(left) ** 2
            if exact:
                for kept, weight in zip(both, weights, strict=False):
                    found += 2 * kept * sum(map(mul, weight, left))
            curved[i][j] = curved[j][i] = found
    return curved


def solved(matrix: Matrix, wanted: Sequence[float]) -> list[float]:
    """Solve a symmetric system of equations, by elimination."""
    rows = [[*row, want] for row, want in zip(matrix, wanted, strict=True)]
    for at, row in enumerate(rows):
        row[at] += _RIDGE
        for other in rows[at + 1 :]:
            share = other[at] / row[at]
            other[at:] = [
                o - share * r for o, r in zip(other[at:], row[at:], strict=True)
            ]
    found: list[float] = []
    for at in reversed(range(len(rows))):
        rest = sum(map(mul, rows[at][at + 1 : -1], found))
        found.insert(0, (rows[at][-1] - rest) / rows[at][at])
    return found


def empty_rows(cells: bytes, rows: int) -> list[int]:
    """Give the rows in which nothing is answered."""
    sheets = zip(*_columns(cells, rows), strict=True)
    return [row for row, sheet in enumerate(sheets) if not any(sheet)]


def distinct(numbers: Sequence[int]) -> int:
    """Count how many numbers are different."""
    return len(set(numbers))


def table(text: bytes, delimiter: bytes, columns: int) -> Table | None:
    """Refuse: the csv module is the quickest there is here."""
    del text, delimiter, columns
    return None


def _columns(cells: bytes, rows: int) -> list[bytes]:
    return [cells[at : at + rows] for at in range(0, len(cells), rows)]


def _scored(columns: list[bytes], rows: int, rule: Rule) -> Scored:
    totals, answered = [0] * rows, [0] * rows
    for part in rule.parts:
        sheets = zip(*(columns[at] for at in part.columns), strict=True)
        for row, given in enumerate(sheets):
            count = len(given) - given.count(UNANSWERED)
            totals[row] += part.sign * sum(given) + part.shift * count
            answered[row] += count
    values = array("d", bytes(8 * rows))
    for row, (total, count) in enumerate(zip(totals, answered, strict=True)):
        value = total / count if count >= rule.fewest else nan
        for factor in rule.factors:
            value *= factor
        values[row] = value
    return Scored(values, answered)


def _pairs(size: int) -> Iterator[tuple[int, int]]:
    return ((p, q) for p in range(size) for q in range(p + 1, size))


def _rotate(a: list[list[float]], vectors: list[list[float]], p: int, q: int) -> None:
    """Turn the plane of p and q until their common element is zero."""
    half = (a[q][q] - a[p][p]) / (2 * a[p][q])
    tangent = (1 if half >= 0 else -1) / (abs(half) + hypot(half, 1))
    cosine = 1 / hypot(tangent, 1)
    sine = tangent * cosine
    for rows in (a, vectors):
        one, other = rows[p], rows[q]
        rows[p] = [cosine * x - sine * y for x, y in zip(one, other, strict=True)]
        rows[q] = [sine * x + cosine * y for x, y in zip(one, other, strict=True)]
    for row in a:
        x, y = row[p], row[q]
        row[p], row[q] = cosine * x - sine * y, sine * x + cosine * y
    a[p][q] = a[q][p] = 0.0
