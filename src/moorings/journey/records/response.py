"""What a person chose to do when the alarm rang."""

import datetime as dt
from typing import Literal, TypeAlias

from moorings.journey.records.base import (
    InvalidRecordError,
    Record,
    RecordId,
    When,
    require_id,
)

#: To soothe oneself, ask plainly, wait, stay a little longer, take a time-out with a
#: promised return, let someone in, or do nothing.
Chosen: TypeAlias = Literal[
    "soothe", "ask", "wait", "stay", "time-out", "let-in", "nothing"
]


class Response(Record, frozen=True, kw_only=True, tag="response"):
    """One choice, and what followed, as far as it was added.

    `until` is the hour of return that was promised, or to which the person stays.
    """

    activation: RecordId
    when: When
    chosen: Chosen
    until: dt.datetime | None = None
    followed: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.activation)
        if self.until is not None and self.until.tzinfo is None:
            raise InvalidRecordError(reason="until")
