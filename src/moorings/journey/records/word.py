"""A word of one's own."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record

#: What a word can name.
Part: TypeAlias = Literal["trigger", "body", "feeling", "belief", "fear", "urge"]


class Word(Record, frozen=True, kw_only=True, tag="word"):
    """A word that the vocabulary does not have, kept for good."""

    part: Part
    text: str
    family: str = ""
