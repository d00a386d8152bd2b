"""Where a ladder may go on, how much is plenty, and what counts as evidence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.ladders import (
    REST,
    Evidence,
    Step,
    Suggestion,
    Try,
    evidence,
    gaps,
    rests_until,
    suggest,
    tries_this_week,
)
from moorings.journey.records import Borne, Happened, RecordId

DAY = date(2026, 3, 1)
HARDS = st.lists(st.integers(0, 100), max_size=20)


def tried(
    day: int = 0,
    *,
    came: Happened | None = None,
    before: int | None = None,
    after: int | None = None,
    bore: Borne = "",
) -> Try:
    on = DAY + timedelta(days=day)
    return Try(day=on, told=True, came=came, before=before, after=after, bore=bore)


def step(hard: int, *tries: Try) -> Step:
    return Step(RecordId(f"{hard:032x}"), hard, tries)


def times(count: int, first: int = 0) -> tuple[Try, ...]:
    return tuple(tried(first + number) for number in range(count))


TOO_MUCH = tried(9, came="happened", bore="no")
BORNE = tried(9, came="happened", bore="yes")


@pytest.mark.parametrize(
    ("steps", "what", "hard"),
    [
        ([step(20), step(40), step(30), step(60)], "begin", 30),
        ([step(20), step(50), step(90)], "begin", 50),
        ([step(20), step(60)], "unfit", None),
        ([step(10), step(40, *times(1)), step(50)], "again", 40),
        ([step(10), step(40, *times(2)), step(50)], "again", 40),
        ([step(10), step(40, *times(3)), step(50)], "next", 50),
        ([step(40, *times(3)), step(61)], "gap", 61),
        ([step(40, *times(3)), step(60)], "next", 60),
        ([step(40, *times(3)), step(50, *times(3)), step(60)], "next", 60),
        ([step(40, *times(3, 5)), step(50, *times(3)), step(60)], "next", 60),
        ([step(40), step(50, *times(3))], "top", None),
        ([step(30), step(40), step(60, TOO_MUCH)], "easier", 40),
        ([step(30, TOO_MUCH), step(60)], "easier", None),
        ([step(30), step(60, BORNE)], "again", 60),
    ],
)
def test_what_may_come_next(steps: list[Step], what: str, hard: int | None) -> None:
    found = suggest(steps)
    assert found is not None
    assert found.what == what
    assert found.step == (None if hard is None else step(hard).id)


def test_whoever_is_drawn_both_ways_begins_at_forty_or_lower() -> None:
    steps = [step(20), step(50)]
    assert suggest(steps) == Suggestion("begin", step(50).id)
    assert suggest(steps, both_ways=True) == Suggestion("unfit", between=(30, 40))
    assert suggest([*steps, step(40)], both_ways=True) == Suggestion(
        "begin", step(40).id
    )


def test_how_many_more_tries_and_how_wide_the_gap_is() -> None:
    assert suggest([step(40, *times(1))]) == Suggestion("again", step(40).id, left=2)
    wide = suggest([step(30), step(40, *times(3)), step(90)])
    assert wide == Suggestion("gap", step(90).id, between=(40, 90))


def test_nothing_is_suggested_without_a_rung_or_while_a_try_stands_open() -> None:
    assert suggest([]) is None
    assert suggest([step(40, Try(day=DAY)), step(50)]) is None
    assert suggest([step(40, *times(3)), step(50, Try(day=DAY))]) is None


@given(HARDS, st.booleans())
def test_an_untried_ladder_begins_between_thirty_and_fifty_or_not_at_all(
    hards: list[int],
    both_ways: bool,  # noqa: FBT001 - hypothesis hands it over
) -> None:
    found = suggest([step(hard) for hard in hards], both_ways=both_ways)
    fitting = [hard for hard in hards if 30 <= hard <= (40 if both_ways else 50)]
    if not hards:
        assert found is None
    elif fitting:
        assert found == Suggestion("begin", step(min(fitting)).id)
    else:
        assert found is not None
        assert found.what == "unfit"


@given(HARDS)
def test_a_gap_is_wider_than_two_usual_steps(hards: list[int]) -> None:
    for low, high in gaps(hards):
        assert high - low > 20
        assert not [hard for hard in hards if low < hard < high]


def test_gaps_are_given_from_the_lowest() -> None:
    assert gaps([90, 10, 40, 60, 61]) == ((10, 40), (61, 90))
    assert gaps([]) == gaps([5]) == gaps([10, 30]) == ()


def test_a_week_is_seven_days_that_end_today() -> None:
    days = [DAY - timedelta(days=back) for back in (0, 0, 6, 7, 30)]
    assert tries_this_week([*days, DAY + timedelta(days=1)], DAY) == 3
    assert tries_this_week([], DAY) == 0


HARDER, LIKELIER = tried(bore="no"), tried(before=40, after=60)
BETTER, SILENT = tried(before=60, after=60, bore="yes"), tried()


@pytest.mark.parametrize(
    ("tries", "rests"),
    [
        ((), False),
        ((HARDER, HARDER), False),
        ((HARDER, LIKELIER, HARDER), True),
        ((BETTER, HARDER, LIKELIER, HARDER), True),
        ((HARDER, HARDER, BETTER), False),
        ((HARDER, HARDER, HARDER, BETTER), False),
        # One of which nothing was said counts neither way, and an open one not at all.
        ((HARDER, SILENT, HARDER, HARDER), True),
        ((HARDER, HARDER, Try(day=DAY, before=40, after=90)), False),
        ((HARDER, HARDER, tried(after=90)), False),
    ],
)
def test_three_that_left_it_harder_let_it_rest(
    tries: tuple[Try, ...], *, rests: bool
) -> None:
    assert rests_until(tries) == (DAY + REST if rests else None)


def test_the_rest_is_counted_from_the_last_of_the_three() -> None:
    tries = [tried(day, bore="no") for day in (4, 0, 2)]
    assert rests_until(tries) == DAY + timedelta(days=4 + 7)


@pytest.mark.parametrize(
    ("came", "expected", "enough"),
    [
        ([], Evidence(0, 0, 0), False),
        (["not", "happened"], Evidence(2, 1, 0), False),
        (["not", "happened", None, "unknown"], Evidence(2, 1, 0), False),
        (["not", "happened", "partly", None], Evidence(3, 1, 1), True),
        (["not"] * 7 + ["happened"] * 2, Evidence(9, 2, 0), True),
    ],
)
def test_open_ones_and_what_nobody_can_know_are_no_evidence(
    came: list[Happened | None], expected: Evidence, *, enough: bool
) -> None:
    assert evidence(came) == expected
    assert evidence(came).enough == enough
