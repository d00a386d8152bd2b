"""What somebody did, seen once and dated."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When

#: Kept their word, answered when it mattered, repaired, respected a no, was glad at
#: good news, was safe to disagree with.
Aspect: TypeAlias = Literal[
    "kept-word", "answered", "repaired", "respected-no", "glad", "safe-to-disagree"
]
Often: TypeAlias = Literal["often", "sometimes", "rarely"]


class PersonNote(Record, frozen=True, kw_only=True, tag="person-note"):
    """How often somebody did one thing of late, with an example in own words."""

    when: When
    person: RecordId
    aspect: Aspect
    often: Often
    text: str = ""
