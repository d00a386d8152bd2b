"""What is between people says nothing it cannot mean."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from moorings.journey.records import (
    BondKey,
    HelpRequest,
    InvalidRecordError,
    LedgerEntry,
    PersonalValue,
    RecordId,
    Rehearsal,
    When,
)

SHARED: dict[str, Any] = {
    "id": RecordId(32 * "a"),
    "written_at": datetime(2026, 3, 1, tzinfo=UTC),
    "when": When(date(2026, 3, 1)),
}


@pytest.mark.parametrize("much", [0, 4, -1])
def test_what_was_given_or_taken_is_one_to_three(much: int) -> None:
    with pytest.raises(InvalidRecordError, match="much"):
        LedgerEntry(**SHARED, side="strain", text="late", much=much)
    assert LedgerEntry(**SHARED, side="strain", text="late", much=3).much == 3


@pytest.mark.parametrize(("importance", "lived"), [(-1, 5), (5, -1), (11, 5), (5, 11)])
def test_a_value_is_rated_from_none_to_ten(importance: int, lived: int) -> None:
    with pytest.raises(InvalidRecordError, match="value"):
        PersonalValue(**SHARED, text="music", importance=importance, lived=lived)
    assert PersonalValue(**SHARED, text="music", importance=0, lived=10).lived == 10


@pytest.mark.parametrize("size", [0, 4])
def test_help_has_one_of_three_sizes(size: int) -> None:
    with pytest.raises(InvalidRecordError, match="size"):
        HelpRequest(**SHARED, text="a lift", size=size)
    assert HelpRequest(**SHARED, text="a lift", size=1).answer == ""


@pytest.mark.parametrize(("before", "after"), [(11, None), (None, -1), (3, 11)])
def test_readiness_is_rated_from_none_to_ten(
    before: int | None, after: int | None
) -> None:
    with pytest.raises(InvalidRecordError, match="ready"):
        Rehearsal(**SHARED, scene="quarrel", before=before, after=after)
    assert Rehearsal(**SHARED, scene="quarrel", before=0, after=10).turns == ()


def test_keys_are_never_shown_where_a_record_is_shown() -> None:
    shared = {name: SHARED[name] for name in ("id", "written_at")}
    key = BondKey(**shared, pair=RecordId(32 * "b"), signing=b"s3", sealing=b"k3")
    assert "s3" not in repr(key)
    assert "k3" not in repr(key)
    assert repr(key) == f"BondKey(pair='{32 * 'b'}')"
