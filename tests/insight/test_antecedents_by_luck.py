"""What luck alone would name before hard moments: parts of a day, and spells."""

from datetime import timedelta
from random import Random

import pytest

from moorings.insight.antecedents import Facts, antecedents
from tests.insight.test_antecedents import FIRST, days, found, moments, nights


@pytest.mark.parametrize("each_day", [1, 3])
def test_many_moments_of_one_day_make_no_part_of_it_stand_out(each_day: int) -> None:
    named = 0
    for seed in range(60):
        chance = Random(seed)  # noqa: S311 - the same each time
        hard = [n for n in range(100) if chance.random() < 0.4]
        begun = tuple(
            moment
            for n in hard
            for _ in range(each_day)
            for moment in moments([n], chance.randrange(24))
        )
        notes = tuple(
            note for n in range(100) for note in moments([n], chance.randrange(24))
        )
        facts = Facts(begun, days(*range(100)), notes)
        told = antecedents(facts, FIRST + timedelta(days=100))
        named += bool(found(told, "part"))
    assert named <= 6


def test_spells_that_have_nothing_to_do_with_one_another_are_seldom_named() -> None:
    named = 0
    for seed in range(100):
        chance = Random(seed)  # noqa: S311 - the same each time
        bad, hard = (in_spells(chance) for _ in range(2))
        noted = nights(bad, sorted({*range(120)} - {*bad}))
        facts = Facts(moments(hard), frozenset(noted), told=noted)
        told = antecedents(facts, FIRST + timedelta(days=120))
        named += bool(found(told, "night"))
    assert named <= 10


def in_spells(chance: Random) -> list[int]:
    """Draw days of four months in spells of a week or so."""
    found_days, on = [], chance.random() < 0.5
    for day in range(120):
        on = not on if chance.random() < 1 / 7 else on
        if on:
            found_days.append(day)
    return found_days
