"""The errors a person can meet: each class carries one sentence written for them."""

from typing import ClassVar, Literal, TypeAlias

#: What sort of trouble it is, so that a door knows how to answer.
Kind: TypeAlias = Literal[
    "invalid", "locked", "refused", "missing", "early", "busy", "failed"
]


class MooringsError(Exception):
    """Something Moorings can explain.

    The class holds the sentence (which is also its id in the message catalogue), the
    instance the particulars that fill it in.
    """

    sentence: ClassVar[str] = ""
    kind: ClassVar[Kind] = "invalid"

    def __init__(self, **particulars: object) -> None:
        super().__init__(particulars)
        self.particulars = particulars

    def __str__(self) -> str:
        return self.sentence.format_map(self.particulars)


def reason_of(error: BaseException) -> str:
    """Name the system's own error in a word, for the brackets of a sentence."""
    return type(error).__name__.removesuffix("Error")
