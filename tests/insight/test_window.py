from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.window import (
    FEWEST,
    SHARE,
    WIDEST,
    AllOver,
    Mark,
    TooFew,
    Window,
    window,
)

LEVELS = st.integers(-5, 5)
MARKS = st.lists(st.builds(Mark, LEVELS, st.sampled_from([True, False, None])))


def borne(*levels: int) -> list[Mark]:
    return [Mark(level, bearable=True) for level in levels]


def test_under_eight_that_could_be_borne_it_is_too_early() -> None:
    some = borne(0, 0, 0, 1, 1, 1, 2)
    others = [Mark(5, bearable=False)] * 20 + [Mark(0)] * 20
    assert window(some + others) == TooFew(47, 7)
    assert isinstance(window([*some, *borne(2)]), Window)
    assert window([]) == TooFew(0, 0)


@pytest.mark.parametrize(
    ("levels", "band", "inside"),
    [
        # by hand: three of four of eight are six
        ((-1, 0, 0, 0, 1, 1, 4, 5), (-1, 1), 6),
        ((0,) * 8, (0, 0), 8),
        # two bands hold six; the one nearer to 0, then the higher one
        ((-3, -3, -3, -2, -2, -2, -1, -1), (-3, -2), 6),
        ((2, 2, 2, 2, 3, 3, 4, 4), (2, 3), 6),
        ((-1, -1, 0, 0, 0, 0, 1, 1), (0, 1), 6),
    ],
)
def test_the_band_is_the_narrowest_that_holds_three_of_four(
    levels: Sequence[int], band: tuple[int, int], inside: int
) -> None:
    found = window(borne(*levels))
    assert isinstance(found, Window)
    assert ((found.low, found.high), found.inside) == (band, inside)


def test_what_lies_outside_is_counted_with_how_much_of_it_was_too_much() -> None:
    outside = [Mark(5, bearable=False), Mark(4, bearable=False), Mark(-4), Mark(0)]
    found = window([*borne(*[0] * 8), *outside])
    assert found == Window(12, 8, 0, 0, 8, 3, 2)


def test_what_lies_all_over_draws_no_band() -> None:
    assert window(borne(-5, -5, -5, -5, 5, 5, 5, 5)) == AllOver(8, 8)
    assert isinstance(window(borne(-3, -3, -2, 0, 1, 2, 3, 3)), Window)


@given(MARKS)
def test_every_band_holds_most_and_no_narrower_one_does(marks: list[Mark]) -> None:
    found = window(marks)
    levels = [mark.level for mark in marks if mark.bearable]
    assert (found.marks, found.borne) == (len(marks), len(levels))
    assert isinstance(found, TooFew) == (len(levels) < FEWEST)

    def holds(low: int, wide: int) -> int:
        return sum(low <= level < low + wide for level in levels)

    if isinstance(found, Window):
        wide = found.high - found.low + 1
        assert wide <= WIDEST
        assert found.inside == holds(found.low, wide) >= SHARE * len(levels)
        assert all(holds(low, wide - 1) < SHARE * len(levels) for low in range(-5, 6))
    if isinstance(found, AllOver):
        assert all(holds(low, WIDEST) < SHARE * len(levels) for low in range(-5, 6))


@given(MARKS, st.randoms())
def test_the_order_of_marks_does_not_matter(marks: list[Mark], random: object) -> None:
    mixed = sorted(marks, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert window(mixed) == window(marks)
