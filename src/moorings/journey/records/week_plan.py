"""What a person means to do in one week."""

import datetime as dt

from moorings.journey.records.base import InvalidRecordError, Record

DAYS = 7


class WeekPlan(Record, frozen=True, kw_only=True, tag="week-plan"):
    """The practices of each day, or the word that the week is off.

    `first` is the Monday; `days` has seven parts from it on, or none.
    """

    first: dt.date
    days: tuple[tuple[str, ...], ...] = ()
    off: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.first.weekday() or len(self.days) not in {0, DAYS}:
            raise InvalidRecordError(reason="days")
