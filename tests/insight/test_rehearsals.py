"""Readiness is told together only of five times or more that have both numbers."""

from datetime import UTC, date, datetime

import pytest

from moorings.insight.rehearsals import FEWEST, Readiness, readiness
from moorings.journey.records import RecordId, Rehearsal, When

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def rehearsed(before: int | None, after: int | None) -> Rehearsal:
    return Rehearsal(
        id=RecordId("ab" * 16),
        written_at=NOW,
        when=When(date(2026, 3, 1)),
        scene="quarrel",
        before=before,
        after=after,
    )


@pytest.mark.parametrize(
    "times", [[], [(3, 5)] * (FEWEST - 1), [(3, None), (None, 5)] * FEWEST]
)
def test_of_too_few_nothing_is_said(
    times: list[tuple[int | None, int | None]],
) -> None:
    assert readiness(rehearsed(*each) for each in times) is None


def test_the_middle_is_told_with_its_count_and_what_lacks_a_number_is_left_out() -> (
    None
):
    told = [(0, 1), (2, 2), (3, 9), (4, 3), (10, 10), (10, None)]
    assert readiness(rehearsed(*each) for each in told) == Readiness(5, 3, 3)
    assert readiness(rehearsed(*each) for each in [*told, (4, 4)]) == Readiness(
        6, 3.5, 3.5
    )
