"""One sitting with a questionnaire."""

import datetime as dt
from collections.abc import Mapping

from moorings.journey.records.base import InvalidRecordError, Record, RecordId


class Administration(Record, frozen=True, kw_only=True, tag="administration"):
    """The raw answers a person gave to an instrument, and how it was shown to them.

    `shown` lists the items in the order they stood on the screen; an item in it
    without a response was skipped. `wording` is the fingerprint of the very sentences.
    `target` is the person it was about, or nobody in particular; `questionnaire` the
    one that was brought along, where the sentences are not the house's own.
    """

    instrument: str
    version: int
    wording: str
    language: str
    shown: tuple[str, ...]
    responses: Mapping[str, int]
    started: dt.datetime
    ended: dt.datetime
    target: RecordId | None = None
    questionnaire: RecordId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if None in {self.started.tzinfo, self.ended.tzinfo}:
            raise InvalidRecordError(reason="started")
        if not self.responses.keys() <= set(self.shown):
            raise InvalidRecordError(reason="responses")
