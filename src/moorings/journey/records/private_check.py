"""What a person answered, alone, before the rooms for two."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When

#: Nothing of what was asked is so; they are afraid, watched, held back or hurt; or they
#: have used force, threats or watching themselves.
CheckAnswer: TypeAlias = Literal["clear", "afraid", "force"]


class PrivateCheck(Record, frozen=True, kw_only=True, tag="private-check"):
    """The outcome of the private check, with one person or with nobody in particular.

    Which of its questions led to it is kept nowhere. It never leaves the vault in a
    form that can be read.
    """

    when: When
    answer: CheckAnswer
    person: RecordId | None = None
