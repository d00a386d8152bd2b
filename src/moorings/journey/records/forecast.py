"""What a person fears will happen, said beforehand, and what then happened."""

import datetime as dt
from typing import Literal, TypeAlias

from moorings.journey.records.base import (
    InvalidRecordError,
    Record,
    RecordId,
    When,
    require_id,
)

SURE = 100
#: It came true, in part, not, or nobody can know.
Happened: TypeAlias = Literal["happened", "partly", "not", "unknown"]


class Forecast(Record, frozen=True, kw_only=True, tag="forecast"):
    """What is feared, and how likely it seems, in percent; `due` is when one can tell.

    It stays open until a `ForecastOutcome` closes it.
    """

    when: When
    text: str
    likelihood: int
    due: dt.date | None = None
    person: RecordId | None = None
    activation: RecordId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.activation is not None:
            require_id(self.activation)
        if not 0 <= self.likelihood <= SURE:
            raise InvalidRecordError(reason="likelihood")


class ForecastOutcome(Record, frozen=True, kw_only=True, tag="forecast-outcome"):
    """What became of a forecast."""

    of: RecordId
    when: When
    happened: Happened

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.of)
