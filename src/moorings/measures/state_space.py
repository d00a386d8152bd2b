r"""A state that moves on between measurements, and is seen with error.

.. math:: y_i = a_i + \varepsilon_i, \quad a_{i+1} = \phi_i a_i + \eta_i,
          \quad a_1 \sim N(0, P_1)

All exact and in any unit. Source: Kalman 1960; Durbin & Koopman 2012, *Time Series
Analysis by State Space Methods*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p, pi, sqrt
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Process:
    """What drives a state, as variances; the mean of the state is 0.

    `start` is the variance at the first measurement. `steps` lead from each measurement
    to the next: what is kept of the state, and the variance of what is new. `errors`
    are the variances of the measurements.
    """

    start: float
    steps: tuple[tuple[float, float], ...]
    errors: tuple[float, ...]


class Coefficient(NamedTuple):
    """What is known of a regression coefficient; and how likely the series was."""

    mean: float
    standard_deviation: float
    log_likelihood: float


class Evidence(NamedTuple):
    """What a series says about the coefficient of a regressor before any prior.

    At 0 the log-likelihood has the value `log_likelihood`, the slope `score` and the
    curvature -`information`.
    """

    score: float
    information: float
    log_likelihood: float

    def with_prior(self, spread: float) -> Coefficient:
        r"""Give the posterior for the prior :math:`b \sim N(0, \tau^2)`.

        .. math:: N(g / p, 1 / p), \quad p = I + 1 / \tau^2

        with score g and information I; `spread` is :math:`\tau` in units of b. The
        log-likelihood is that with b integrated out. Source: the conjugate normal
        prior.
        """
        precision = self.information + 1 / spread**2
        mean = self.score / precision
        gained = mean**2 * precision - log1p(spread**2 * self.information)
        return Coefficient(mean, 1 / sqrt(precision), self.log_likelihood + gained / 2)


@dataclass(frozen=True, slots=True)
class KalmanFilter:
    """The filter of one process: its gains do not depend on what was measured.

    `variances` are those of the innovations.
    """

    carried: tuple[float, ...]
    gains: tuple[float, ...]
    variances: tuple[float, ...]

    @classmethod
    def of(cls, process: Process) -> "KalmanFilter":
        r"""Run the variances through a process.

        .. math:: F_i = P_i + \sigma^2_i, \quad K_i = P_i / F_i, \quad
                  P_{i+1} = \phi_i^2 P_i (1 - K_i) + q_i
        """
        state, gains, variances = process.start, list[float](), list[float]()
        steps = (*process.steps, (0.0, 0.0))
        for error, (kept, new) in zip(process.errors, steps, strict=True):
            variances.append(state + error)
            gains.append(state / variances[-1])
            state = kept**2 * state * (1 - gains[-1]) + new
        return cls(tuple(kept for kept, _ in steps), tuple(gains), tuple(variances))

    def standardised(self, series: Sequence[float]) -> list[float]:
        r"""Give the innovations of a series in their standard deviations.

        .. math:: z_i = (y_i - a_i) / \sqrt{F_i}, \quad
                  a_{i+1} = \phi_i (a_i + K_i (y_i - a_i))

        If the process made the series, these are independent and standard normal.
        """
        state, found = 0.0, list[float]()
        rows = zip(series, self.carried, self.gains, self.variances, strict=True)
        for value, kept, gain, variance in rows:
            surprise = value - state
            found.append(surprise / sqrt(variance))
            state = kept * (state + gain * surprise)
        return found

    def log_densities(self, series: Sequence[float]) -> list[float]:
        r"""Give the log density of each measurement, given those before it.

        .. math:: \ln p_i = -\tfrac{1}{2} (\ln 2 \pi F_i + z_i^2)

        Their sum is the log-likelihood of the series. Source: Schweppe 1965.
        """
        surprises = zip(self.variances, self.standardised(series), strict=True)
        return [-(log(2 * pi * spread) + z * z) / 2 for spread, z in surprises]

    def about_a_level(self, series: Sequence[float]) -> float:
        r"""Give the exact diffuse log-likelihood of a series about an unknown level.

        .. math:: \ln L_d = \ln L + \tfrac{1}{2} (z_1^T z_y)^2 / z_1^T z_1
                  - \tfrac{1}{2} \ln z_1^T z_1

        with the innovations of the series and of a row of ones. Source: de Jong 1991.
        """
        ones = self.standardised([1.0] * len(series))
        within, along = _dot(ones, ones), _dot(ones, self.standardised(series))
        return sum(self.log_densities(series)) + (along**2 / within - log(within)) / 2

    def evidence(self, series: Sequence[float], regressor: Sequence[float]) -> Evidence:
        r"""Give what a series about an unknown level says of a regressor's coefficient.

        .. math:: y_i = \mu + b x_i + a_i + \varepsilon_i

        The log-likelihood is exact diffuse. Source: generalised least squares on
        innovations, de Jong 1991.
        """
        ones = self.standardised([1.0] * len(series))
        x = _beside(self.standardised(regressor), ones)
        score = _dot(x, self.standardised(series))
        return Evidence(score, _dot(x, x), self.about_a_level(series))


def _beside(series: Sequence[float], other: Sequence[float]) -> list[float]:
    share = _dot(series, other) / _dot(other, other)
    return [here - share * there for here, there in zip(series, other, strict=True)]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(here * there for here, there in zip(one, other, strict=True))
