"""The end of an activation."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When, require_id

#: Calm came back, or the person let the question be.
Ending: TypeAlias = Literal["calm", "left-open"]


class ActivationEnd(Record, frozen=True, kw_only=True, tag="activation-end"):
    """When calm came back, or the word that nobody need ask about it any more.

    An activation that was left open is counted as unfinished, never as calm.
    """

    activation: RecordId
    when: When
    how: Ending

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.activation)
