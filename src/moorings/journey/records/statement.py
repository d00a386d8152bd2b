"""What a person wants to say to somebody, in parts."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When

#: It was said or sent by their own means, or is to be left; empty while it is open.
Said: TypeAlias = Literal["", "said", "left"]


class Statement(Record, frozen=True, kw_only=True, tag="statement"):
    """What I feel, when, because of what, and what I ask for; theirs first, if wanted.

    `answer` is what came back, in the person's own words.
    """

    when: When
    theirs: str = ""
    feeling: str = ""
    situation: str = ""
    because: str = ""
    request: str = ""
    person: RecordId | None = None
    said: Said = ""
    answer: str = ""
