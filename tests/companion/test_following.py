from datetime import date, timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.following import (
    PROGRAMME,
    Followed,
    begin,
    begun,
    followed,
    leave,
    pause,
    week_practices,
)
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened
from moorings.journey.records import When
from moorings.library.programme import programme

SUNDAY = date(2026, 3, 1)
WEEKS = programme().weeks


def test_a_week_is_begun_by_its_number_whichever_came_before(opened: Opened) -> None:
    assert followed(opened) is None
    for number in (7, 3, 24):
        begin(opened, number, moment(opened.now()))
        assert followed(opened) == Followed(number, SUNDAY)
    assert begun(opened) == dict.fromkeys((7, 3, 24), SUNDAY)


def test_the_same_week_once_more_is_dated_anew(opened: Opened) -> None:
    for day in (SUNDAY, SUNDAY + timedelta(days=7)):
        begin(opened, 5, When(day))
        begin(opened, 5, When(day))
    assert begun(opened) == {5: SUNDAY + timedelta(days=7)}


@pytest.mark.parametrize("number", [0, -1, 25])
def test_there_is_no_other_week(opened: Opened, number: int) -> None:
    with pytest.raises(NothingThereError):
        begin(opened, number, moment(opened.now()))
    assert followed(opened) is None


def test_a_pause_keeps_the_week_and_suggests_nothing(opened: Opened) -> None:
    begin(opened, 1, moment(opened.now()))
    assert week_practices(opened) == WEEKS[0].practices
    pause(opened, paused=True)
    assert followed(opened) == Followed(1, SUNDAY, paused=True)
    assert week_practices(opened) == ()
    pause(opened, paused=False)
    assert week_practices(opened) == WEEKS[0].practices


def test_whoever_leaves_follows_nothing_and_may_begin_again(opened: Opened) -> None:
    begin(opened, 2, moment(opened.now()))
    leave(opened)
    assert followed(opened) is None
    with pytest.raises(NothingThereError):
        pause(opened, paused=True)
    assert begun(opened) == {2: SUNDAY}


def test_where_part_of_a_week_rests_the_quieter_one_stands_in(opened: Opened) -> None:
    begin(opened, 9, moment(opened.now()))
    assert week_practices(opened) == WEEKS[8].practices
    raise_flag(opened)
    assert week_practices(opened) == WEEKS[8].instead
    lift_flag(opened)
    assert week_practices(opened) == WEEKS[8].practices


@pytest.mark.parametrize(
    "told", ["", "x", "3", "3 soon", "99 2026-03-01", "0 2026-03-01", "-1 2026-03-01"]
)
def test_a_choice_that_cannot_be_read_is_no_programme(
    opened: Opened, told: str
) -> None:
    choose(opened, {PROGRAMME: told})
    assert followed(opened) is None
    assert week_practices(opened) == ()
