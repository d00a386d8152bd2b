from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from moorings.journey.records import (
    BlobId,
    InvalidRecordError,
    Picture,
    RecordId,
    RecoveryCheck,
    When,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)


@pytest.mark.parametrize("offset", [-86_399, 0, 86_399, None])
def test_an_offset_of_less_than_a_day_can_be_meant(offset: int | None) -> None:
    assert When(DAY, time(9), offset).offset == offset


@pytest.mark.parametrize("offset", [-86_400, 86_400])
def test_an_offset_of_a_day_or_more_cannot_be_meant(offset: int) -> None:
    with pytest.raises(InvalidRecordError, match="offset"):
        When(DAY, time(9), offset)


def test_a_time_on_the_wall_carries_no_zone_of_its_own() -> None:
    with pytest.raises(InvalidRecordError, match="time"):
        When(DAY, time(9, tzinfo=UTC))


def test_a_day_without_an_hour_comes_first_in_it() -> None:
    moments = [
        When(DAY, time(0, 1)),
        When(DAY),
        When(DAY - timedelta(days=1), time(23)),
    ]
    assert sorted(moments, key=lambda moment: moment.order) == moments[::-1]


def test_a_record_says_when_it_was_written_to_the_second_of_the_world() -> None:
    with pytest.raises(InvalidRecordError, match="written_at"):
        RecoveryCheck(id=RecordId("0" * 32), written_at=AT.replace(tzinfo=None))
    east = timezone(timedelta(hours=2))
    check = RecoveryCheck(id=RecordId("0" * 32), written_at=AT.astimezone(east))
    assert check.written_at == AT


NO_IDS = [
    "",
    "0" * 31,
    "0" * 33,
    "A" * 32,
    "g" * 32,
    " " * 32,
    "0" * 31 + "\n",
    "\u0660" * 32,
]


@pytest.mark.parametrize("name", NO_IDS)
def test_an_id_is_32_lower_case_hexadecimal_digits(name: str) -> None:
    with pytest.raises(InvalidRecordError, match="id"):
        RecoveryCheck(id=RecordId(name), written_at=AT)
    with pytest.raises(InvalidRecordError, match="id"):
        Picture(BlobId(name), "image/jpeg")
