"""Something written in a sealed room: to the rest of the notebook it is noise."""

from moorings.journey.records.base import Record


class SealedPage(Record, frozen=True, kw_only=True, tag="sealed-page"):
    """Bytes that open with the passphrase of their room alone.

    What they hold is a record of this id; only the day on which it was written is told
    outside.
    """

    sealed: bytes
