"""Promises counted by week and by way, each where it belongs and with how many."""

from datetime import UTC, date, datetime, timedelta

from moorings.insight.promises import (
    WEEKS,
    Counts,
    Told,
    by_way,
    counted,
    day_of,
    monday_of,
    this_week,
)
from moorings.journey.records import (
    Keeping,
    Promise,
    PromiseOutcome,
    RecordId,
    TrustWay,
    When,
)

#: A Thursday.
TODAY = date(2026, 3, 12)
WRITTEN = datetime(2026, 3, 1, tzinfo=UTC)
ID = RecordId("ab" * 16)


def told(
    due: date,
    how: Keeping | None = None,
    on: date | None = None,
    way: TrustWay | None = None,
    *seen: TrustWay,
) -> Told:
    promise = Promise(
        id=ID, written_at=WRITTEN, when=When(due), text="ring", due=due, way=way
    )
    if how is None:
        return promise, None
    outcome = PromiseOutcome(
        id=ID, written_at=WRITTEN, of=ID, when=When(on or due), how=how, ways=seen
    )
    return promise, outcome


def test_a_word_in_time_counts_as_kept_and_a_miss_that_was_mended_does_not() -> None:
    counts = counted(["kept", "said-in-time", "mended", "missed", "kept"])
    assert counts == Counts(2, 1, 1, 1)
    assert (counts.told, counts.held) == (5, 3)


def test_what_is_told_late_counts_in_its_own_week_and_what_is_told_early_at_once() -> (
    None
):
    for on, day in (
        (TODAY + timedelta(20), TODAY),
        (TODAY - timedelta(3),) * 2,
    ):
        promise, outcome = told(TODAY, "mended", on)
        assert outcome is not None
        assert day_of(promise, outcome) == day


def test_this_week_runs_from_monday_to_sunday() -> None:
    monday = monday_of(TODAY)
    assert monday.weekday() == 0
    sunday = monday + timedelta(6)
    some = [
        told(monday, "kept"),
        told(sunday, "missed"),
        told(monday - timedelta(1), "kept"),
        told(sunday),
        told(sunday + timedelta(1)),
    ]
    assert this_week(some, TODAY) == (Counts(kept=1, missed=1), 1)
    assert this_week((), TODAY) == (Counts(), 0)


def test_a_way_counts_where_it_was_meant_or_seen_once_each_within_twelve_weeks() -> (
    None
):
    long_ago = monday_of(TODAY) - timedelta(weeks=WEEKS - 1)
    some = [
        told(TODAY, "kept", TODAY, "limits", "limits", "admitting"),
        told(long_ago, "missed", long_ago, "limits"),
        told(long_ago - timedelta(1), "kept", None, "limits"),
        told(TODAY, "kept"),
        told(TODAY, None, None, "limits"),
    ]
    assert by_way(some, TODAY) == {
        "limits": Counts(kept=1, missed=1),
        "admitting": Counts(kept=1),
    }
