"""A scene that was rehearsed."""

from moorings.journey.records.base import InvalidRecordError, Record, When
from moorings.journey.records.rating import STRONGEST


class Rehearsal(Record, frozen=True, kw_only=True, tag="rehearsal"):
    """Which way was taken through a scene, and how ready one felt: 0 to 10.

    `turns` are the ids of what was chosen, in their order; `text` a line to keep.
    """

    when: When
    scene: str
    turns: tuple[str, ...] = ()
    before: int | None = None
    after: int | None = None
    text: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        rated = [each for each in (self.before, self.after) if each is not None]
        if any(not 0 <= each <= STRONGEST for each in rated):
            raise InvalidRecordError(reason="ready")
