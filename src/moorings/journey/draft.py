"""A page that is not finished yet: no record, but not to be lost either."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from moorings.journey.records.base import InvalidRecordError, RecordId, require_id


class Draft(msgspec.Struct, frozen=True):
    """What stands in a form that was not sent yet; `id` is that of its record-to-be."""

    id: RecordId
    form: str
    fields: Mapping[str, str]
    saved_at: datetime

    def __post_init__(self) -> None:
        require_id(self.id)
        if self.saved_at.tzinfo is None:
            raise InvalidRecordError(reason="saved_at")
