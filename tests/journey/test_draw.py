"""A draw names one of two different practices, and says how likely that was."""

from datetime import UTC, date, datetime

import pytest

from moorings.journey.records import Draw, InvalidRecordError, RecordId, When


def drawn(options: tuple[str, str], one: str, percent: int) -> Draw:
    return Draw(
        id=RecordId(32 * "a"),
        written_at=datetime(2026, 3, 1, tzinfo=UTC),
        when=When(date(2026, 3, 1)),
        options=options,
        drawn=one,
        percent=percent,
    )


def test_it_names_one_of_two() -> None:
    assert drawn(("box", "stop"), "stop", 35).drawn == "stop"


@pytest.mark.parametrize(
    ("options", "one", "percent"),
    [
        (("box", "box"), "box", 50),
        (("box", "stop"), "coherent", 50),
        (("box", "stop"), "box", 0),
        (("box", "stop"), "box", 100),
    ],
)
def test_what_was_no_draw_is_refused(
    options: tuple[str, str], one: str, percent: int
) -> None:
    with pytest.raises(InvalidRecordError):
        drawn(options, one, percent)
