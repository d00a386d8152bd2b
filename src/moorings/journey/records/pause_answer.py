"""The answer to the pause question."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When, require_id

#: It is happening now, it is known from long ago, both, or that cannot be told.
NowOrFamiliar: TypeAlias = Literal["now", "familiar", "both", "unsure"]


class PauseAnswer(Record, frozen=True, kw_only=True, tag="pause-answer"):
    """Whether the alarm spoke of now, of long ago, or of both."""

    activation: RecordId
    when: When
    answer: NowOrFamiliar

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.activation)
