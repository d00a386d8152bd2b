"""Erasing something for good."""

from moorings.journey.records.base import Record, RecordId


class Erasure(Record, frozen=True, kw_only=True, tag="erasure"):
    """The sealed bytes of these records were destroyed, on the person's word.

    `origins` remembers the fingerprints of what had been imported, so that a later
    import does not bring it back.
    """

    of: tuple[RecordId, ...]
    origins: tuple[str, ...] = ()
