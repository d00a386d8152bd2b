"""Mine and ours: values, what was done for either, and help that was asked for."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import InvalidRecordError, Record, RecordId, When
from moorings.journey.records.rating import STRONGEST

#: One's own life, or the one that is shared with somebody.
Belongs: TypeAlias = Literal["mine", "ours"]
#: Whether it came about; empty while nobody has said.
Done: TypeAlias = Literal["", "yes", "partly", "no"]
#: What the other said to being asked; empty while it is open.
HelpAnswer: TypeAlias = Literal["", "yes", "no", "not-yet"]
LARGEST_HELP = 3


class PersonalValue(Record, frozen=True, kw_only=True, tag="personal-value"):
    """Something that matters to the person, how much, and how far it is lived: 0 to 10.

    A later version tells how it is later.
    """

    when: When
    text: str
    importance: int
    lived: int

    def __post_init__(self) -> None:
        super().__post_init__()
        if not min(self.importance, self.lived) >= 0:
            raise InvalidRecordError(reason="value")
        if max(self.importance, self.lived) > STRONGEST:
            raise InvalidRecordError(reason="value")


class WeeklyAct(Record, frozen=True, kw_only=True, tag="weekly-act"):
    """One act of a week, for one's own life or for the shared one."""

    when: When
    belongs: Belongs
    text: str
    done: Done = ""
    people: tuple[RecordId, ...] = ()
    value: RecordId | None = None


class HelpRequest(Record, frozen=True, kw_only=True, tag="help-request"):
    """Help that was asked for: how large it was from 1 to 3, and what they said."""

    when: When
    text: str
    size: int
    person: RecordId | None = None
    answer: HelpAnswer = ""
    after: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 1 <= self.size <= LARGEST_HELP:
            raise InvalidRecordError(reason="size")
