"""A page that is not finished yet: no record, but not to be lost either."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from moorings.journey.records import RecordId


class Draft(msgspec.Struct, frozen=True):
    """What stands in a form that was not sent yet; `id` is that of its record-to-be."""

    id: RecordId
    form: str
    fields: Mapping[str, str]
    saved_at: datetime
