"""Replayed uses: who lives with it is told nothing, who checks is told once a day."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.over_focus import (
    AGAIN,
    DAY,
    HOUR,
    KEPT,
    LOOKS,
    MOST,
    OPENINGS,
    REST,
    SAME_LOOK,
    SAME_SITTING,
    Attention,
    Look,
    Offer,
    fresh,
    looked_at,
    offer,
    offered_at,
    opened_at,
    resting,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

#: One use: minutes after the first, and the page looked at, or "" for an opening.
Use = tuple[float, str]


def replayed(
    uses: Iterator[Use],
    answered: Callable[[Attention, datetime], Attention] = lambda told, _: told,
) -> list[tuple[datetime, Offer]]:
    """Live through a log of uses by the rules; give every offer that was made."""
    told, offers = Attention(), []
    for minutes, page in uses:
        now = NOON + minutes * MINUTE
        if not page:
            told = opened_at(told, now)
            continue
        told = looked_at(told, page, now)
        if found := offer(told, now):
            offers.append((now, found))
            told = answered(offered_at(told, now), now)
    return offers


def healthy() -> Iterator[Use]:
    """Sixty days: twice a day, a walk through pictures on a Sunday."""
    for day in range(60):
        if day % 5 == 3:
            continue
        for hour in (1, 9):
            at = (day * 24 + hour) * 60.0
            yield at, ""
            yield at + 2, "person"
        if day % 7 == 0:
            yield from ((at + 5 + n, f"picture {n}") for n in range(9))
            yield at + 20, "picture 0"


def checking(days: int = 1) -> Iterator[Use]:
    """From early to late, the same two pages every eleven minutes."""
    for day in range(days):
        for n in range(70):
            at = day * 24 * 60.0 + n * 11
            yield at, ""
            yield at + 1, "person" if n % 2 else "map"


def opening(times: int, apart: float) -> Iterator[Use]:
    for n in range(times):
        yield n * apart, ""
    yield (times - 1) * apart + 1, "map"


def looking(*pages: str, apart: float = 2) -> Iterator[Use]:
    return ((n * apart, page) for n, page in enumerate(pages))


def test_who_lives_with_it_never_sees_an_offer() -> None:
    assert not replayed(healthy())


def test_who_checks_sees_it_once_and_not_again_that_day() -> None:
    ((at, found),) = replayed(checking())
    assert at - NOON < timedelta(hours=2)
    assert found == Offer("looks", LOOKS + 1)


def test_who_checks_for_days_is_never_told_twice_within_a_day() -> None:
    offers = [at for at, _ in replayed(checking(5))]
    assert 1 < len(offers) <= 5
    gaps = (later - earlier for earlier, later in pairwise(offers))
    assert all(gap >= DAY for gap in gaps)


def test_who_is_away_gets_nothing_and_nothing_of_them_is_left() -> None:
    told = Attention()
    for minutes, page in checking():
        now = NOON + minutes * MINUTE
        told = looked_at(told, page, now) if page else opened_at(told, now)
    told = offered_at(told, now)
    back = now + timedelta(days=40)
    assert fresh(told, back).empty
    # Nothing is offered to whoever comes back, and nothing without a look.
    assert offer(looked_at(opened_at(told, back), "map", back), back) is None
    assert not replayed(iter([(n * 16.0, "") for n in range(70)]))


@pytest.mark.parametrize(
    ("times", "apart", "offered"),
    [(OPENINGS - 1, 60, False), (OPENINGS, 60, True), (OPENINGS, 170, False)],
)
def test_ten_openings_in_a_day_are_many(
    times: int, apart: float, *, offered: bool
) -> None:
    offers = replayed(opening(times, apart))
    assert [found for _, found in offers] == [Offer("openings", times)] * offered


def test_what_locked_and_was_opened_again_at_once_is_one_sitting() -> None:
    apart = SAME_SITTING / MINUTE
    assert not replayed(opening(OPENINGS * 2 - 2, apart / 2))
    assert replayed(opening(OPENINGS, apart))


@pytest.mark.parametrize(
    ("pages", "offered"),
    [
        ("aaaaa", False),
        ("aaaaaa", True),
        ("abcabc", False),
        ("abcaba", True),
        ("abcdefgh", False),
    ],
)
def test_more_than_five_looks_are_many_where_one_page_is_looked_at_again(
    pages: str, *, offered: bool
) -> None:
    assert bool(replayed(looking(*pages))) is offered
    assert max(map(pages.count, pages)) >= AGAIN or not offered


@pytest.mark.parametrize(
    ("pages", "offered"),
    [
        (("a", "a/1", "a", "a/2", "a", "a/3", "a"), False),
        (("a/1", "a", "a/1", "a", "a/1", "a"), True),
        (("a", "b/1", "a", "b/2", "a", "b/3"), True),
    ],
)
def test_the_way_back_up_from_a_page_below_is_no_looking_again(
    pages: tuple[str, ...], *, offered: bool
) -> None:
    assert bool(replayed(looking(*pages))) is offered


def test_a_page_shown_again_at_once_is_the_same_look() -> None:
    apart = SAME_LOOK / MINUTE
    assert not replayed(looking(*"aaaaaaaa", apart=apart / 2))
    assert replayed(looking(*"aaaaaaaa", apart=apart))


def test_looks_that_are_an_hour_old_count_no_more() -> None:
    assert not replayed(looking(*"aaaaaaaaaaaa", apart=HOUR / MINUTE / LOOKS))


def test_openings_before_an_offer_do_not_bring_the_next_one() -> None:
    told = Attention(offered=NOON - DAY)
    for n in range(OPENINGS):
        told = opened_at(told, NOON - DAY - HOUR + n * SAME_SITTING / 2)
    assert offer(looked_at(told, "a", NOON), NOON) is None


def test_while_pictures_rest_nothing_is_offered_and_the_rest_ends_by_itself() -> None:
    offers = replayed(checking(), resting)
    assert len(offers) == 1
    told = resting(Attention(), NOON)
    assert fresh(told, NOON + REST - MINUTE).rests_until == NOON + REST
    assert fresh(told, NOON + REST).rests_until is None
    assert offer(told, NOON) is None


def test_a_clock_that_was_put_back_keeps_nothing_at_rest_or_silent_for_long() -> None:
    later = NOON + timedelta(days=300)
    told = Attention((later,), (Look(later, "a"),), later, later + REST)
    assert fresh(told, NOON) == Attention()
    assert not fresh(told, later + MINUTE).empty
    assert fresh(told, later + KEPT + REST).empty


@given(st.lists(st.tuples(st.integers(0, 4000), st.sampled_from(["", "a", "b"]))))
def test_whatever_somebody_does_they_are_told_once_a_day_at_most(
    uses: list[Use],
) -> None:
    offers = [at for at, _ in replayed(iter(sorted(uses)))]
    assert len({(at - NOON) // DAY for at in offers}) == len(offers) or all(
        later - earlier >= DAY for earlier, later in pairwise(offers)
    )


def test_what_is_remembered_does_not_grow() -> None:
    told = Attention()
    for n in range(MOST * 3):
        told = looked_at(opened_at(told, NOON), str(n), NOON)
        told = opened_at(told, NOON + n * SAME_SITTING)
    assert len(told.openings) <= MOST
    assert len(told.looks) <= MOST
