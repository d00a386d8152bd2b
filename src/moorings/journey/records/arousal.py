"""How high or low the body runs."""

from moorings.journey.records.base import InvalidRecordError, Record, RecordId, When

FURTHEST = 5


class Arousal(Record, frozen=True, kw_only=True, tag="arousal"):
    """From -5, shut down or numb, to 5, racing; and whether that could be borne."""

    when: When
    level: int
    bearable: bool | None = None
    activation: RecordId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if abs(self.level) > FURTHEST:
            raise InvalidRecordError(reason="level")
