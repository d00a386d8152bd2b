"""Rebuilding: what is asked after a break of trust, of whom, and how it may end."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from moorings.companion.errors import NothingThereError
from moorings.companion.mending import Happened, Taken, Thread, take_step, thread_of
from moorings.companion.opened import Opened
from moorings.companion.promising import Kept, promises
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import require_open
from moorings.journey.records import (
    HurtBy,
    Mending,
    MendingAnswer,
    MendingEnd,
    MendingPart,
    MendingStep,
    RecordId,
    Retraction,
    When,
)

#: What it cost; what openness was asked for; what the one who was hurt needs to see.
Question: TypeAlias = Literal["cost", "openness", "need"]
#: A thread keeps its answers as steps; a rebuilding says so much with them.
PARTS: Final[Mapping[Question, MendingPart]] = MappingProxyType(
    {"cost": "impact", "openness": "reconnect", "need": "plan"}
)
#: Who broke the trust says what it cost and how open they are; who was hurt says what
#: it cost and what they need. Nobody is asked to forgive.
ASKED: Final[Mapping[HurtBy, tuple[Question, ...]]] = MappingProxyType(
    {
        "me": ("cost", "openness"),
        "them": ("cost", "need"),
        "both": ("cost", "openness", "need"),
    }
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said to a question: words, and how far it is so."""

    question: Question
    text: str
    answer: MendingAnswer = ""


def rebuilding_of(opened: Opened, record: RecordId) -> Thread:
    """Give one rebuilding by its id. Raises `NothingThereError`."""
    thread = thread_of(opened, record)
    if thread.mending.sort != "rebuild":
        raise NothingThereError
    return thread


def said_to(thread: Thread, question: Question) -> tuple[MendingStep, ...]:
    """Give everything that was said to a question, the latest first."""
    told = [each for each in thread.steps if each.part == PARTS[question]]
    return tuple(reversed(told))


def answer(
    opened: Opened, record: RecordId, of: RecordId, said: Answered, when: When
) -> None:
    """Keep an answer beside the earlier ones.

    Raises `NothingThereError` where it ended, `RestsError` where rebuilding rests.
    """
    thread = rebuilding_of(opened, of)
    if thread.end is not None:
        raise NothingThereError
    taken = Taken(PARTS[said.question], said.text, said.answer)
    take_step(opened, record, thread.mending.id, taken, when)


def change_beginning(
    opened: Opened, record: RecordId, of: RecordId, told: Happened
) -> None:
    """Keep what happened in another version. Raises `RestsError` where it rests."""
    mending = rebuilding_of(opened, of).mending
    require_open(opened, "rebuild", told.person)
    changed = opened.later(
        mending, record, text=told.text.strip(), by=told.by, person=told.person
    )
    opened.keep(*new_in(opened, changed))


def go_on(opened: Opened, of: RecordId) -> None:
    """Take back that it ended. Raises `RestsError` where rebuilding rests."""
    mending = rebuilding_of(opened, of).mending
    require_open(opened, "rebuild", mending.person)
    now = opened.now()
    opened.keep(
        *(
            Retraction(id=opened.new_id(), written_at=now, of=each.id)
            for each in _ends(opened, mending)
        )
    )


def promised_in(opened: Opened, thread: Thread) -> tuple[Kept, ...]:
    """Give the promises that belong to a thread, the one due last first."""
    ids = {each.id for each in opened.journey.versions(thread.mending.id)}
    return tuple(k for k in promises(opened) if k.promise.mending in ids)


def erase_rebuilding(opened: Opened, of: RecordId) -> None:
    """Destroy a rebuilding with its steps; promises made in it stay where they are."""
    thread = rebuilding_of(opened, of)
    ends = _ends(opened, thread.mending)
    with_it = (*(step.id for step in thread.steps), *(end.id for end in ends))
    erase(opened, thread.mending.id, *with_it)


def _ends(opened: Opened, mending: Mending) -> tuple[MendingEnd, ...]:
    ids = {each.id for each in opened.journey.versions(mending.id)}
    ends = opened.journey.standing(MendingEnd)
    return tuple(each for each in ends if each.of in ids)
