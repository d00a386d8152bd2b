"""Days that hang together: of how many fewer they tell than they are."""

from collections.abc import Sequence
from statistics import fmean

#: So many days on, days may still hang together with a first one (own).
LAGS = 14


def inflation(stretches: Sequence[Sequence[bool]], lags: int = LAGS) -> float:
    r"""Give how many times wider a count is than if each day stood by itself.

    Each stretch holds one yes or no for every day of it, and has a mean of its own.

    .. math:: 1 + 2 \sum_{k=1}^{L} \left(1 - \frac{k}{L + 1}\right) \rho_k

    with the correlations of all stretches together, 1 at the least. So many times fewer
    days are told of. Source: Newey & West 1987, with the weights of Bartlett.
    """
    sums = [0.0] * (lags + 1)
    for stretch in stretches:
        mean = fmean(stretch)
        apart = [each - mean for each in stretch]
        for lag in range(lags + 1):
            sums[lag] += sum(a * b for a, b in zip(apart, apart[lag:], strict=False))
    if not sums[0]:
        return 1.0
    weighed = ((1 - lag / (lags + 1)) * sums[lag] for lag in range(1, lags + 1))
    return max(1.0, 1 + 2 * sum(weighed) / sums[0])
