"""One thing of the soothing kit."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import BlobId, Record, require_id

#: Through which sense it soothes, or whether it is a person, a place or a movement.
Sense: TypeAlias = Literal[
    "sight", "sound", "touch", "smell", "taste", "person", "place", "movement"
]


class KitItem(Record, frozen=True, kw_only=True, tag="kit-item"):
    """Something that may soothe; its picture or recording is sealed on its own."""

    sense: Sense
    text: str
    blob: BlobId | None = None
    media_type: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.blob is not None:
            require_id(self.blob)
