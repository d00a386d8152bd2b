"""Something that arrived while locked and could not be understood."""

from moorings.journey.records.base import Record, When


class RawNote(Record, frozen=True, kw_only=True, tag="raw-note"):
    """Bytes kept as they came, because nothing a person noted is thrown away."""

    when: When
    raw: bytes
