"""A message that is written here instead of being sent."""

import datetime as dt
from typing import Literal, TypeAlias

from moorings.journey.records.base import (
    InvalidRecordError,
    Record,
    RecordId,
    When,
    require_id,
)

#: It was sent as it stood, sent in other words, or not sent.
HowItEnded: TypeAlias = Literal["sent", "changed", "not-sent"]


class HeldText(Record, frozen=True, kw_only=True, tag="held-text"):
    """Words for somebody, held back until an hour that the person chose.

    `unwanted` says that whom it is for asked not to be written to: nothing is offered
    to make it better.
    """

    when: When
    text: str
    until: dt.datetime
    to: str = ""
    unwanted: bool = False
    activation: RecordId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.activation is not None:
            require_id(self.activation)
        if self.until.tzinfo is None:
            raise InvalidRecordError(reason="until")


class HeldTextEnd(Record, frozen=True, kw_only=True, tag="held-text-end"):
    """What became of a held text, and when: also before its hour."""

    of: RecordId
    when: When
    how: HowItEnded

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.of)
