"""Proof that the recovery code is still at hand."""

from moorings.journey.records.base import Record


class RecoveryCheck(Record, frozen=True, kw_only=True, tag="recovery-check"):
    """The person typed their recovery code back, and it was right."""
