"""What is counted as living and as what hurts; and three questions, now and then."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment, when
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.guarding import raise_flag
from moorings.companion.living import HURTS, living
from moorings.companion.opened import Opened, new_id
from moorings.companion.pausing import pause
from moorings.companion.practising import Practised, keep_simple, keep_time
from moorings.companion.settling import rate
from moorings.companion.widening import (
    ASIDE,
    asks_wider,
    narrow_twice,
    put_wider_aside,
)
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.journey.records import BeliefRating, WeeklyAct
from moorings.library.worksheets import sheets
from tests.conftest import SetClock

TODAY = date(2026, 3, 1)
NO = {"other": ("no",), "living": ("no",), "undone": ("yes",)}
YES = {"other": ("yes",), "living": ("no",), "undone": ("unsure",)}
QUARTER = 91 * 86_400


def answers(opened: Opened, chosen: Mapping[str, tuple[str, ...]]) -> None:
    told = Answered(chosen=chosen)
    write_worksheet(opened, new_id(), "wider", told, moment(opened.now()))


def lives(opened: Opened, day: date) -> None:
    """Note one thing of each kind, and some that count on neither side."""
    at, now = when(day, None), opened.now()
    rate(opened, new_id(), new_id(), 8, at)
    answered = Answered(answers={next(iter(sheets()["slip"].fields)).id: "so"})
    write_worksheet(opened, new_id(), "slip", answered, at)
    write_worksheet(opened, new_id(), "wider", Answered(chosen=YES), at)
    belief = BeliefRating(
        id=new_id(),
        written_at=now,
        when=at,
        of=new_id(),
        strength=50,
    )
    act = WeeklyAct(
        id=new_id(),
        written_at=now,
        when=at,
        belongs="mine",
        text="the choir",
        done="partly",
    )
    planned = WeeklyAct(
        id=new_id(), written_at=now, when=at, belongs="ours", text="later"
    )
    opened.keep(belief, act, planned)
    keep_moment(opened, new_id(), Done("deposit", "heard", "rang"), at)
    keep_moment(opened, new_id(), Done("strain", "other", "did not"), at)
    for practice, minutes in (
        ("brisk-move", 20),
        ("daily-counterpoint", 5),
        ("box", 3),
    ):
        keep_time(opened, new_id(), practice, Practised(minutes=minutes), at)


def test_only_what_was_noted_is_counted_each_on_its_side(opened: Opened) -> None:
    lives(opened, TODAY)
    found = living(opened)
    assert found
    assert found.hurt == dict.fromkeys(
        ("moments", "pages", "beliefs", "strains", "inward"), 1
    )
    assert found.lived == dict.fromkeys(("acts", "given", "moving"), 1)
    assert found.timed == 2
    assert found.hurt_minutes is None


def test_every_page_of_questions_has_its_side_and_plain_days_have_none(
    opened: Opened,
) -> None:
    assert sheets().keys() > HURTS
    neither = sheets().keys() - HURTS
    assert {"the-day", "felt-signs", "letter", "figure", "wider"} < neither
    for sheet in ("the-day", "felt-signs"):
        field = next(f.id for f in sheets()[sheet].fields if f.kind in {"line", "text"})
        told = Answered(answers={field: "A quiet evening that was just quiet."})
        write_worksheet(opened, new_id(), sheet, told, moment(opened.now()))
    found = living(opened)
    assert found
    assert not any((found.hurt, found.lived))


def test_other_days_are_left_out(opened: Opened) -> None:
    lives(opened, TODAY - timedelta(days=30))
    found = living(opened)
    assert found
    assert found.on_hurt == found.on_living == 0
    found = living(opened, TODAY - timedelta(days=31), TODAY - timedelta(days=29))
    assert found
    assert (found.on_hurt, found.on_living) == (5, 3)


def test_nothing_is_counted_up_at_night_or_while_it_is_kept_simple(
    opened: Opened,
) -> None:
    keep_simple(opened, TODAY)
    assert living(opened) is None
    assert not asks_wider(opened)


def test_where_the_ledger_rests_its_moments_are_not_counted(opened: Opened) -> None:
    lives(opened, TODAY)
    raise_flag(opened)
    found = living(opened)
    assert found
    assert "strains" not in found.hurt
    assert "given" not in found.lived


def test_three_questions_come_after_a_quarter_and_not_again_within_one(
    opened: Opened, clock: SetClock
) -> None:
    assert not asks_wider(opened)
    choose(opened, {"voice": "warm"})
    assert not asks_wider(opened)
    clock.go_on(QUARTER)
    assert asks_wider(opened)
    put_wider_aside(opened)
    assert not asks_wider(opened)
    clock.go_on(QUARTER)
    assert asks_wider(opened)
    answers(opened, YES)
    assert not asks_wider(opened)
    clock.go_on(QUARTER)
    assert asks_wider(opened)
    pause(opened, None)
    assert not asks_wider(opened)


def test_the_questions_are_asked_four_times_a_year_at_most(
    opened: Opened, clock: SetClock
) -> None:
    choose(opened, {"voice": "warm"})
    asked = 0
    for _ in range(365):
        clock.go_on(86_400)
        if asks_wider(opened):
            asked += 1
            answers(opened, YES)
    assert asked == 4


def test_after_two_narrow_answers_in_a_row_they_are_not_asked_by_themselves(
    opened: Opened, clock: SetClock
) -> None:
    for chosen in (NO, YES, NO):
        answers(opened, chosen)
        clock.go_on(QUARTER)
    assert not narrow_twice(opened)
    assert asks_wider(opened)
    answers(opened, NO)
    clock.go_on(QUARTER)
    assert narrow_twice(opened)
    assert not asks_wider(opened)
    answers(opened, YES)
    clock.go_on(QUARTER)
    assert not narrow_twice(opened)
    assert asks_wider(opened)


@pytest.mark.parametrize("told", ["", "soon"])
def test_a_day_that_makes_no_sense_puts_nothing_aside(
    opened: Opened, clock: SetClock, told: str
) -> None:
    choose(opened, {"voice": "warm", ASIDE: told})
    clock.go_on(QUARTER)
    assert asks_wider(opened)
