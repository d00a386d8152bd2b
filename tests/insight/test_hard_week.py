from datetime import UTC, date, datetime, timedelta

import pytest

from moorings.insight.hard_week import HardWeek, hard_week
from moorings.journey.activation import Activation
from moorings.journey.records import Rating, RecordId, When

NOW = datetime(2026, 3, 8, 12, tzinfo=UTC)
TODAY = date(2026, 3, 8)


def moment(number: int, day: date, *strengths: int) -> Activation:
    of = RecordId(f"{number:032x}")
    ratings = tuple(
        Rating(
            id=RecordId(f"{number:016x}{at:016x}"),
            written_at=NOW,
            activation=of,
            when=When(day),
            intensity=strength,
        )
        for at, strength in enumerate(strengths)
    )
    return Activation(of, ratings)


def week(*strengths: tuple[int, ...], ago: int = 2) -> list[Activation]:
    day = TODAY - timedelta(days=ago)
    return [moment(number, day, *each) for number, each in enumerate(strengths)]


@pytest.mark.parametrize(
    ("strengths", "found"),
    [
        ([], None),
        ([(9,), (10,)], None),
        ([(3, 7), (7,), (8, 2)], HardWeek(3, 3, date(2026, 3, 6))),
        ([(6,)] * 4, None),
        ([(2,)] * 5, HardWeek(5, 0, date(2026, 3, 6))),
        ([(9,), (8,), (6,), (6,)], None),
    ],
)
def test_three_strong_moments_or_five_of_any_make_a_week_hard(
    strengths: list[tuple[int, ...]], found: HardWeek | None
) -> None:
    assert hard_week(week(*strengths), TODAY) == found


def test_only_the_seven_days_up_to_today_count() -> None:
    assert hard_week(week(*[(9,)] * 9, ago=7), TODAY) is None
    assert hard_week(week(*[(9,)] * 9, ago=-1), TODAY) is None
    assert hard_week(week(*[(9,)] * 3, ago=6), TODAY) is not None
    assert hard_week(week(*[(9,)] * 3, ago=0), TODAY) is not None
