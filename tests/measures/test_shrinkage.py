"""Shrinkage: the eight schools, and what follows where there is little to go by."""

from math import inf
from statistics import NormalDist

import pytest

from moorings.measures.shrinkage import (
    Mixture,
    Part,
    Shrunk,
    heterogeneity,
    moment_variance,
    normal,
    pooled,
)

#: Coaching in eight schools: Rubin 1981.
EFFECTS = (28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 12.0)
ERRORS = (15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0)
SCHOOLS = Shrunk(EFFECTS, ERRORS, 100, 2_000)


def test_the_eight_schools_pool_as_published() -> None:
    mean, error = pooled(EFFECTS, ERRORS)
    assert mean == pytest.approx(7.686, abs=5e-4)
    assert error == pytest.approx(4.072, abs=5e-4)
    assert heterogeneity(EFFECTS, ERRORS) == pytest.approx(4.707, abs=5e-4)
    assert moment_variance(EFFECTS, ERRORS) == 0


def test_a_variance_between_effects_that_differ_is_above_nothing() -> None:
    assert moment_variance((0.0, 10.0), (1.0, 1.0)) == pytest.approx(49)


def test_the_eight_schools_shrink_as_published() -> None:
    assert SCHOOLS.centre == pytest.approx(7.93, abs=5e-3)
    assert SCHOOLS.tau == pytest.approx(5.23, abs=0.03)
    wanted = (11.4, 7.9, 6.1, 7.6, 5.1, 6.1, 10.7, 8.5)
    assert [SCHOOLS.effect(at).mean for at in range(8)] == pytest.approx(
        wanted, abs=0.05
    )


def test_the_weights_of_the_grid_sum_to_one() -> None:
    assert sum(each.weight for each in SCHOOLS.grid) == pytest.approx(1)


def test_one_effect_alone_stays_where_it_was_measured() -> None:
    alone = Shrunk((3.0,), (0.5,), 4.0)
    told = alone.effect(0)
    assert told.mean == pytest.approx(3)
    assert told.quantile(0.5) == pytest.approx(3, abs=1e-3)
    assert told.quantile(0.95) == pytest.approx(3 + 0.5 * 1.645, abs=1e-3)


def test_a_quantile_and_a_probability_undo_each_other() -> None:
    told = SCHOOLS.effect(0)
    for share in (0.05, 0.5, 0.9):
        assert told.below(told.quantile(share)) == pytest.approx(share, abs=1e-6)
    assert told.below(inf) == pytest.approx(1)


def test_a_difference_goes_by_both_and_turns_with_them() -> None:
    one, other = SCHOOLS.difference(0, 4), SCHOOLS.difference(4, 0)
    means = [SCHOOLS.effect(at).mean for at in (0, 4)]
    assert one.mean == pytest.approx(means[0] - means[1])
    assert one.below(0) == pytest.approx(1 - other.below(0))


def test_something_measured_apart_adds_its_own_error() -> None:
    alone = Shrunk((3.0,), (0.3,), 4.0)
    told = alone.contrast(0, 1.0, 0.4)
    assert told.below(2) == pytest.approx(0.5, abs=1e-6)
    assert told.quantile(0.95) == pytest.approx(2 + 0.5 * 1.645, abs=1e-3)


def test_who_is_lowest_is_shared_out_and_follows_the_effects() -> None:
    three = Shrunk((1.0, 2.0, 3.0), (0.4, 0.4, 0.4), 4.0)
    found = three.lowest(5.0, 0.4)
    assert found[0] > found[1] > found[2]
    assert sum(found) == pytest.approx(1, abs=1e-3)
    below_all = three.lowest(-5.0, 0.4)
    assert sum(below_all) == pytest.approx(0, abs=1e-3)


def test_who_is_lowest_of_two_agrees_with_their_difference() -> None:
    two = Shrunk((1.0, 1.6), (0.5, 0.5), 4.0)
    found = two.lowest(50.0, 0.1)
    assert found[0] == pytest.approx(two.difference(0, 1).below(0), abs=0.02)


def test_the_normal_is_the_normal() -> None:
    for at in (-3.0, -0.5, 0.0, 1.7):
        assert normal(at) == pytest.approx(NormalDist().cdf(at))
    assert Mixture((Part(0.5, 0.0, 1.0), Part(0.5, 2.0, 1.0))).mean == 1
