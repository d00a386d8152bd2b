from math import asin, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.measures.bivariate_normal import both_below, normal_below, quarters

limits = st.floats(-6, 6)
correlations = st.floats(-0.999, 0.999)


# mpmath 1.4.1, 40 digits: quad(lambda x: npdf(x) * ncdf((k - r*x) / sqrt(1 - r*r)),
# [-12, ..., h]). scipy 1.17.1, stats.multivariate_normal.cdf, says the same to 1e-14.
@pytest.mark.parametrize(
    ("first", "second", "correlation", "share"),
    [
        (0.3, -0.7, 0.5, 0.206523779785739),
        (1.2, 0.4, -0.8, 0.5407932409754916),
        (-2.0, 0.5, 0.95, 0.02275013194817919),
        (0.5, 0.51, 0.999, 0.6867964966065589),
        (0.5, -0.49, -0.999, 0.008218768528665413),
        (-1.0, 2.0, 0.0, 0.1550458259702445),
        (3.0, -4.0, 0.3, 3.167111500793824e-5),
        (1.0, 1.0, 0.999999, 0.8412082287062457),
    ],
)
def test_the_share_below_two_limits_to_thirteen_digits(
    first: float, second: float, correlation: float, share: float
) -> None:
    assert both_below(first, second, correlation) == pytest.approx(share, abs=1e-13)


@given(correlation=correlations)
def test_around_the_middle_it_is_known_in_closed_form(correlation: float) -> None:
    # Sheppard 1899
    exact = 1 / 4 + asin(correlation) / (2 * pi)
    assert both_below(0, 0, correlation) == pytest.approx(exact, abs=1e-13)


@given(first=limits, second=limits, correlation=correlations)
def test_what_is_below_both_and_below_one_only_is_all_that_is_below_that_one(
    first: float, second: float, correlation: float
) -> None:
    both = both_below(first, second, correlation)
    only_first = both_below(first, -second, -correlation)
    assert both + only_first == pytest.approx(normal_below(first), abs=1e-13)
    assert both == pytest.approx(both_below(second, first, correlation), abs=1e-13)
    assert -1e-13 <= both <= min(normal_below(first), normal_below(second)) + 1e-13


@pytest.mark.parametrize("correlation", [-1.0, 1.0, 1.5])
def test_a_distribution_without_an_area_is_refused(correlation: float) -> None:
    with pytest.raises(ValueError, match=str(correlation)):
        both_below(0, 0, correlation)


def test_the_quarters_of_a_shifted_and_tilted_distribution() -> None:
    # scipy 1.17.1: F = multivariate_normal(centre, covariance).cdf(cut) and the two
    # margins norm.cdf; the quarters are F, fy - F, fx - F and 1 - fx - fy + F
    found = quarters(
        (4.3489694, 2.32168906),
        ((0.1103612646, 0.0098530112), (0.0098530112, 0.1741144230)),
        (3.56, 2.92),
    )
    expected = (0.0083237568, 0.9158714645, 0.0004522506, 0.0753525281)
    assert found == pytest.approx(expected, abs=1e-7)
    assert sum(found) == pytest.approx(1, abs=1e-12)


def test_without_correlation_the_quarters_are_products() -> None:
    below, right = normal_below(-0.5), normal_below(0.25)
    found = quarters((1.0, 1.0), ((4.0, 0.0), (0.0, 1.0)), (0.0, 1.25))
    products = (
        below * right,
        (1 - below) * right,
        below * (1 - right),
        (1 - below) * (1 - right),
    )
    assert found == pytest.approx(products, abs=1e-13)
