"""What records of practice and of the rooms refuse, because it cannot be meant."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from moorings.journey.records import (
    Arousal,
    BeliefRating,
    InvalidRecordError,
    PracticeTime,
    Record,
    RecordId,
    Rung,
    RungOutcome,
    RungTry,
    WeekPlan,
    When,
)

OWN: dict[str, Any] = {
    "id": RecordId(32 * "a"),
    "written_at": datetime(2026, 3, 1, tzinfo=UTC),
}
AT: dict[str, Any] = OWN | {"when": When(date(2026, 3, 1))}
OF: dict[str, Any] = AT | {"of": RecordId(32 * "b")}
RUNG: dict[str, Any] = OWN | {"ladder": RecordId(32 * "c"), "text": "Tea."}
TRY: dict[str, Any] = AT | {"rung": RecordId(32 * "d")}
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (PracticeTime, AT | {"practice": "box", "before": 11}),
        (PracticeTime, AT | {"practice": "box", "after": -1}),
        (PracticeTime, AT | {"practice": "box", "minutes": -1}),
        (Arousal, AT | {"level": 6}),
        (Arousal, AT | {"level": -6}),
        (BeliefRating, OF | {"strength": 101}),
        (BeliefRating, OF | {"strength": 50, "alternative": -1}),
        (Rung, RUNG | {"hard": 101}),
        (Rung, RUNG | {"hard": -1}),
        (RungTry, TRY | {"bad": 11}),
        (RungTry, TRY | {"minutes": -1}),
        (RungOutcome, OF | {"surprise": 11}),
        (RungOutcome, OF | {"likelihood": 101}),
        (WeekPlan, OWN | {"first": date(2026, 3, 1)}),
        (WeekPlan, OWN | {"first": MONDAY, "days": ((), ())}),
    ],
)
def test_a_number_or_a_day_that_cannot_be_is_refused(
    kind: type[Record], told: dict[str, Any]
) -> None:
    with pytest.raises(InvalidRecordError):
        kind(**told)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (PracticeTime, AT | {"practice": "box", "before": 0, "after": 10}),
        (PracticeTime, AT | {"practice": "box", "minutes": 0}),
        (Arousal, AT | {"level": -5}),
        (BeliefRating, OF | {"strength": 0, "alternative": 100}),
        (Rung, RUNG | {"hard": 100}),
        (RungTry, TRY | {"bad": 10, "minutes": 0}),
        (RungOutcome, OF | {"surprise": 0, "likelihood": 100}),
        (WeekPlan, OWN | {"first": MONDAY, "days": ((),) * 7}),
    ],
)
def test_both_ends_can_be_meant(kind: type[Record], told: dict[str, Any]) -> None:
    assert kind(**told) == kind(**told)
