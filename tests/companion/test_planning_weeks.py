from datetime import date, timedelta

import pytest

from moorings.companion.assessing import FIRST_SKETCH, UNDER_18, Sitting, answer
from moorings.companion.choosing import choose
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.planning_weeks import (
    FullDayError,
    change_day,
    erase_week,
    fits,
    keep_week,
    monday,
    move_day,
    own_sketch,
    pick,
    picked,
    plan_of,
    planned_on,
    plans,
    proposed,
    take_off,
    today,
)
from moorings.companion.practising import keep_simple
from moorings.insight.fitting import Fit
from moorings.journey.records import WeekPlan
from moorings.library.instruments import instrument
from moorings.library.practices import practices
from moorings.library.strategies import STRATEGIES
from moorings.safety.resting import may_be_suggested

SUNDAY = date(2026, 3, 1)
MONDAY = date(2026, 2, 23)
WEEK = (("five-senses",), (), ("stop", "box"), (), (), (), ("small-ask",))


def on(opened: Opened, at: int) -> tuple[str, ...]:
    return planned_on(opened, MONDAY + timedelta(days=at))


def test_a_week_begins_on_its_monday(opened: Opened) -> None:
    assert today(opened) == SUNDAY
    assert {monday(MONDAY + timedelta(days=at)) for at in range(7)} == {MONDAY}


def test_a_week_is_kept_as_it_was_planned_and_a_later_word_counts(
    opened: Opened,
) -> None:
    keep_week(opened, new_id(), SUNDAY, WEEK)
    assert plan_of(opened, SUNDAY) == plans(opened)[MONDAY]
    assert [on(opened, at) for at in range(7)] == list(WEEK)
    keep_week(opened, new_id(), SUNDAY)
    assert [on(opened, at) for at in range(7)] == [()] * 7
    assert len(list(opened.journey.standing(WeekPlan))) == 1


def test_what_is_sent_twice_is_kept_once(opened: Opened) -> None:
    record = new_id()
    for _ in range(2):
        keep_week(opened, record, SUNDAY, WEEK)
    [found] = opened.journey.standing(WeekPlan)
    assert len(opened.journey.versions(found.id)) == 1


def test_what_is_no_practice_or_stands_there_twice_is_left_out(opened: Opened) -> None:
    days = (("stop", "stop", "no-such-thing"), *WEEK[1:])
    keep_week(opened, new_id(), SUNDAY, days)
    assert on(opened, 0) == ("stop",)


@pytest.mark.parametrize(
    "more", [("box",), ("long-exhale",), ("box", "long-exhale"), ("self-outside",)]
)
def test_a_day_takes_one_main_practice_and_two_short_ones(
    opened: Opened, more: tuple[str, ...]
) -> None:
    full = ("brisk-move", "stop", "five-senses")
    change_day(opened, new_id(), SUNDAY, full)
    with pytest.raises(FullDayError):
        change_day(opened, new_id(), SUNDAY, (*full, *more))
    assert on(opened, 6) == full


def test_a_day_that_was_fuller_may_stay_so_or_become_emptier(opened: Opened) -> None:
    days = (*((),) * 6, ("brisk-move", "box", "small-ask"))
    plan = WeekPlan(id=new_id(), written_at=opened.now(), first=MONDAY, days=days)
    opened.keep(plan)
    change_day(opened, new_id(), MONDAY, ("stop",))
    take_off(opened, new_id(), SUNDAY, off=True)
    take_off(opened, new_id(), SUNDAY, off=False)
    assert on(opened, 6) == days[6]
    with pytest.raises(FullDayError):
        change_day(opened, new_id(), SUNDAY, ("brisk-move", "box", "coherent"))
    change_day(opened, new_id(), SUNDAY, ("brisk-move", "box"))
    assert on(opened, 6) == ("brisk-move", "box")


