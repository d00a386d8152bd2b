from datetime import UTC, date, datetime
from typing import Any

import pytest

from moorings.journey.records import (
    ActivationEnd,
    Entry,
    InvalidRecordError,
    Rating,
    RecordId,
    When,
)
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


@pytest.mark.parametrize("activation", ["", "1", "x" * 32, "A" * 32])
def test_a_step_belongs_to_a_moment_that_can_be_named(activation: str) -> None:
    shared: dict[str, Any] = {
        "id": "0" * 32,
        "written_at": AT,
        "when": When(date(2026, 3, 1)),
        "activation": activation,
    }
    with pytest.raises(InvalidRecordError, match="id"):
        Rating(**shared, intensity=3)
    with pytest.raises(InvalidRecordError, match="id"):
        ActivationEnd(**shared, how="calm")
    with pytest.raises(InvalidRecordError, match="id"):
        Entry(**shared, text="a line")
