from itertools import pairwise
from math import log, pi, sqrt
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.measures.state_space import KalmanFilter, Process

# R 4.2.2, datasets::Nile: flow at Aswan 1871-1970, from Durbin & Koopman
NILE = (
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020,
    960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840,
    874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120,
    1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
    845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874,
    848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170,
    912, 746, 919, 718, 714, 740,
)  # fmt: skip
# R 4.2.2, datasets::lh: luteinizing hormone in 48 blood samples, from Diggle
LH = (
    2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2.0, 1.9, 1.7, 2.2, 1.8, 3.2, 3.2, 2.7,
    2.2, 2.2, 1.9, 1.9, 1.8, 2.7, 3.0, 2.3, 2.0, 2.0, 2.9, 2.9, 2.7, 2.7, 2.3, 2.6, 2.4,
    1.8, 1.7, 1.5, 1.4, 2.1, 3.3, 3.5, 3.5, 3.1, 2.6, 2.1, 3.4, 3.0, 2.9,
)  # fmt: skip

series = st.lists(st.floats(-5, 5), min_size=2, max_size=8)


def local_level(start: float) -> KalmanFilter:
    """The Nile's process at the variances R's StructTS finds."""
    steps = ((1.0, 1469.15),) * (len(NILE) - 1)
    return KalmanFilter.of(Process(start, steps, (15098.58,) * len(NILE)))


def autoregression(kept: float, new: float) -> KalmanFilter:
    steps = ((kept, new),) * (len(LH) - 1)
    return KalmanFilter.of(Process(new / (1 - kept**2), steps, (0.0,) * len(LH)))


def swings(values: list[float]) -> Process:
    """A process with uneven steps and errors, as long as the series."""
    steps = tuple((0.9 - 0.1 * (i % 5), 0.2 + 0.1 * i) for i in range(len(values) - 1))
    return Process(0.7, steps, tuple(0.3 + 0.05 * i for i in range(len(values))))


def covariance(process: Process) -> list[list[float]]:
    """Work out the covariance of all measurements at once, without a filter."""
    own = [process.start]
    for kept, new in process.steps:
        own.append(kept**2 * own[-1] + new)
    size = len(own)
    found = [[0.0] * size for _ in own]
    for i in range(size):
        shared = own[i]
        for j in range(i, size):
            found[i][j] = found[j][i] = shared + (process.errors[i] if i == j else 0)
            shared *= process.steps[j][0] if j + 1 < size else 1
    return found


def dense(matrix: list[list[float]], values: list[float]) -> float:
    """Give the log density of a multivariate normal, by Gaussian elimination."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    total = 0.0
    for i, row in enumerate(rows):
        pivot = row[i]
        total -= (log(2 * pi * pivot) + row[-1] ** 2 / pivot) / 2
        for lower in rows[i + 1 :]:
            factor = lower[i] / pivot
            lower[:] = [
                below - factor * above for below, above in zip(lower, row, strict=True)
            ]
    return total


def with_level(matrix: list[list[float]], wide: float) -> list[list[float]]:
    return [[cell + wide for cell in row] for row in matrix]


def with_slope(
    matrix: list[list[float]], regressor: list[float], prior: float
) -> list[list[float]]:
    return [
        [cell + prior**2 * x * y for cell, y in zip(row, regressor, strict=True)]
        for row, x in zip(matrix, regressor, strict=True)
    ]


def test_the_nile_is_as_likely_as_others_find_about_a_vague_beginning() -> None:
    # science.md 4.3: the level begins at N(0, 10^6), and the first year, which only
    # finds it, is not counted
    found = local_level(1e6).log_densities(NILE)
    assert sum(found[1:]) == pytest.approx(-632.5377, abs=1e-3)


def test_the_nile_is_as_likely_as_others_find_about_an_unknown_beginning() -> None:
    assert local_level(0).about_a_level(NILE) == pytest.approx(-633.4646, abs=1e-3)


def test_an_autoregression_is_as_likely_as_r_finds() -> None:
    # R: a <- arima(lh, order = c(1, 0, 0)); a$loglik; coef(a); a$sigma2
    found = autoregression(0.573929601443, 0.197489514927)
    apart = [value - 2.413287957712 for value in LH]
    assert sum(found.log_densities(apart)) == pytest.approx(-29.3791623874, abs=1e-6)


def test_the_most_likely_autoregression_keeps_about_what_neighbours_share() -> None:
    # R: acf(lh)$acf[2] and ar(lh, FALSE, 1) 0.5755; ar.mle finds 0.5739
    apart = [value - fmean(LH) for value in LH]
    shared = sum(a * b for a, b in pairwise(apart)) / sum(a * a for a in apart)
    assert shared == pytest.approx(0.5755, abs=5e-5)
    best = max(
        (step / 1000 for step in range(400, 800)),
        key=lambda kept: sum(autoregression(kept, 0.1975).log_densities(apart)),
    )
    assert best == pytest.approx(0.5739, abs=2e-3)
    assert abs(best - shared) < 5e-3


@given(values=series)
def test_the_filter_gives_the_likelihood_of_the_whole_covariance(
    values: list[float],
) -> None:
    process = swings(values)
    found = sum(KalmanFilter.of(process).log_densities(values))
    assert found == pytest.approx(dense(covariance(process), values), abs=1e-9)


@given(values=series)
def test_an_unknown_level_is_the_limit_of_a_wide_one(values: list[float]) -> None:
    process, wide = swings(values), 1e7
    limit = dense(with_level(covariance(process), wide), values) + log(wide) / 2
    found = KalmanFilter.of(process).about_a_level(values)
    assert found == pytest.approx(limit, abs=1e-4)


@given(values=series, prior=st.floats(0.01, 10))
def test_a_slope_is_integrated_out_as_the_whole_covariance_has_it(
    values: list[float], prior: float
) -> None:
    process, wide = swings(values), 1e7
    regressor = [i**1.5 for i in range(len(values))]
    matrix = with_slope(with_level(covariance(process), wide), regressor, prior)
    limit = dense(matrix, values) + log(wide) / 2
    found = KalmanFilter.of(process).evidence(values, regressor).with_prior(prior)
    assert found.log_likelihood == pytest.approx(limit, abs=1e-3)


def test_a_slope_without_noise_about_it_is_read_off() -> None:
    values = [5 + 2 * x for x in range(6)]
    process = Process(0.0, ((0.0, 0.0),) * 5, (1e-6,) * 6)
    found = KalmanFilter.of(process).evidence(values, range(6)).with_prior(100)
    # least squares: the error by the root of the sum of squares about the mean, 17.5
    assert found.mean == pytest.approx(2)
    assert found.standard_deviation == pytest.approx(1e-3 / sqrt(17.5))


def test_a_slope_nobody_believes_in_stays_at_nothing() -> None:
    process = Process(0.0, ((0.0, 0.0),) * 5, (1.0,) * 6)
    found = KalmanFilter.of(process).evidence(range(6), range(6)).with_prior(1e-3)
    assert found.mean == pytest.approx(0, abs=1e-4)
    assert found.standard_deviation == pytest.approx(1e-3, rel=1e-4)
