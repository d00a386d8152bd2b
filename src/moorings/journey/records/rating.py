"""How strong it is, as the person says."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import (
    InvalidRecordError,
    Record,
    RecordId,
    When,
    require_id,
)

STRONGEST = 10
#: How strong the alarm is, or how unreal, far away or numb everything feels.
Scale: TypeAlias = Literal["intensity", "unreal"]


class Rating(Record, frozen=True, kw_only=True, tag="rating"):
    """The intensity a person felt at one moment of an activation, from 0 to 10.

    `practice` names what they were doing then, by the id of its content file.
    """

    activation: RecordId
    when: When
    intensity: int
    practice: str = ""
    scale: Scale = "intensity"

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.activation)
        if not 0 <= self.intensity <= STRONGEST:
            raise InvalidRecordError(reason="intensity")
