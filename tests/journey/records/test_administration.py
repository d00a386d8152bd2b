from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

import pytest

from moorings.journey.records import Administration, InvalidRecordError, RecordId

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAIVE = AT.replace(tzinfo=None)


def sitting(
    responses: Mapping[str, int],
    *,
    written_at: datetime = AT,
    started: datetime = AT,
    ended: datetime = AT,
) -> Administration:
    return Administration(
        id=RecordId("0" * 32),
        written_at=written_at,
        instrument="first-sketch",
        version=1,
        wording="a1b2",
        language="en",
        shown=("one", "two"),
        responses=responses,
        started=started,
        ended=ended,
    )


def test_an_item_that_was_shown_may_be_skipped() -> None:
    assert sitting({}).responses == {}
    assert sitting({"two": 4}).shown == ("one", "two")


def test_an_item_that_was_not_shown_cannot_have_been_answered() -> None:
    with pytest.raises(InvalidRecordError, match="responses"):
        sitting({"one": 4, "three": 4})


def test_it_begins_and_ends_at_a_moment_of_the_world() -> None:
    with pytest.raises(InvalidRecordError, match="started"):
        sitting({}, started=NAIVE)
    with pytest.raises(InvalidRecordError, match="started"):
        sitting({}, ended=NAIVE)
    east = timezone(timedelta(hours=2))
    assert sitting({}, started=AT.astimezone(east)).started == AT


def test_it_was_written_at_a_moment_of_the_world_like_every_record() -> None:
    with pytest.raises(InvalidRecordError, match="written_at"):
        sitting({}, written_at=NAIVE)
