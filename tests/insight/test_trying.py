from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import pytest

from moorings.insight.trying import Tried, Verdict, tried
from moorings.journey.records import PracticeTime, RecordId, When

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def once(day: int, before: int | None, after: int | None) -> PracticeTime:
    return PracticeTime(
        id=RecordId(f"{day:032x}"),
        written_at=NOW,
        practice="kit",
        when=When(date(2026, 3, day), time(21)),
        before=before,
        after=after,
    )


@pytest.mark.parametrize(
    ("pairs", "drop", "verdict"),
    [
        ([], None, "early"),
        ([(9, 1), (9, 1)], 8, "early"),
        ([(7, 5), (6, 5), (8, 4)], 2, "lower"),
        ([(7, 5), (6, 5), (8, 7)], 1, "not lower"),
        ([(7, 5), (6, 6), (8, 6), (5, 4)], 1.5, "not lower"),
        ([(5, 3), (5, 3), (5, 9), (9, 1)], 2, "lower"),
        ([(5, 5), (5, 5), (5, 5)], 0, "not lower"),
        ([(5, 6), (5, 6), (5, 6)], -1, "higher"),
        # the last three count, whatever was before, and one that was not higher ends it
        ([(9, 1), (9, 1), (9, 1), (5, 6), (5, 6), (5, 6)], 3.5, "higher"),
        ([(5, 6), (5, 6), (5, 6), (5, 5)], -1, "not lower"),
    ],
)
def test_it_takes_three_rated_times_and_two_points_in_their_middle(
    pairs: Sequence[tuple[int, int]], drop: float | None, verdict: Verdict
) -> None:
    told = tried(once(day, *pair) for day, pair in enumerate(pairs, 1))
    assert (told.drop, told.verdict) == (drop, verdict)


def test_times_count_in_their_order_and_numbers_only_where_there_are_both() -> None:
    times = (once(3, 8, 4), once(2, 6, None), once(1, 7, 5), once(4, None, None))
    assert tried(times) == Tried(4, ((7, 5), (8, 4)))
    assert tried(times).verdict == "early"
