"""Stretches: what stood before and after something that was done."""

from datetime import UTC, date, datetime, time

from moorings.journey.records import Rating, RecordId, When
from moorings.journey.stretches import stretches


def rated(*told: tuple[int, str]) -> list[Rating]:
    return [
        Rating(
            id=RecordId(f"{minute:032x}"),
            written_at=datetime(2026, 3, 1, tzinfo=UTC),
            activation=RecordId(32 * "a"),
            when=When(date(2026, 3, 1), time(21, minute)),
            intensity=intensity,
            practice=practice,
        )
        for minute, (intensity, practice) in enumerate(told)
    ]


def found(*told: tuple[int, str]) -> list[tuple[str, int, int]]:
    return [(e.practice, e.before, e.after) for e in stretches(rated(*told))]


def test_a_practice_counts_from_the_rating_before_it_to_the_one_after() -> None:
    assert found((8, ""), (6, "box"), (5, "box"), (4, "")) == [("box", 8, 4)]


def test_where_none_is_beside_it_its_own_ratings_count() -> None:
    assert found((8, "box"), (5, "box")) == [("box", 8, 5)]
    assert found((8, "box")) == []
    assert found() == []


def test_two_practices_share_the_ratings_between_them() -> None:
    assert found((8, "box"), (6, "box"), (5, "stop")) == [
        ("box", 8, 5),
        ("stop", 6, 5),
    ]


def test_time_without_a_practice_counts_from_its_own_first_to_its_own_last() -> None:
    told = found((8, ""), (7, ""), (6, ""), (3, "box"), (2, ""))
    assert told == [("", 8, 6), ("box", 6, 2)]


def test_it_says_from_when_to_when() -> None:
    [told] = stretches(rated((8, ""), (7, ""), (6, "")))
    assert (told.began.time, told.ended.time) == (time(21, 0), time(21, 2))
