r"""Several effects of one kind, each measured with an error: what all say of each.

The normal-normal model: :math:`y_j \sim N(\theta_j, \sigma_j^2)`,
:math:`\theta_j \sim N(\mu, \tau^2)`, with :math:`\mu` flat and :math:`\tau` flat from 0
to `most`. Whatever unit the effects are in, everything here is in the same one.

Source: Gelman et al., Bayesian Data Analysis, 3rd ed., 5.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import erfc, exp, log, sqrt
from typing import NamedTuple

#: So fine is the grid of the spread; half a step from each end.
STEPS = 120
#: How often a quantile is halved: to a millionth of where it is looked for.
HALVINGS, FAR = 40, 9.0
#: Gauss and Hermite's five places and weights for a standard normal.
HERMITE = (
    (-2.8569700138728, 0.0112574113277),
    (-1.3556261799743, 0.2220759220057),
    (0.0, 0.5333333333333),
    (1.3556261799743, 0.2220759220057),
    (2.8569700138728, 0.0112574113277),
)
#: As many places of equal weight on a standard normal, for who comes first.
PLACES = 25


class Part(NamedTuple):
    """A normal that is part of a mixture."""

    weight: float
    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Mixture:
    """A mixture of normals: what is believed of one number."""

    parts: tuple[Part, ...]

    @property
    def mean(self) -> float:
        """Give its mean."""
        return sum(each.weight * each.mean for each in self.parts)

    def below(self, value: float) -> float:
        """Give the probability, from 0 to 1, that it lies below a value."""
        return sum(w * normal((value - mean) / s) for w, mean, s in self.parts)

    def quantile(self, share: float) -> float:
        """Give the value below which such a share of it lies, from 0 to 1."""
        low = min(mean - FAR * spread for _, mean, spread in self.parts)
        high = max(mean + FAR * spread for _, mean, spread in self.parts)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < share else (low, middle)
        return (low + high) / 2


class Given(NamedTuple):
    """What follows from one value of the spread: `pulls` say how far each is shrunk.

    A pull of 0 leaves an effect where it was measured; one of 1 puts it in the middle.
    """

    weight: float
    tau: float
    centre: float
    error: float
    pulls: tuple[float, ...]


@dataclass(frozen=True)
class Shrunk:
    """The posterior of all effects together; as many `errors`, above 0, as effects."""

    effects: tuple[float, ...]
    errors: tuple[float, ...]
    most: float
    steps: int = STEPS

    @cached_property
    def grid(self) -> tuple[Given, ...]:
        """Go through the values of the spread, each with its weight; together 1."""
        step = self.most / self.steps
        told = [self._given((at + 0.5) * step) for at in range(self.steps)]
        highest = max(each.weight for each in told)
        weights = [exp(each.weight - highest) for each in told]
        return tuple(
            each._replace(weight=weight / sum(weights))
            for each, weight in zip(told, weights, strict=True)
        )

    @property
    def centre(self) -> float:
        r"""Give the posterior mean of :math:`\mu`."""
        return sum(each.weight * each.centre for each in self.grid)

    @property
    def tau(self) -> float:
        r"""Give the posterior median of :math:`\tau`."""
        reached = accumulate(each.weight for each in self.grid)
        below = sum(weight < 1 / 2 for weight in reached)
        return self.grid[below].tau

    def effect(self, which: int) -> Mixture:
        """Give what is believed of one effect."""
        return self.contrast(which, 0.0, 0.0)

    def contrast(self, which: int, other: float, error: float) -> Mixture:
        """Give by how much one effect lies above another thing, measured apart."""
        return Mixture(
            tuple(
                Part(
                    given.weight,
                    self._mean(given, which) - other,
                    sqrt(self._variance(given, which) + error**2),
                )
                for given in self.grid
            )
        )

    def difference(self, first: int, second: int) -> Mixture:
        """Give by how much one effect lies above another of these."""
        return Mixture(
            tuple(
                Part(
                    given.weight,
                    self._mean(given, first) - self._mean(given, second),
                    sqrt(
                        self._own(given, first)
                        + self._own(given, second)
                        + ((given.pulls[first] - given.pulls[second]) * given.error)
                        ** 2
                    ),
                )
                for given in self.grid
            )
        )

    def lowest(self, other: float, error: float, every: int = 6) -> tuple[float, ...]:
        """Give of each the probability that it is the lowest, another thing included.

        It is that other thing's where they do not sum to 1. Only one in `every` values
        of the spread is gone through.
        """
        thinned = self.grid[every // 2 :: every]
        total = sum(given.weight for given in thinned)
        found = [0.0] * len(self.effects)
        for given in thinned:
            for at, share in HERMITE:
                centre = given.centre + at * given.error
                levels = [
                    (
                        (1 - pull) * effect + pull * centre,
                        sqrt(self._own(given, which)),
                    )
                    for which, (effect, pull) in enumerate(
                        zip(self.effects, given.pulls, strict=True)
                    )
                ]
                first = _first([*levels, (other, error)])
                for which in range(len(found)):
                    found[which] += given.weight / total * share * first[which]
        return tuple(found)

    def _given(self, tau: float) -> Given:
        """Weigh one value of the spread, as a logarithm (their equation 5.21)."""
        spreads = [error**2 + tau**2 for error in self.errors]
        precision = sum(1 / spread for spread in spreads)
        pairs = list(zip(self.effects, spreads, strict=True))
        centre = sum(effect / spread for effect, spread in pairs) / precision
        told = -log(precision) / 2 - sum(
            log(spread) / 2 + (effect - centre) ** 2 / (2 * spread)
            for effect, spread in pairs
        )
        pulls = tuple(
            error**2 / spread
            for error, spread in zip(self.errors, spreads, strict=True)
        )
        return Given(told, tau, centre, 1 / sqrt(precision), pulls)

    def _mean(self, given: Given, which: int) -> float:
        pull = given.pulls[which]
        return (1 - pull) * self.effects[which] + pull * given.centre

    def _own(self, given: Given, which: int) -> float:
        """Give the variance of an effect where the middle of all is known."""
        return given.pulls[which] * given.tau**2

    def _variance(self, given: Given, which: int) -> float:
        return self._own(given, which) + (given.pulls[which] * given.error) ** 2


def pooled(effects: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """Give the one effect that all would share, and its standard error.

    Source: the fixed-effect mean, weighted by precision.
    """
    precision = sum(1 / error**2 for error in errors)
    mean = sum(y / e**2 for y, e in zip(effects, errors, strict=True)) / precision
    return mean, 1 / sqrt(precision)


def heterogeneity(effects: Sequence[float], errors: Sequence[float]) -> float:
    """Give Cochran's Q: by how much effects differ, beside their errors; 0 or more."""
    mean, _ = pooled(effects, errors)
    return sum(((y - mean) / e) ** 2 for y, e in zip(effects, errors, strict=True))


