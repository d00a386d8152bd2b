"""Chance: which times follow a draw, what they tell, and how likely each comes up."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from moorings.insight.chance import percent_of_first, tally
from moorings.insight.uses import Tool, Use
from moorings.journey.records import Draw, PracticeTime, RecordId, When

DAY = date(2026, 5, 1)
AT = datetime(2026, 6, 1, tzinfo=UTC)
PAIR = ("box", "brisk-move")


def when(day: int, minutes: int = 0) -> When:
    then = datetime.combine(DAY, time(9)) + timedelta(days=day, minutes=minutes)
    return When(then.date(), then.time(), 0)


def draw(
    day: int,
    drawn: str,
    percent: int = 50,
    *,
    minutes: int = 0,
    options: tuple[str, str] = PAIR,
) -> Draw:
    return Draw(
        id=RecordId(f"{day:030x}{minutes:02}"),
        written_at=AT,
        when=when(day, minutes),
        options=options,
        drawn=drawn,
        percent=percent,
    )


def done(
    day: int,
    practice: str,
    minutes: int = 10,
    before: int | None = 7,
    after: int | None = 4,
) -> PracticeTime:
    return PracticeTime(
        id=RecordId(f"{day:030x}{minutes + 100}"[-32:]),
        written_at=AT + timedelta(minutes=1),
        practice=practice,
        when=when(day, minutes),
        before=before,
        after=after,
    )


def many(
    afters: tuple[int, int], each: int = 8
) -> tuple[list[Draw], list[PracticeTime]]:
    """Follow draws of both by turns; after each it is as low as told, give or take."""
    drawn, times = [], []
    for at in range(2 * each):
        which = at % 2
        drawn.append(draw(at, PAIR[which]))
        before = 6 + at % 3
        after = afters[which] + at % 3
        times.append(done(at, PAIR[which], before=before, after=after))
    return drawn, times


def test_a_large_difference_is_told_whichever_of_both_it_favours() -> None:
    first = tally(PAIR, *many((1, 6)))
    assert (first.verdict, first.drawn, first.first, first.second) == (
        "first",
        16,
        8,
        8,
    )
    assert first.lower == pytest.approx(5, abs=0.5)
    assert first.by_chance < 0.01
    assert first.since == DAY
    second = tally(PAIR, *many((6, 1)))
    assert second.verdict == "second"
    assert tally(PAIR[::-1], *many((1, 6))).verdict == "second"


def test_none_is_open_and_takes_more_where_others_share_the_page() -> None:
    assert tally(PAIR, *many((3, 3))).verdict == "open"
    apart = many((1, 6), 5)
    assert tally(PAIR, *apart).verdict == "first"
    assert tally(PAIR, *apart, 1_000).verdict == "open"


def test_under_five_of_either_it_is_too_early() -> None:
    few = tally(PAIR, *many((1, 6), 4))
    assert (few.verdict, few.first, few.second, few.lower) == ("few", 4, 4, None)
    assert tally(PAIR, [], []).since is None


@pytest.mark.parametrize(
    "time_",
    [
        done(1, "brisk-move"),
        done(1, "box", 61),
        done(1, "box", -1),
        done(1, "box", after=None),
        done(1, "box", before=None),
        done(2, "box"),
    ],
)
def test_only_what_was_drawn_and_rated_within_the_hour_follows_it(
    time_: PracticeTime,
) -> None:
    assert tally(PAIR, [draw(1, "box")], [time_]).first == 0
    assert tally(PAIR, [draw(1, "box")], [time_, done(1, "box", 60)]).first in {0, 1}


def test_the_hour_counts_to_its_end_and_a_time_without_an_hour_does_not() -> None:
    assert tally(PAIR, [draw(1, "box")], [done(1, "box", 60)]).first == 1
    hourless = PracticeTime(
        id=RecordId(32 * "c"),
        written_at=AT + timedelta(minutes=1),
        practice="box",
        when=When(DAY + timedelta(1)),
        before=7,
        after=3,
    )
    assert tally(PAIR, [draw(1, "box")], [hourless]).first == 0


def test_a_time_belongs_to_the_last_draw_before_it() -> None:
    twice = [draw(1, "box"), draw(1, "brisk-move", minutes=5)]
    told = tally(PAIR, twice, [done(1, "box", 10), done(1, "brisk-move", 12)])
    assert (told.drawn, told.first, told.second) == (2, 0, 1)


def test_draws_between_others_are_not_counted() -> None:
    other = draw(1, "box", options=("box", "coherent"))
    told = tally(PAIR, [other], [done(1, "box")])
    assert (told.drawn, told.first) == (0, 0)


def used(tool: str, afters: list[int]) -> list[Use]:
    return [Use(Tool(tool), DAY, 6 + at % 3, y + at % 3) for at, y in enumerate(afters)]


def test_each_comes_up_as_likely_until_there_is_something_to_go_by() -> None:
    assert percent_of_first(PAIR, [], DAY) == 50
    few = used("box", [1] * 4) + used("brisk-move", [6] * 9)
    assert percent_of_first(PAIR, few, DAY) == 50


def test_what_leaves_it_lower_comes_up_more_often_and_never_alone() -> None:
    clear = used("box", [1] * 9) + used("brisk-move", [6] * 9)
    assert percent_of_first(PAIR, clear, DAY) == 90
    assert percent_of_first(PAIR[::-1], clear, DAY) == 10
    alike = used("box", [3, 4, 3, 4, 3, 4]) + used("brisk-move", [3, 4, 3, 4, 3, 4])
    assert percent_of_first(PAIR, alike, DAY) == 50
    slightly = used("box", [3, 3, 3, 4, 3, 4]) + used("brisk-move", [4, 4, 3, 4, 4, 4])
    assert 50 < percent_of_first(PAIR, slightly, DAY) < 90


def test_levels_before_that_cannot_be_allowed_for_leave_it_even() -> None:
    apart = [Use(Tool("box"), DAY, 9, 1)] * 6 + [Use(Tool("brisk-move"), DAY, 4, 3)] * 6
    assert percent_of_first(PAIR, apart, DAY) == 50


def test_where_all_began_alike_the_level_before_plays_no_part() -> None:
    drawn, times = many((1, 6))
    flat = [
        done(at, PAIR[at % 2], before=7, after=1 + 5 * (at % 2)) for at in range(16)
    ]
    assert tally(PAIR, drawn, flat).lower == pytest.approx(5)
    assert len(times) == 16


def test_what_was_noted_in_the_same_minute_before_a_draw_did_not_follow_it() -> None:
    drawn, times = many((1, 6))
    early = [
        replace(each, when=draw.when, written_at=draw.written_at - timedelta(seconds=9))
        for each, draw in zip(times, drawn, strict=True)
    ]
    after = [
        replace(each, when=draw.when) for each, draw in zip(times, drawn, strict=True)
    ]
    assert (tally(PAIR, drawn, early).first, tally(PAIR, drawn, after).first) == (0, 8)
