from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.measures.bursts import Burst, Offer, bursts, next_sitting

START = date(2026, 3, 2)
WHOLE = (0, 3, 6, 9)


def on(*numbers: int) -> tuple[date, ...]:
    return tuple(START + timedelta(days=number) for number in numbers)


def offered(*numbers: int, today: int) -> Offer:
    return next_sitting(bursts(on(*numbers)), *on(today))


def offer(sitting: int, number: int) -> Offer:
    return Offer(sitting, *on(number))


day_numbers = st.lists(st.integers(0, 200), max_size=40)


def test_the_first_sitting_of_a_burst_is_dropped_and_the_others_are_pooled() -> None:
    (burst,) = bursts(on(0, 4, 9))
    assert burst == Burst(START, counted=on(4, 9), dropped=on(0))
    assert burst.comparable


def test_a_lone_sitting_counts_nothing() -> None:
    (burst,) = bursts(on(0))
    assert burst == Burst(START, counted=(), dropped=on(0))
    assert not burst.comparable


def test_two_sittings_count_one_which_cannot_be_compared() -> None:
    (burst,) = bursts(on(0, 4))
    assert burst.counted == on(4)
    assert not burst.comparable


def test_several_sittings_on_a_day_count_as_one() -> None:
    assert bursts(on(0, 0, 4, 4, 4, 9)) == bursts(on(0, 4, 9))


def test_a_fifth_sitting_is_left_out_and_opens_nothing_new() -> None:
    (burst,) = bursts(on(0, 3, 6, 9, 12))
    assert burst.counted == on(3, 6, 9)
    assert burst.dropped == on(0, 12)


def test_the_fourteenth_day_after_the_first_still_belongs_and_the_next_does_not() -> (
    None
):
    assert len(bursts(on(0, 14))) == 1
    first, second = bursts(on(0, 15))
    assert (first.first, second.first) == on(0, 15)


def test_a_burst_is_measured_from_its_first_day_and_not_from_sitting_to_sitting() -> (
    None
):
    assert [burst.days for burst in bursts(on(0, 10, 20, 30))] == [
        on(0, 10),
        on(20, 30),
    ]


@given(numbers=day_numbers)
def test_every_day_is_in_one_burst_and_no_burst_reaches_into_the_next(
    numbers: list[int],
) -> None:
    found = bursts(on(*numbers))
    assert [day for burst in found for day in burst.days] == sorted(set(on(*numbers)))
    for burst in found:
        assert burst.days[0] == burst.first
        assert burst.days[-1] <= burst.last_day
        assert len(burst.counted) == min(len(burst.days) - 1, 3)
    for before, after in pairwise(found):
        assert after.first > before.last_day


@given(data=st.data(), numbers=day_numbers)
def test_the_order_in_which_days_are_told_does_not_matter(
    data: st.DataObject, numbers: list[int]
) -> None:
    shuffled = data.draw(st.permutations(numbers))
    assert bursts(on(*shuffled)) == bursts(on(*numbers))


def test_before_anything_else_a_first_burst_is_offered() -> None:
    assert offered(today=0) == offer(1, 0)


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        ((0,), 0, offer(2, 3)),
        ((0,), 1, offer(2, 3)),
        ((0,), 10, offer(2, 10)),
        ((0, 4), 4, offer(3, 7)),
        ((0, 4, 8), 8, offer(4, 11)),
    ],
)
def test_within_a_burst_the_next_sitting_is_offered_three_days_on(
    days: tuple[int, ...], today: int, expected: Offer
) -> None:
    assert offered(*days, today=today) == expected


def test_a_burst_whose_last_days_leave_no_room_is_over() -> None:
    assert offered(0, 4, 12, today=12) == offer(1, 12 * 7)


@pytest.mark.parametrize("left", [(0,), (0, 13)])
def test_a_burst_that_was_left_unfinished_is_offered_once_more(
    left: tuple[int, ...],
) -> None:
    assert offered(*left, today=15) == offer(1, 15)
    assert offered(*left, today=60) == offer(1, 60)


def test_a_new_burst_never_begins_where_it_would_still_belong_to_the_old() -> None:
    assert offered(0, 13, today=13) == offer(1, 15)


def test_bursts_are_offered_after_12_24_and_52_weeks_and_every_26_after() -> None:
    taken: list[int] = []
    begun: list[int] = []
    today = START
    for _ in range(6):
        found = next_sitting(bursts(on(*taken)), today)
        assert found.sitting == 1
        number = (found.from_day - START).days
        begun.append(number // 7)
        taken.extend(number + step for step in WHOLE)
        today = on(taken[-1])[0]
    assert begun == [0, 12, 24, 52, 78, 104]


def test_a_burst_that_was_not_done_is_simply_offered_later() -> None:
    assert offered(*WHOLE, today=100) == offer(1, 100)
    assert offered(*WHOLE, today=700) == offer(1, 700)


def test_after_a_late_burst_the_next_one_leaves_twelve_weeks() -> None:
    late = 22 * 7
    days = (*WHOLE, *(late + step for step in WHOLE))
    assert offered(*days, today=late + 9) == offer(1, late + 12 * 7)


def test_an_unfinished_burst_does_not_put_the_planned_one_off() -> None:
    assert offered(*WHOLE, 84, today=110) == offer(1, 110)
    assert offered(*WHOLE, 40, today=60) == offer(1, 84)


@given(numbers=day_numbers, ahead=st.integers(0, 400))
def test_something_is_always_offered_and_never_in_the_past(
    numbers: list[int], ahead: int
) -> None:
    found = bursts(on(*numbers))
    (today,) = on(max(numbers, default=0) + ahead)
    next_one = next_sitting(found, today)
    assert next_one.from_day >= today
    taken = bursts([*on(*numbers), next_one.from_day])
    if next_one.sitting == 1:
        assert taken[:-1] == found
        assert taken[-1].days == (next_one.from_day,)
    else:
        assert taken[:-1] == found[:-1]
        assert len(taken[-1].days) == next_one.sitting
