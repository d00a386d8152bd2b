"""Worksheets: a page of questions, kept as one record however few are answered."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import Asks, Evidence, Minutes, Of, shelf

FOLDER = "worksheets"

#: What is given in answer: lines or one line of words, a number from 0 to `top`, one or
#: several of the options, words of a vocabulary, a person, a day.
FieldKind: TypeAlias = Literal[
    "text", "line", "number", "choice", "choices", "word", "person", "day"
]
Vocabulary: TypeAlias = Literal[
    "feelings", "body", "urges", "beliefs", "fears", "triggers"
]
_Id: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to choose."""

    id: _Id
    text: str


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question; none has to be answered. Its id is for ever."""

    id: _Id
    ask: str
    kind: FieldKind
    more: str = ""
    top: Literal[10, 100] = 10
    low: str = ""
    high: str = ""
    options: tuple[Answer, ...] = ()
    vocabulary: Vocabulary = msgspec.field(default="feelings", name="from")

    def option(self, name: str) -> str:
        """Say what an option is called; one that went is called nothing."""
        return next((each.text for each in self.options if each.id == name), "")


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of questions; `keeps` says whether a new one stands beside the earlier."""

    title: str
    short: str
    why: str
    evidence: Evidence
    sources: tuple[str, ...]
    stop_if: str
    not_for: str
    minutes: Minutes
    of: tuple[Of, ...]
    asks: tuple[Asks, ...]
    keeps: Literal["newest", "each"]
    invitation: Voiced
    fields: tuple[Question, ...]
    closing: Voiced
    idea: bool = False

    def question(self, name: str) -> Question | None:
        """Give one question by its id."""
        return next((each for each in self.fields if each.id == name), None)


def sheets() -> Mapping[str, Sheet]:
    """Give every worksheet by its id, in the language spoken just now."""
    return shelf(FOLDER, Sheet)
