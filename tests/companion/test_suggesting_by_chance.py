"""Chance: off until asked for, between two alone, never where anything rests."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from moorings.companion.choosing import choose
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.pausing import pause_for
from moorings.companion.practising import Practised, keep_simple, keep_time
from moorings.companion.retiring import retire
from moorings.companion.settling import end_activation, rate
from moorings.companion.suggesting_by_chance import (
    BETWEEN,
    NEVER,
    ChanceRestsError,
    NotTwoError,
    UnequalError,
    draw_of,
    fit_for_chance,
    let_chance_choose,
    may_draw,
    pair,
    switch_off,
    switch_on,
    take_draw_back,
)
from moorings.companion.weighing import draws, weighed
from moorings.journey.records import RecordId, When
from tests.conftest import SetClock

WHEN = When(date(2026, 3, 1), time(12), 0)
BOTH = ("box", "coherent")


def taken(opened: Opened, *practices: str) -> None:
    for each in practices:
        keep_time(opened, new_id(), each, Practised(), WHEN)


@pytest.fixture
def ready(opened: Opened, clock: SetClock) -> Opened:
    """Have a vault in which chance may choose between two breaths, at noon."""
    clock.set_to(datetime(2026, 3, 1, 12, tzinfo=UTC))
    taken(opened, *BOTH)
    switch_on(opened, *BOTH)
    return opened


def test_it_is_off_until_it_is_switched_on_and_off_again_at_once(
    opened: Opened,
) -> None:
    assert pair(opened) is None
    assert not may_draw(opened)
    with pytest.raises(ChanceRestsError):
        let_chance_choose(opened, new_id(), WHEN)
    taken(opened, *BOTH)
    switch_on(opened, *BOTH)
    assert pair(opened) == BOTH
    drawn = let_chance_choose(opened, new_id(), WHEN)
    switch_off(opened)
    assert pair(opened) is None
    assert not may_draw(opened)
    assert draws(opened) == (drawn,)


def test_only_what_was_taken_before_can_be_left_to_chance(opened: Opened) -> None:
    assert fit_for_chance(opened) == {}
    taken(opened, "box", "body-scan-three")
    assert set(fit_for_chance(opened)) == {"box", "body-scan-three"}


def test_what_finds_ones_feet_or_asks_for_others_is_never_left_to_chance(
    opened: Opened,
) -> None:
    never = ("small-ask", "say-one-need", "kind-letter", "catastrophe-record")
    taken(opened, *NEVER, *never)
    assert fit_for_chance(opened) == {}


@pytest.mark.parametrize(
    "both", [("box", "box"), ("box", "five-senses"), ("box", "long-exhale"), ("", "")]
)
def test_it_takes_two_different_ones_that_may_be(
    opened: Opened, both: tuple[str, str]
) -> None:
    taken(opened, "box", "five-senses")
    with pytest.raises(NotTwoError):
        switch_on(opened, *both)
    assert pair(opened) is None


def test_one_that_takes_much_longer_is_no_fair_match(opened: Opened) -> None:
    taken(opened, "body-scan", "body-scan-three", "box")
    with pytest.raises(UnequalError):
        switch_on(opened, "body-scan-three", "body-scan")
    switch_on(opened, "body-scan", "box")


def test_what_was_drawn_its_odds_and_its_hour_are_kept_once(ready: Opened) -> None:
    record = new_id()
    first = let_chance_choose(ready, record, WHEN)
    assert let_chance_choose(ready, record, WHEN) == first
    assert (first.options, first.percent, first.when) == (BOTH, 50, WHEN)
    assert draws(ready) == (first,)
    assert weighed(ready).pair == BOTH


@pytest.mark.parametrize(
    ("number", "drawn"), [(0, "box"), (49, "box"), (50, "coherent")]
)
def test_chance_comes_from_outside(ready: Opened, number: int, drawn: str) -> None:
    ready.new_id = lambda: RecordId(f"{number:032x}")
    assert let_chance_choose(ready, new_id(), WHEN).drawn == drawn


def test_what_seemed_to_leave_it_lower_comes_up_more_often_and_never_always(
    ready: Opened,
) -> None:
    for practice, after in zip(BOTH, (1, 7), strict=True):
        for at in range(8):
            told = Practised(before=7 + at % 2, after=after + at % 2)
            keep_time(ready, new_id(), practice, told, WHEN)
    ready.new_id = lambda: RecordId(f"{95:032x}")
    drawn = let_chance_choose(ready, RecordId(32 * "d"), WHEN)
    assert (drawn.drawn, drawn.percent) == ("coherent", 10)
    ready.new_id = lambda: RecordId(f"{89:032x}")
    drawn = let_chance_choose(ready, RecordId(32 * "e"), WHEN)
    assert (drawn.drawn, drawn.percent) == ("box", 90)


def in_a_wave(opened: Opened) -> None:
    rate(opened, new_id(), new_id(), 6, WHEN)


@pytest.mark.parametrize(
    "rest",
    [
        in_a_wave,
        raise_flag,
        lambda opened: keep_simple(opened, date(2026, 3, 2)),
        lambda opened: pause_for(opened, "day"),
        lambda opened: retire(opened, "box"),
    ],
)
def test_in_a_hard_moment_or_where_anything_rests_nothing_is_left_to_chance(
    ready: Opened, rest: Callable[[Opened], None]
) -> None:
    assert may_draw(ready)
    rest(ready)
    assert not may_draw(ready)
    with pytest.raises(ChanceRestsError):
        let_chance_choose(ready, new_id(), WHEN)
    assert draws(ready) == ()


def test_at_night_nothing_is_left_to_chance(ready: Opened, clock: SetClock) -> None:
    for hour in range(24):
        clock.set_to(datetime(2026, 3, 1, hour, tzinfo=UTC))
        if not may_draw(ready):
            break
    else:
        pytest.fail("it is never night")


def test_after_a_wave_was_closed_it_may_choose_again(ready: Opened) -> None:
    wave = new_id()
    rate(ready, new_id(), wave, 6, WHEN)
    end_activation(ready, new_id(), wave, "calm", WHEN)
    assert may_draw(ready)


def test_a_draw_can_be_taken_out_and_then_is_not_there(ready: Opened) -> None:
    drawn = let_chance_choose(ready, new_id(), WHEN)
    assert draw_of(ready, drawn.id) == drawn
    take_draw_back(ready, drawn.id)
    assert draws(ready) == ()
    for act in (draw_of, take_draw_back):
        with pytest.raises(NothingThereError):
            act(ready, drawn.id)


@pytest.mark.parametrize("told", ["box", "box coherent stop", "box no-such"])
def test_a_choice_that_names_no_two_is_none(ready: Opened, told: str) -> None:
    choose(ready, {BETWEEN: told})
    assert pair(ready) is None
