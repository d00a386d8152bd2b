from datetime import UTC, datetime

import pytest

from moorings.journey.draft import Draft
from moorings.journey.records import InvalidRecordError, RecordId

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_draft_bears_the_id_of_its_record_to_be() -> None:
    assert Draft(RecordId("0" * 32), "entry", {}, AT).id == "0" * 32
    with pytest.raises(InvalidRecordError, match="id"):
        Draft(RecordId("no id"), "entry", {}, AT)


def test_drafts_can_always_be_put_in_order() -> None:
    with pytest.raises(InvalidRecordError, match="saved_at"):
        Draft(RecordId("0" * 32), "entry", {}, AT.replace(tzinfo=None))
