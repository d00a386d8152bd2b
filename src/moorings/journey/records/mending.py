"""A thread of repair after a hurt, or of rebuilding after a break of trust."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When

#: A hurt that is repaired in six steps, or trust that is built anew over months.
MendingSort: TypeAlias = Literal["repair", "rebuild"]
#: Who hurt whom, as the person sees it.
HurtBy: TypeAlias = Literal["me", "them", "both"]
MendingPart: TypeAlias = Literal[
    "own-part", "impact", "remorse", "plan", "follow-through", "reconnect"
]
#: An answer to what was asked at a step; empty where nothing was.
MendingAnswer: TypeAlias = Literal["", "yes", "partly", "no", "not-yet"]
#: Complete; stopped by the person, which they may at any time; parted well; or left
#: because the other asked not to be written to.
MendingEnding: TypeAlias = Literal["complete", "stopped", "parted", "no-contact"]


class Mending(Record, frozen=True, kw_only=True, tag="mending"):
    """What happened between two people, from which a thread begins."""

    when: When
    sort: MendingSort
    by: HurtBy
    text: str = ""
    person: RecordId | None = None


class MendingStep(Record, frozen=True, kw_only=True, tag="mending-step"):
    """One step of the thread: words of one's own, what was asked, what was promised."""

    of: RecordId
    when: When
    part: MendingPart
    text: str = ""
    answer: MendingAnswer = ""
    promise: RecordId | None = None


class MendingEnd(Record, frozen=True, kw_only=True, tag="mending-end"):
    """How a thread ended."""

    of: RecordId
    when: When
    how: MendingEnding
    text: str = ""
