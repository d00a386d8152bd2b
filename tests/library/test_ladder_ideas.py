"""Ideas for rungs: for every direction, start and company, and fit to be read."""

import re
from itertools import product
from typing import get_args

import pytest

from moorings.journey.records import Direction
from moorings.library.ladder_ideas import Start, idea, ideas
from moorings.library.phrases import claims, reproaches
from moorings.library.reading import HARDEST_GRADE, grade

DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
STARTS: tuple[Start, ...] = get_args(Start)
EVERY = [each for direction in DIRECTIONS for each in ideas(direction)]
ROMANCE = re.compile(r"\b(partner|kiss|sofa|bed|date|dating|boyfriend|girlfriend)\b")


@pytest.mark.parametrize(("direction", "start"), [*product(DIRECTIONS, STARTS)])
def test_every_start_finds_ideas_in_every_direction_also_without_romance(
    direction: Direction, start: Start
) -> None:
    for romance in (True, False):
        found = ideas(direction, romance=romance)
        assert [each for each in found if each.start == start]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_there_are_ideas_with_partner_friend_parent_and_flatmate(
    direction: Direction,
) -> None:
    company = {each.company for each in ideas(direction)}
    assert company >= {"partner", "friend", "parent", "flatmate"}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_without_romance_nothing_is_about_a_partner(direction: Direction) -> None:
    found = ideas(direction, romance=False)
    assert found
    assert {each.company for each in found} <= {
        "friend",
        "parent",
        "flatmate",
        "anyone",
    }
    assert not [each.id for each in found if ROMANCE.search(each.text.casefold())]


def test_each_has_an_id_of_its_own_and_is_found_by_it() -> None:
    assert len({each.id for each in EVERY}) == len(EVERY) > 30
    assert all(idea(each.id) == each for each in EVERY)
    assert idea("no-such-idea") is None


def test_each_is_short_and_easy_and_says_nothing_it_must_not() -> None:
    for each in EVERY:
        assert len(each.text.split()) <= 24, each.id
        assert not reproaches(each.text), each.id
        assert not list(claims(each.text)), each.id
    assert grade(" ".join(each.text for each in EVERY)) <= HARDEST_GRADE
