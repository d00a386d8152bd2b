from itertools import chain
from typing import get_args

import pytest

from moorings.library.lessons import lessons
from moorings.library.practices import practices
from moorings.library.programme import Week, programme
from moorings.library.reading import grade
from moorings.library.shelf import Of
from moorings.safety.resting import RESTS, rests

WEEKS = programme().weeks


@pytest.fixture(params=range(len(WEEKS)), ids=lambda at: f"week {at + 1}")
def week(request: pytest.FixtureRequest) -> Week:
    return WEEKS[int(request.param)]


def test_there_are_twenty_four_weeks_and_no_trial_behind_them() -> None:
    told = programme()
    assert len(WEEKS) == 24
    assert "The order is our own, and no trial stands behind it." in told.note
    assert told.opening.warm != told.opening.plain


def test_a_week_offers_two_or_three_known_practices(week: Week) -> None:
    assert 2 <= len(week.practices) <= 3
    assert {*week.practices, *week.instead} <= practices().keys()
    assert {*week.of} <= {*get_args(Of)}
    assert not week.read or week.read in lessons()
    assert all(practices()[name].offered == "always" for name in week.practices)


def test_a_week_that_asks_for_somebody_has_something_quieter_in_its_place(
    week: Week,
) -> None:
    asks = set(chain.from_iterable(practices()[n].asks for n in week.practices))
    near = asks & RESTS["flagged"]
    assert bool(near) <= week.safe_only
    assert bool(week.instead) is week.safe_only
    for name in week.instead:
        assert not rests(practices()[name].asks, {"flagged", "help"})


def test_the_short_questions_come_in_four_weeks() -> None:
    asked = [number for number, week in enumerate(WEEKS, start=1) if week.measure]
    assert asked == [1, 2, 12, 24]


def test_all_steps_and_skills_come_round() -> None:
    assert {of for week in WEEKS for of in week.of} == {*get_args(Of)}


def test_it_reads_easily(week: Week) -> None:
    assert grade(week.why) <= 8
    assert "!" not in week.why + week.title
