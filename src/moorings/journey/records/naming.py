"""What a hard moment was like, in the person's own words."""

from typing import TypeAlias

from moorings.journey.records.base import Record, RecordId, When, require_id

#: A word of the vocabulary by its id, or one of the person's own by its record.
WordId: TypeAlias = str


class Naming(Record, frozen=True, kw_only=True, tag="naming"):
    """Some or all parts of the sentence: body, feelings, belief, fear, urge.

    Each part given later stands in the place of the same part given before.
    """

    activation: RecordId
    when: When
    trigger: WordId = ""
    body: tuple[WordId, ...] = ()
    feelings: tuple[WordId, ...] = ()
    beliefs: tuple[WordId, ...] = ()
    fears: tuple[WordId, ...] = ()
    urges: tuple[WordId, ...] = ()
    people: tuple[RecordId, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.activation)
