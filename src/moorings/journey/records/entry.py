"""A page of the diary."""

import msgspec

from moorings.journey.records.base import BlobId, Record, RecordId, When, require_id


class Picture(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture that belongs to an entry; its bytes are sealed on their own."""

    blob: BlobId
    media_type: str
    description: str = ""

    def __post_init__(self) -> None:
        require_id(self.blob)


class Entry(Record, frozen=True, kw_only=True, tag="entry"):
    """What a person wrote about a moment, in their own words.

    `labels` and `mood` are the words another diary had filed it under, as they were;
    `activation` names the hard moment in which it was noted, `practice` the practice.
    """

    when: When
    text: str
    people: tuple[RecordId, ...] = ()
    labels: tuple[str, ...] = ()
    mood: str = ""
    pictures: tuple[Picture, ...] = ()
    activation: RecordId | None = None
    practice: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.activation is not None:
            require_id(self.activation)
