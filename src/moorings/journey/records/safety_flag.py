"""The person's own word that someone may be in danger."""

from moorings.journey.records.base import Record, RecordId, When


class SafetyFlag(Record, frozen=True, kw_only=True, tag="safety-flag"):
    """Raised by the person, for somebody named or for nobody in particular; or lifted.

    It never leaves the vault in a form that can be read.
    """

    when: When
    raised: bool
    person: RecordId | None = None
