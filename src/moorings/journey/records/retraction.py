"""Taking something back."""

from moorings.journey.records.base import Record, RecordId


class Retraction(Record, frozen=True, kw_only=True, tag="retraction"):
    """The person no longer stands by a record. Taken back itself, it is undone."""

    of: RecordId
