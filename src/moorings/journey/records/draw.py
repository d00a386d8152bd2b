"""A choice between two practices that was left to chance."""

from moorings.journey.records.base import InvalidRecordError, Record, When

HUNDRED = 100


class Draw(Record, frozen=True, kw_only=True, tag="draw"):
    """Which of two practices chance named, and how likely it was to name it.

    `options` are the ids of the two practices, `drawn` is one of them; `percent` is how
    often in a hundred that one comes up. Whether it was then done, a draw does not say.
    """

    when: When
    options: tuple[str, str]
    drawn: str
    percent: int

    def __post_init__(self) -> None:
        super().__post_init__()
        first, second = self.options
        if first == second or self.drawn not in self.options:
            raise InvalidRecordError(reason="drawn")
        if not 0 < self.percent < HUNDRED:
            raise InvalidRecordError(reason="percent")
