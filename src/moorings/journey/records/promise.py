"""A promise of one's own, and what became of it."""

import datetime as dt
from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When

#: The five ways of building trust: doing what was said, honest about mistakes, there on
#: ordinary days, privacy and limits, admitting what was wrong.
TrustWay: TypeAlias = Literal[
    "follow-through", "honest-mistakes", "ordinary-days", "limits", "admitting"
]
#: Kept, said in time that it cannot be, missed and mended, or missed so far.
Keeping: TypeAlias = Literal["kept", "said-in-time", "mended", "missed"]


class Promise(Record, frozen=True, kw_only=True, tag="promise"):
    """Something small that the person said they would do, by a day.

    `know` is how anybody could tell that it was kept; `mending` names the repair or the
    rebuilding it belongs to; `ask` is the day on which it is asked about.
    """

    when: When
    text: str
    due: dt.date
    know: str = ""
    way: TrustWay | None = None
    person: RecordId | None = None
    mending: RecordId | None = None
    ask: dt.date | None = None


class PromiseOutcome(Record, frozen=True, kw_only=True, tag="promise-outcome"):
    """What became of a promise; a later one counts in place of an earlier."""

    of: RecordId
    when: When
    how: Keeping
    text: str = ""
    ways: tuple[TrustWay, ...] = ()
