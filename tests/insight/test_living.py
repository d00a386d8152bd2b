"""Two sums side by side, and neither said of too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.living import (
    FEWEST,
    HURTS,
    LIVED,
    TIMED,
    Noted,
    counted,
)

anything = st.builds(
    Noted, st.sampled_from((*HURTS, *LIVED)), st.none() | st.integers(0, 600)
)


def test_each_kind_is_counted_by_itself() -> None:
    found = counted([Noted("moments"), Noted("moments"), Noted("pages"), Noted("acts")])
    assert found.hurt == {"moments": 2, "pages": 1}
    assert found.lived == {"acts": 1}
    assert (found.on_hurt, found.on_living) == (3, 1)


@pytest.mark.parametrize(("many", "enough"), [(FEWEST - 1, False), (FEWEST, True)])
def test_under_ten_it_is_too_early(many: int, *, enough: bool) -> None:
    assert counted([Noted("given")] * many).enough is enough


@pytest.mark.parametrize("many", [TIMED - 1, TIMED])
def test_minutes_are_told_of_five_things_that_have_them(many: int) -> None:
    found = counted([Noted("moving", 7)] * many + [Noted("moments")] * 3)
    assert found.timed == many
    told = (found.hurt_minutes, found.lived_minutes)
    assert told == ((0, 7 * many) if many == TIMED else (None, None))


@given(st.lists(anything))
def test_nothing_is_counted_twice_or_lost(noted: list[Noted]) -> None:
    found = counted(noted)
    assert found.on_hurt + found.on_living == len(noted)
    minutes = [each.minutes for each in noted if each.minutes is not None]
    assert found.timed == len(minutes)
    if found.hurt_minutes is not None and found.lived_minutes is not None:
        assert found.hurt_minutes + found.lived_minutes == sum(minutes)
