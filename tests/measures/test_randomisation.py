"""The randomisation test: against every way the draws could have come out."""

from itertools import product
from math import prod

import pytest

from moorings.measures import randomisation
from moorings.measures.randomisation import Drawn, randomisation_test

SEEN = (1.0, 4.0, 2.5, 3.0, 0.5, 5.0, 2.0, 1.5)
FIRST = (True, False, True, False, True, False, True, True)
CHANCES = (0.5, 0.3, 0.9, 0.5, 0.1, 0.6, 0.5, 0.7)


def drawn(first: tuple[bool, ...] = FIRST) -> list[Drawn]:
    return [Drawn(*each) for each in zip(first, CHANCES, SEEN, strict=True)]


def statistic(first: tuple[bool, ...]) -> float:
    middle = sum(SEEN) / len(SEEN)
    return sum(
        (y - middle) / p if a else -(y - middle) / (1 - p)
        for a, p, y in zip(first, CHANCES, SEEN, strict=True)
    ) / len(SEEN)


def by_every_permutation() -> float:
    found = abs(statistic(FIRST))
    return sum(
        prod(p if a else 1 - p for a, p in zip(each, CHANCES, strict=True))
        for each in product((True, False), repeat=len(SEEN))
        if abs(statistic(each)) >= found - 1e-9
    )


def test_it_is_what_all_permutations_say() -> None:
    told = randomisation_test(drawn())
    assert told.difference == pytest.approx(statistic(FIRST))
    assert told.by_chance == pytest.approx(by_every_permutation())


def test_four_equal_draws_that_part_high_from_low_come_up_twice_in_sixteen() -> None:
    parted = [Drawn(first, 0.5, 5.0 * first) for first in (True, True, False, False)]
    told = randomisation_test(parted)
    assert told.difference == pytest.approx(5)
    assert told.by_chance == pytest.approx(2 / 16)


def test_the_grid_for_many_draws_says_nearly_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one_by_one = randomisation_test(drawn())
    monkeypatch.setattr(randomisation, "ONE_BY_ONE", 0)
    gridded = randomisation_test(drawn())
    assert gridded.difference == one_by_one.difference
    assert gridded.by_chance == pytest.approx(one_by_one.by_chance, abs=0.02)


def test_many_draws_without_any_difference_are_no_surprise() -> None:
    same = [Drawn(at % 2 == 0, 0.5, 3.0) for at in range(40)]
    assert randomisation_test(same).by_chance == 1


def test_many_draws_with_a_large_difference_are_one() -> None:
    apart = [Drawn(at % 2 == 0, 0.5, 3.0 * (at % 2)) for at in range(40)]
    told = randomisation_test(apart)
    assert told.difference == pytest.approx(-3)
    assert told.by_chance < 1e-6


def test_without_a_draw_there_is_nothing_to_test() -> None:
    with pytest.raises(ValueError, match=r"\[\]"):
        randomisation_test([])
