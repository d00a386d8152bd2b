"""A ladder of small steps, and its rungs."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import (
    InvalidRecordError,
    Record,
    RecordId,
    require_id,
)

HARDEST = 100
#: To come nearer, to bear not knowing, or to ask for something.
Direction: TypeAlias = Literal["closeness", "uncertainty", "asking"]


class Ladder(Record, frozen=True, kw_only=True, tag="ladder"):
    """What a person wants to be able to do, in small steps, and with whom."""

    direction: Direction
    wants: str
    person: RecordId | None = None


class Rung(Record, frozen=True, kw_only=True, tag="rung"):
    """One step of a ladder; `hard` says how hard it looks, from 0 to 100."""

    ladder: RecordId
    text: str
    hard: int

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.ladder)
        if not 0 <= self.hard <= HARDEST:
            raise InvalidRecordError(reason="hard")
