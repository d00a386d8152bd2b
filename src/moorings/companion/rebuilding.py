"""Rebuilding: what is asked after a break of trust, of whom, and how it may end."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from moorings.companion.errors import NothingThereError
from moorings.companion.mending import Taken, Thread, take_step, thread_of
from moorings.companion.opened import Opened
from moorings.companion.promising import Kept, promises
from moorings.journey.records import (
    HurtBy,
    MendingAnswer,
    MendingPart,
    MendingStep,
    RecordId,
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
    return thread_of(opened, record, "rebuild")


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


def promised_in(opened: Opened, thread: Thread) -> tuple[Kept, ...]:
    """Give the promises that belong to a thread, the one due last first."""
    ids = {each.id for each in opened.journey.versions(thread.mending.id)}
    return tuple(k for k in promises(opened) if k.promise.mending in ids)
