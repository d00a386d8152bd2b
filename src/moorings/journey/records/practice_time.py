"""Time given to a practice."""

from moorings.journey.records.base import InvalidRecordError, Record, RecordId, When
from moorings.journey.records.rating import STRONGEST


class PracticeTime(Record, frozen=True, kw_only=True, tag="practice-time"):
    """One practice, once: for how long, and how it was before and afterwards.

    `practice` is the id of its content file; `before` and `after` go from 0 to 10.
    `skipped` counts the steps that were left out, from 1; `about` names what it was
    done with, such as an item of the kit. A practice that was `stopped` counts as well.
    """

    practice: str
    when: When
    minutes: int | None = None
    before: int | None = None
    after: int | None = None
    skipped: tuple[int, ...] = ()
    about: RecordId | None = None
    stopped: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        for rated in (self.before, self.after):
            if rated is not None and not 0 <= rated <= STRONGEST:
                raise InvalidRecordError(reason="before")
        if self.minutes is not None and self.minutes < 0:
            raise InvalidRecordError(reason="minutes")
