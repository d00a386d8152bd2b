from collections.abc import Iterable
from math import exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.library.instruments import read_key
from moorings.measures.instrument import ItemParameters, Key
from moorings.measures.item_response import (
    Answer,
    Standing,
    information,
    joint_standing,
    marginal_reliability,
    probabilities,
    standard_error,
    standing,
)


@pytest.fixture(scope="module")
def ecr() -> Key:
    return read_key("ecr").on_range(1, 5)


def parameters(ecr: Key, items: Iterable[str]) -> list[ItemParameters]:
    assert ecr.calibrated is not None
    return [ecr.calibrated.items[item] for item in items]


def answered(ecr: Key, sheet: dict[str, int]) -> list[Answer]:
    return list(zip(parameters(ecr, sheet), sheet.values(), strict=True))


def both(found: Standing) -> tuple[float, float]:
    return found.mean, found.standard_error


ANXIOUS = {"2": 4, "8": 3, "10": 2, "22": 4, "36": 0}
AVOIDING = {"9": 0, "17": 1, "3": 2}

items = st.builds(
    ItemParameters,
    discrimination=st.floats(0.2, 4),
    thresholds=st.lists(st.integers(-40, 40), min_size=1, max_size=6, unique=True).map(
        lambda steps: tuple(step / 10 for step in sorted(steps))
    ),
)
places = st.floats(-5, 5)


# girth 0.8.0, girth.synthetic.polytomous._graded_func(thresholds, a, [theta], out)
@pytest.mark.parametrize(
    ("item", "at", "expected"),
    [
        (
            *("2", 0.5),
            (
                0.009555849494,
                0.054129323567,
                0.0906495314,
                0.535211794805,
                0.310453500734,
            ),
        ),
        (
            *("33", -1.5),
            (
                0.696629737801,
                0.284680266009,
                0.014172636494,
                0.00365751624,
                0.000859843456,
            ),
        ),
    ],
)
def test_how_likely_each_answer_is(
    ecr: Key, item: str, at: float, expected: tuple[float, ...]
) -> None:
    (found,) = parameters(ecr, [item])
    assert probabilities(found, at) == pytest.approx(expected, abs=1e-12)


@given(item=items, at=places)
def test_some_answer_is_given_and_every_answer_may_be(
    item: ItemParameters, at: float
) -> None:
    found = probabilities(item, at)
    assert len(found) == len(item.thresholds) + 1
    assert sum(found) == pytest.approx(1)
    assert min(found) > 0


@given(item=items, at=places, step=st.floats(0.01, 2))
def test_whoever_stands_higher_answers_higher(
    item: ItemParameters, at: float, step: float
) -> None:
    def expected(place: float) -> float:
        return sum(k * p for k, p in enumerate(probabilities(item, place)))

    assert expected(at + step) > expected(at)


@given(item=items, at=places)
def test_information_is_the_mean_square_of_the_slope(
    item: ItemParameters, at: float
) -> None:
    # Fisher's definition, with slopes taken as differences
    step = 1e-4
    here = probabilities(item, at)
    ahead, behind = probabilities(item, at + step), probabilities(item, at - step)
    slopes = [(a - b) / (2 * step) for a, b in zip(ahead, behind, strict=True)]
    told = sum(slope**2 / p for slope, p in zip(slopes, here, strict=True))
    assert information([item], at) == pytest.approx(told, rel=1e-4, abs=1e-9)


def test_the_standard_error_all_along_the_scale(ecr: Key) -> None:
    # girth 0.8.0, sum of (dP/dtheta)^2 / P of synthetic.polytomous._graded_func, by
    # differences of 1e-4. What was first worked out from the same people (-3 .48,
    # -2 .30, -1 to +1 .26 to .27, +2 .34, +3 .51; avoidance -3 .72, -2 .36, -1 to +2
    # .23 to .24, +3 .35) is met to within .01.
    expected = {
        "anxiety": (
            0.47592,
            0.300139,
            0.269853,
            0.267649,
            0.276654,
            0.341566,
            0.503115,
        ),
        "avoidance": (
            *(0.722673, 0.361962, 0.235967, 0.230036),
            *(0.223643, 0.234493, 0.355057),
        ),
    }
    for scale in ecr.scales:
        bank = parameters(ecr, scale.items)
        found = [standard_error(bank, at) for at in range(-3, 4)]
        assert found == pytest.approx(expected[scale.id], abs=1e-6)


def test_the_first_figures_for_the_standard_error_are_met_to_a_hundredth(
    ecr: Key,
) -> None:
    first = {
        "anxiety": {-3: 0.48, -2: 0.30, 0: 0.26, 2: 0.34, 3: 0.51},
        "avoidance": {-3: 0.72, -2: 0.36, 0: 0.23, 3: 0.35},
    }
    for scale in ecr.scales:
        bank = parameters(ecr, scale.items)
        for at, error in first[scale.id].items():
            assert standard_error(bank, at) == pytest.approx(error, abs=0.01)


