"""A questionnaire that somebody brought along."""

import msgspec

from moorings.journey.records.base import InvalidRecordError, Record


class Option(msgspec.Struct, frozen=True, gc=False):
    """One possible answer: what it counts, and what it says."""

    value: int
    label: str


class Question(msgspec.Struct, frozen=True, gc=False):
    """One sentence to answer; `id` is the item of the key that it is scored as."""

    id: str
    text: str
    options: tuple[Option, ...]


class Questionnaire(Record, frozen=True, kw_only=True, tag="questionnaire"):
    """The sentences of an instrument as a file had them, and how they are scored.

    `instrument` names a key that the person confirmed, `version` its version; where
    the file brought a key of its own, that stands in `own_key` as JSON, and
    `instrument` is empty. `help_item` is the question that asks about wishing to die or
    about hurting oneself, if the person said that one does.
    """

    title: str
    instruction: str
    language: str
    questions: tuple[Question, ...]
    instrument: str = ""
    version: int = 1
    own_key: str = ""
    help_item: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        ids = [question.id for question in self.questions]
        if len(set(ids)) < len(ids) or bool(self.instrument) == bool(self.own_key):
            raise InvalidRecordError(reason="questions")
