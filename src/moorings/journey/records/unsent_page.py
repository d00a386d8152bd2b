"""A page that is written to be written, not to be sent."""

from moorings.journey.records.base import Record, When


class UnsentPage(Record, frozen=True, kw_only=True, tag="unsent-page"):
    """Words for somebody who will not get them. Kept, never analysed."""

    when: When
    text: str
    to: str = ""
