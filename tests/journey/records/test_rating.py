from datetime import UTC, date, datetime

import pytest

from moorings.journey.records import InvalidRecordError, Rating, RecordId, When
from moorings.journey.records.rating import STRONGEST

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def rating(intensity: int, written_at: datetime = AT) -> Rating:
    return Rating(
        id=RecordId("0" * 32),
        written_at=written_at,
        activation=RecordId("1" * 32),
        when=When(date(2026, 3, 1)),
        intensity=intensity,
    )


@pytest.mark.parametrize("intensity", [0, STRONGEST])
def test_how_strong_it_is_goes_from_nought_to_ten(intensity: int) -> None:
    assert rating(intensity).intensity == intensity


@pytest.mark.parametrize("intensity", [-1, STRONGEST + 1])
def test_nothing_is_weaker_than_nought_or_stronger_than_ten(intensity: int) -> None:
    with pytest.raises(InvalidRecordError, match="intensity"):
        rating(intensity)


def test_it_was_written_at_a_moment_of_the_world_like_every_record() -> None:
    with pytest.raises(InvalidRecordError, match="written_at"):
        rating(7, AT.replace(tzinfo=None))
