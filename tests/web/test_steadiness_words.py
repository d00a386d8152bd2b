"""How steady it was, in words: plain, with counts, and nothing said of too little."""

from collections.abc import Sequence

import pytest

from moorings.insight.steadiness import Lately, Spread
from moorings.web.wording.steadiness import (
    change_sentence,
    lately_sentence,
    spread_rows,
    spread_sentence,
)
from tests.insight.test_steadiness import of


def said(heights: Sequence[int], apart: int = 5) -> str:
    return spread_sentence(of(heights, apart))


@pytest.mark.parametrize(
    ("heights", "half"),
    [
        ([2] * 8, "half or more lay close to some given"),
        ([-3] * 8, "half or more lay close to a lot taken"),
        ([1, 3] * 4, "half lay between a little given and a lot given"),
        ([-2, -1] * 4, "half lay between some taken and a little taken"),
    ],
)
def test_where_half_of_it_lay_is_said_in_the_words_of_the_form(
    heights: list[int], half: str
) -> None:
    assert half in said(heights)


def test_how_far_apart_what_gave_came_is_said_from_three_days_on() -> None:
    assert "Those that gave came 5 days apart." in said([2] * 8)
    assert "Those that gave came 5 to 15 days apart." in said([1, -1, -1, 1, *[1] * 6])
    assert "apart" not in said([-1, -1, 2, -1, -1, -1, 2, -2])


def test_of_sixteen_the_first_eight_stand_beside_the_latest() -> None:
    words = change_sentence(of([*[3] * 8, *[1] * 8]))
    assert "Of the first eight, half or more lay close to a little given" in words
    assert "of the latest eight, half or more lay close to a lot given" in words


@pytest.mark.parametrize("count", [15, 16])
def test_where_nothing_changed_or_there_are_fewer_nothing_is_said_of_it(
    count: int,
) -> None:
    assert change_sentence(of([2] * count)) == ""
    assert bool(change_sentence(of([*[3] * 8, *[1] * (count - 8)]))) == (count == 16)


def test_days_that_follow_one_another_are_a_day_apart() -> None:
    found = of([1] * 8)
    daily = Spread(found.moments, found.low, found.high, found.bands, (1, 1, 1))
    assert "Those that gave came a day apart." in spread_sentence(daily)


def test_the_table_has_a_line_for_each_moment_the_latest_first() -> None:
    rows = spread_rows(of([3, *[-1] * 7]))
    assert rows[0] == ("15 Nov 2026", "gave", "a lot")
    assert {each[1:] for each in rows[1:]} == {("took", "a little")}


def test_counts_are_stated_and_nothing_is_made_of_them() -> None:
    words = lately_sentence(Lately(gave=1, took=8, hard=1))
    assert "you noted 9 moments" in words
    assert "1 hard moment named them." in words
    assert "hard" not in lately_sentence(Lately(gave=9, took=0, hard=0))
