"""What happened between a person and somebody in their life."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import InvalidRecordError, Record, RecordId, When
from moorings.journey.records.naming import WordId

#: It put something in, or it took something out.
Side: TypeAlias = Literal["deposit", "strain"]
#: Heard, repaired, or a need met; or the other way round.
Sort: TypeAlias = Literal[
    "heard", "repaired", "need-met", "unheard", "unrepaired", "let-down", "other"
]
#: So much it gives or takes at the most.
MOST = 3


class LedgerEntry(Record, frozen=True, kw_only=True, tag="ledger-entry"):
    """One thing that was done, in the person's own words.

    `against` and `supports` name the beliefs it speaks against or for, as the person
    says; `activation` the hard moment in which it happened. `much` says how much it
    gave or took, from 1 to 3.
    """

    when: When
    side: Side
    text: str
    sort: Sort = "other"
    people: tuple[RecordId, ...] = ()
    against: tuple[WordId, ...] = ()
    supports: tuple[WordId, ...] = ()
    activation: RecordId | None = None
    much: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.much is not None and not 1 <= self.much <= MOST:
            raise InvalidRecordError(reason="much")
