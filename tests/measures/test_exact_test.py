"""Exact tests of counts, against scipy, and a published example of many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.measures.exact_test import binomial, discoveries, fisher

Share = tuple[int, int]
SHARES = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
#: Benjamini & Hochberg 1995, section 4: fifteen comparisons of one trial.
FIFTEEN = (
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
)


@pytest.mark.parametrize(
    ("one", "other", "chance"),
    [
        # As scipy 1.17.1 gives it: fisher_exact([[a, n - a], [b, m - b]]).pvalue.
        # The first is the lady tasting tea of Fisher 1935: 34/70.
        ((3, 4), (1, 4), 0.48571428571428565),
        ((14, 20), (9, 40), 0.0006090137717149038),
        ((0, 5), (5, 5), 0.007936507936507938),
        ((8, 10), (1, 6), 0.034965034965034975),
        ((120, 300), (90, 310), 0.004907098405942295),
        ((3, 3), (0, 3), 0.10000000000000002),
        ((2, 20), (15, 30), 0.005355812222224214),
    ],
)
def test_fishers_exact_test_is_that_of_scipy(
    one: Share, other: Share, chance: float
) -> None:
    assert fisher(one, other) == pytest.approx(chance, rel=1e-9)
    assert fisher(other, one) == pytest.approx(chance, rel=1e-9)


@pytest.mark.parametrize(
    ("many", "count", "chance"),
    [
        # As scipy 1.17.1 gives it: binomtest(many, count, 0.25).pvalue.
        (12, 20, 0.000935391579332645),
        (0, 10, 0.07604122161865237),
        (5, 20, 1.0),
        (40, 100, 0.0010801099946617435),
        (3, 3, 0.015625),
    ],
)
def test_the_binomial_test_is_that_of_scipy(
    many: int, count: int, chance: float
) -> None:
    assert binomial(many, count, 0.25) == pytest.approx(chance, rel=1e-9)


def test_of_fifteen_comparisons_the_first_four_are_believed() -> None:
    assert discoveries(FIFTEEN, 0.05) == (True,) * 4 + (False,) * 11
    assert discoveries(FIFTEEN[::-1], 0.05) == (False,) * 11 + (True,) * 4


def test_what_lies_exactly_on_the_line_is_believed_and_nothing_of_nothing() -> None:
    assert discoveries((0.05, 0.025), 0.05) == (True, True)
    assert discoveries((0.0251, 0.9), 0.05) == (False, False)
    assert discoveries((), 0.10) == ()


@given(SHARES, SHARES)
def test_a_chance_lies_between_none_and_one_and_alike_shares_are_no_surprise(
    one: Share, other: Share
) -> None:
    assert 0 < fisher(one, other) <= 1
    assert fisher(one, one) == pytest.approx(1)
    assert 0 < binomial(*one, 0.25) <= 1


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match=r"4, 3"):
        fisher((4, 3), (0, 3))
    with pytest.raises(ValueError, match=r"-1, 3"):
        fisher((1, 3), (-1, 3))
    with pytest.raises(ValueError, match=r"4, 3"):
        binomial(4, 3, 0.25)
    with pytest.raises(ValueError, match=r"1.0"):
        binomial(1, 3, 1.0)
