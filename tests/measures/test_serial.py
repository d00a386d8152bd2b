"""Days that hang together tell of fewer."""

from random import Random

import pytest

from moorings.measures.serial import inflation


def test_by_hand_for_one_lag() -> None:
    # Deviations .5 .5 -.5 -.5: 1 in all, and .25 - .25 + .25 one day on; half of it
    # counts, twice.
    assert inflation([[True, True, False, False]], 1) == pytest.approx(1.25)


def test_days_by_themselves_tell_all_they_are() -> None:
    chance = Random(5)  # noqa: S311 - the same each time
    days = [[chance.random() < 0.3 for _ in range(2000)] for _ in range(2)]
    assert inflation(days) == pytest.approx(1, abs=0.3)
    turns = [[n % 2 == 0 for n in range(90)]]
    assert inflation(turns) == 1
    assert inflation([[True] * 91, [False] * 91]) == 1


def test_a_level_of_its_own_in_each_stretch_is_no_hanging_together() -> None:
    assert inflation([[True] * 91, [False] * 90 + [True]]) == pytest.approx(1, abs=0.1)


def test_weeks_in_a_row_tell_several_times_less() -> None:
    chance = Random(3)  # noqa: S311 - the same each time
    weeks = [[chance.random() < 0.5] * 7 for _ in range(26)]
    days = [day for week in weeks for day in week]
    assert inflation([days[:91], days[91:]]) > 2
