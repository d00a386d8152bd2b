"""How long repairs took: with how many, with doubt, and nothing from too few."""

from datetime import date, timedelta

import pytest

from moorings.insight.repair_times import Lasted, TooFew, Took, Unclear, took
from moorings.measures.survival import Spell

DAY = date(2026, 1, 1)


def lasted(*days: int, complete: bool = True) -> list[Lasted]:
    return [Lasted(DAY, DAY + timedelta(n), complete) for n in days]


def test_without_a_repair_nothing_is_said() -> None:
    assert took([]) is None


def test_of_four_it_is_too_early_to_tell_and_of_five_a_median_is_told() -> None:
    assert took(lasted(30, 40, 50, 60)) == TooFew(4, 4, DAY)
    found = took(lasted(30, 40, 50, 60, 70))
    assert isinstance(found, Took)
    assert (found.count, found.whole) == (5, 5)
    assert found.days.low < 50 < found.days.high
    assert found.days.value == pytest.approx(50, abs=5)


def test_what_goes_on_or_ended_otherwise_counts_as_not_over_yet() -> None:
    done, stopped = lasted(30, 40, 50, 60), lasted(90, 120, complete=False)
    alone, together = took([*done, *lasted(45)]), took([*done, *stopped])
    assert isinstance(alone, Took)
    assert isinstance(together, Took)
    assert together.days.value > alone.days.value
    assert (together.count, together.whole) == (6, 4)


def test_where_none_was_complete_or_times_lie_far_apart_that_is_said() -> None:
    assert took(lasted(1, 2, 3, 4, 5, complete=False)) == Unclear(5, 0, DAY)
    apart = took([*lasted(2, 900), *lasted(0, 0, 0, complete=False)])
    assert apart == Unclear(5, 2, DAY)


def test_one_of_today_counts_and_one_that_was_whole_at_once_took_a_day() -> None:
    assert lasted(0)[0].spell == Spell(1, 1)
    assert lasted(0, complete=False)[0].spell == Spell(0, None)
    assert lasted(-3, complete=False)[0].spell == Spell(0, None)
    found = took([*lasted(30, 40, 50, 60), *lasted(0, complete=False)])
    assert isinstance(found, Took)
