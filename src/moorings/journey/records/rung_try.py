"""Trying a rung, and what came of it."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import (
    InvalidRecordError,
    Record,
    RecordId,
    When,
    require_id,
)
from moorings.journey.records.forecast import SURE
from moorings.journey.records.rating import STRONGEST

#: Whether the person could bear what came; empty where they did not say.
Borne: TypeAlias = Literal["yes", "partly", "no", ""]


class RungTry(Record, frozen=True, kw_only=True, tag="rung-try"):
    """What a person is about to try, said beforehand.

    `forecast` names what they fear and how likely it seems. `know` says by what they
    would know that it came, `bad` how bad that would be from 0 to 10, `without` what
    they will not do meanwhile, `minutes` how long it is to take.
    """

    rung: RecordId
    when: When
    forecast: RecordId | None = None
    know: str = ""
    bad: int | None = None
    without: str = ""
    minutes: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.rung)
        if self.bad is not None and not 0 <= self.bad <= STRONGEST:
            raise InvalidRecordError(reason="bad")
        if self.minutes is not None and self.minutes < 0:
            raise InvalidRecordError(reason="minutes")


class RungOutcome(Record, frozen=True, kw_only=True, tag="rung-outcome"):
    """What happened when a rung was tried, and what it taught.

    `surprise` goes from 0 to 10; `likelihood` is how likely the feared thing seems for
    the next time, in percent; `vary` is what to do otherwise then.
    """

    of: RecordId
    when: When
    happened: str = ""
    surprise: int | None = None
    likelihood: int | None = None
    learned: str = ""
    vary: str = ""
    bore: Borne = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        require_id(self.of)
        if self.surprise is not None and not 0 <= self.surprise <= STRONGEST:
            raise InvalidRecordError(reason="surprise")
        if self.likelihood is not None and not 0 <= self.likelihood <= SURE:
            raise InvalidRecordError(reason="likelihood")
