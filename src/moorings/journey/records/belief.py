"""A belief about oneself and others, and how true it feels."""

from moorings.journey.records.base import (
    InvalidRecordError,
    Record,
    RecordId,
    When,
    require_id,
)
from moorings.journey.records.forecast import SURE
from moorings.journey.records.naming import WordId


class Belief(Record, frozen=True, kw_only=True, tag="belief"):
    """A belief that is being looked at, and a more accurate sentence beside it."""

    belief: WordId
    alternative: str = ""


class BeliefRating(Record, frozen=True, kw_only=True, tag="belief-rating"):
    """How true a belief felt at one time, in percent, and the sentence beside it.

    `body` names where it was felt.
    """

    of: RecordId
    when: When
    strength: int
    alternative: int | None = None
    body: tuple[WordId, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.of)
        for rated in (self.strength, self.alternative):
            if rated is not None and not 0 <= rated <= SURE:
                raise InvalidRecordError(reason="strength")
