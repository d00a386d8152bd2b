"""Common factors of items: how much of each is left that no factor explains."""

from collections.abc import Sequence

from moorings.measures.arithmetic import arithmetic
from moorings.measures.cells import Matrix

#: No item is explained wholly, and none is less than not at all.
LEAST, MOST = 0.005, 1.0
_START = 0.5
_STEPS = 200
_NEAR, _THERE = 0.05, 1e-7


def can_hold(items: int, factors: int) -> bool:
    r"""Say whether so many items determine so many factors.

    .. math:: (p - m)^2 \ge p + m

    Source: Lawley & Maxwell 1971, the degrees of freedom of a factor model.
    """
    return items > factors and (items - factors) ** 2 >= items + factors


def uniquenesses(correlations: Matrix, factors: int) -> list[float]:
    r"""Give the share of each item's variance that common factors do not explain.

    .. math:: \min_{\Lambda, \Psi} \sum_{i \ne j}
              \bigl(r_{ij} - (\Lambda \Lambda^T)_{ij}\bigr)^2, \quad
              u_i^2 = 1 - (\Lambda \Lambda^T)_{ii}

    with the uniquenesses kept within 0.005 and 1 (minres). With the eigenvectors
    :math:`\omega_m` that the factors leave over and their eigenvalues
    :math:`\theta_m`, the slope is :math:`-\sum_m \theta_m \omega_{im}^2`: Gauss-Newton
    steps from afar, Newton's near the place. Source: Harman & Jones 1966; Jöreskog
    1977; the bounds are those of psych::fa.
    """
    unique, change = [_START] * len(correlations), 1.0
    for _ in range(_STEPS):
        values, vectors = _reduced(correlations, unique)
        step = _step(values, vectors, unique, factors, near=change < _NEAR)
        far = map(float.__add__, unique, step)
        moved = [min(max(share, LEAST), MOST) for share in far]
        change = max(abs(m - u) for m, u in zip(moved, unique, strict=True))
        unique = moved
        if change < _THERE:
            break
    values, vectors = _reduced(correlations, unique)
    kept = [(max(v, 0.0), w) for v, w in zip(values, vectors, strict=True)][:factors]
    return [1 - sum(v * w[i] ** 2 for v, w in kept) for i in range(len(unique))]


def _reduced(
    correlations: Matrix, unique: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    reduced = [list(row) for row in correlations]
    for i, share in enumerate(unique):
        reduced[i][i] = 1 - share
    return arithmetic().eigen(reduced)


def _step(
    values: list[float],
    vectors: list[list[float]],
    unique: list[float],
    factors: int,
    *,
    near: bool,
) -> list[float]:
    """Say how far to go; whoever stands at a bound and is pushed on stays there."""
    left = list(zip(values, vectors, strict=True))[factors:]
    size = range(len(unique))
    slope = [-sum(v * w[i] ** 2 for v, w in left) for i in size]
    free = [
        i
        for i in size
        if not (unique[i] <= LEAST and slope[i] > 0)
        and not (unique[i] >= MOST and slope[i] < 0)
    ]
    wanted = [-slope[i] for i in free]
    for exact in (True, False)[not near :]:
        curved = arithmetic().curvature(values, vectors, factors, exact=exact)
        solved = arithmetic().solved(
            [[curved[i][j] for j in free] for i in free], wanted
        )
        if sum(map(float.__mul__, solved, wanted)) > 0:  # it goes down
            break
    steps = dict(zip(free, solved, strict=True))
    return [steps.get(i, 0.0) for i in size]