def test_the_marginal_reliability_of_the_whole_banks(ecr: Key) -> None:
    found = [marginal_reliability(parameters(ecr, scale.items)) for scale in ecr.scales]
    assert found == pytest.approx([0.93, 0.94], abs=0.005)


def test_no_item_has_no_standard_error() -> None:
    with pytest.raises(ZeroDivisionError):
        standard_error([], 0)


def test_without_answers_the_prior_is_all_there_is() -> None:
    found = standing([])
    assert both(found) == pytest.approx((0, 1), abs=1e-6)


# scipy 1.17.1, integrate.quad over (-9, 9) of theta^m times girth's probabilities
# times stats.norm.pdf. girth 0.8.0 itself, multidimensional_ability_eap with 61 points
# over (-6, 6), gives 0.62684744 and -0.36388767 for the first two means.
@pytest.mark.parametrize(
    ("sheet", "mean", "error"),
    [
        (ANXIOUS, 0.6268474404157, 0.4503907781679),
        (AVOIDING, -0.3638876689624, 0.4737092117508),
        ({str(n): 4 for n in range(2, 37, 2)}, 3.2521761846, 0.4935912201),
        ({str(n): 0 for n in range(1, 36, 2)}, -2.6523725075, 0.4837408858),
    ],
)
def test_where_somebody_stands_by_their_answers(
    ecr: Key, sheet: dict[str, int], mean: float, error: float
) -> None:
    found = standing(answered(ecr, sheet))
    assert both(found) == pytest.approx((mean, error), abs=3e-5)


def test_the_sums_over_the_grid_are_as_good_as_the_integrals(ecr: Key) -> None:
    found = standing(answered(ecr, ANXIOUS))
    assert found.mean == pytest.approx(0.6268474404157, abs=1e-9)
    assert found.standard_error == pytest.approx(0.4503907781679, abs=1e-9)


def test_the_order_of_answers_does_not_matter(ecr: Key) -> None:
    there = answered(ecr, ANXIOUS)
    assert standing(reversed(there)).mean == pytest.approx(standing(there).mean)


@given(item=items, data=st.data())
def test_a_higher_answer_never_moves_somebody_down(
    item: ItemParameters, data: st.DataObject
) -> None:
    above = data.draw(st.integers(0, len(item.thresholds) - 1))
    assert standing([(item, above + 1)]).mean > standing([(item, above)]).mean


def test_an_answer_above_the_highest_is_refused(ecr: Key) -> None:
    with pytest.raises(IndexError):
        standing(answered(ecr, {"2": 5}))


def test_both_dimensions_together_with_a_correlated_prior(ecr: Key) -> None:
    # numpy 2.4.6: the same prior and likelihoods on a grid of 1401 times 1401 points
    # over (-7, 7), with r = .4
    centre, covariance = joint_standing(
        answered(ecr, ANXIOUS), answered(ecr, AVOIDING), 0.4
    )
    assert centre == pytest.approx((0.57663295077, -0.28989133111), abs=1e-9)
    assert covariance[0] == pytest.approx((0.19703134984, 0.02013536743), abs=1e-9)
    assert covariance[1] == pytest.approx((0.02013536743, 0.21666200455), abs=1e-9)


def test_without_correlation_the_two_dimensions_stand_for_themselves(ecr: Key) -> None:
    first, second = answered(ecr, ANXIOUS), answered(ecr, AVOIDING)
    centre, ((wide, shared), (_, high)) = joint_standing(first, second, 0)
    assert (centre[0], sqrt(wide)) == pytest.approx(both(standing(first)), abs=1e-9)
    assert (centre[1], sqrt(high)) == pytest.approx(both(standing(second)), abs=1e-9)
    assert shared == pytest.approx(0, abs=1e-12)


def test_answers_on_one_dimension_tell_something_of_a_correlated_other(
    ecr: Key,
) -> None:
    centre, covariance = joint_standing(answered(ecr, ANXIOUS), [], 0.6)
    alone = standing(answered(ecr, ANXIOUS))
    assert centre[0] == pytest.approx(alone.mean, abs=1e-6)
    assert centre[1] == pytest.approx(0.6 * alone.mean, abs=1e-6)
    left = 1 - 0.36 + 0.36 * alone.standard_error**2
    assert covariance[1][1] == pytest.approx(left, abs=1e-6)


def test_a_two_answer_item_is_the_logistic_curve() -> None:
    found = probabilities(ItemParameters(1.5, (0.5,)), 1.0)
    assert found[1] == pytest.approx(1 / (1 + exp(-0.75)))


def test_thresholds_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="math domain"):
        probabilities(ItemParameters(1.0, (0.5, 0.5)), 0)
