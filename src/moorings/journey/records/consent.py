"""What a person agreed to."""

from moorings.journey.records.base import Record


class Consent(Record, frozen=True, kw_only=True, tag="consent"):
    """A yes, and the fingerprint of the very sentences it was said to."""

    to: str
    wording: str