def test_a_day_is_moved_within_its_week(opened: Opened) -> None:
    keep_week(opened, new_id(), SUNDAY, WEEK)
    move_day(opened, new_id(), MONDAY, SUNDAY)
    assert (on(opened, 0), on(opened, 6)) == ((), ("small-ask", "five-senses"))
    with pytest.raises(FullDayError):
        move_day(opened, new_id(), MONDAY + timedelta(days=2), SUNDAY)
    with pytest.raises(NothingThereError):
        move_day(opened, new_id(), SUNDAY, SUNDAY + timedelta(days=1))
    assert on(opened, 2) == ("stop", "box")


def test_a_week_off_asks_nothing_and_comes_back_as_it_was(opened: Opened) -> None:
    keep_week(opened, new_id(), SUNDAY, WEEK)
    take_off(opened, new_id(), SUNDAY, off=True)
    assert on(opened, 0) == ()
    take_off(opened, new_id(), SUNDAY, off=False)
    assert on(opened, 0) == ("five-senses",)


def test_a_week_can_be_off_that_was_never_planned(opened: Opened) -> None:
    take_off(opened, new_id(), SUNDAY, off=True)
    plan = plan_of(opened, SUNDAY)
    assert plan
    assert plan.off


def test_an_erased_plan_is_gone_with_all_its_versions(opened: Opened) -> None:
    for _ in range(3):
        keep_week(opened, new_id(), SUNDAY, WEEK)
        change_day(opened, new_id(), SUNDAY, ("stop",))
    keep_week(opened, new_id(), SUNDAY + timedelta(days=1), WEEK)
    erase_week(opened, SUNDAY)
    assert list(plans(opened)) == [SUNDAY + timedelta(days=1)]
    with pytest.raises(NothingThereError):
        erase_week(opened, SUNDAY)


def test_what_fits_is_what_was_said(opened: Opened) -> None:
    assert picked(opened) == {"sketch"}
    assert fits(opened) == ()
    pick(opened, ["disorganised", "no-such-thing"])
    assert picked(opened) == {"disorganised"}
    assert fits(opened) == (Fit("disorganised", 2, "own"),)
    pick(opened, [])
    assert fits(opened) == ()
    assert "sketch" not in picked(opened)


@pytest.mark.parametrize(("age", "read"), [("", False), ("yes", False), ("no", True)])
def test_a_sketch_shapes_the_week_only_of_who_said_they_are_grown(
    opened: Opened, age: str, *, read: bool
) -> None:
    asked = instrument(FIRST_SKETCH)
    answers = dict.fromkeys(asked.key.order, 4)
    answer(opened, new_id(), Sitting(asked, answers, opened.now()))
    choose(opened, {UNDER_18: age})
    assert (own_sketch(opened) is not None) is read


def test_what_is_offered_fits_and_is_not_kept(opened: Opened) -> None:
    pick(opened, ["avoidant"])
    week = proposed(opened, SUNDAY)
    named = [name for day in week for name in day]
    assert {*named} & {*STRATEGIES["avoidant"]}
    assert all(len(day) <= 1 for day in week)
    assert week == proposed(opened, MONDAY)
    assert week != proposed(opened, SUNDAY + timedelta(days=1))
    assert plans(opened) == {}


@pytest.mark.parametrize("leanings", [[], ["anxious", "avoidant", "disorganised"]])
def test_nothing_that_rests_is_offered(opened: Opened, leanings: list[str]) -> None:
    pick(opened, leanings)
    raise_flag(opened)
    for number in range(6):
        week = proposed(opened, SUNDAY + timedelta(weeks=number))
        names = [name for day in week for name in day]
        assert names
        asked = [practices()[name].asks for name in names]
        assert all(may_be_suggested(asks, {"flagged"}) for asks in asked)


def test_where_it_is_to_stay_simple_the_week_only_steadies(opened: Opened) -> None:
    pick(opened, ["anxious"])
    keep_simple(opened, SUNDAY)
    week = [name for day in proposed(opened, SUNDAY) for name in day]
    assert week
    assert all("regulation" in practices()[name].of for name in week)


def test_the_hour_plays_no_part_in_a_week(opened: Opened) -> None:
    before = proposed(opened, SUNDAY)
    choose(opened, {"night-hours": "0-23"})
    assert proposed(opened, SUNDAY) == before