def moment_variance(effects: Sequence[float], errors: Sequence[float]) -> float:
    """Give DerSimonian and Laird's estimate of the variance between effects; 0 or more.

    Source: DerSimonian & Laird 1986, their equation 8; a negative one counts as 0.
    """
    weights = [1 / error**2 for error in errors]
    spread = sum(weights) - sum(w**2 for w in weights) / sum(weights)
    excess = heterogeneity(effects, errors) - (len(weights) - 1)
    return max(0.0, excess / spread)


def normal(value: float) -> float:
    """Give the probability, from 0 to 1, that a standard normal lies below a value."""
    return erfc(-value / sqrt(2)) / 2


def _first(levels: Sequence[tuple[float, float]]) -> list[float]:
    """Give of each of some independent normals how probably it is the lowest."""
    found = []
    for which, (mean, spread) in enumerate(levels):
        others = [each for at, each in enumerate(levels) if at != which]
        total = 0.0
        for place in _PLACES:
            reached, value = 1.0, mean + spread * place
            for other, its in others:
                reached *= normal((other - value) / its)
            total += reached
        found.append(total)
    return [each / sum(found) for each in found]


def _places() -> tuple[float, ...]:
    standard = Mixture((Part(1.0, 0.0, 1.0),))
    return tuple(standard.quantile((at + 0.5) / PLACES) for at in range(PLACES))


_PLACES = _places()
