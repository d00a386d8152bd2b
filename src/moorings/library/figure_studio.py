"""The studio of the inner figure: who may be one, and visits of three lengths."""

from typing import Literal, TypeAlias

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import shelf

FOLDER, FILE = "rooms", "figure-studio"

#: Answers of the worksheet `figure` that a step may show, and its sorts of figure.
Own: TypeAlias = Literal["who", "face", "voice", "knows", "words", "place", "cue"]
Sort: TypeAlias = Literal[
    "real", "made-up", "faith", "animal", "place", "wiser-self", "therapist"
]
Length: TypeAlias = Literal["ten", "three", "twenty"]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a visit, of so many seconds.

    `own` says which of the person's answers stands with it; `only` for which sorts of
    figure it is meant, or for all where it names none.
    """

    text: str
    seconds: int
    more: str = ""
    own: Own | None = None
    only: tuple[Sort, ...] = ()


class Visit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One length of a visit: its words, and the practice it is a time of."""

    title: str
    short: str
    practice: str
    seconds: int
    invitation: Voiced
    steps: tuple[Step, ...]

    def steps_for(self, sort: str) -> tuple[Step, ...]:
        """Give the steps for a sort of figure; without one, those of a made-up one."""
        known = sort or "made-up"
        return tuple(s for s in self.steps if not s.only or known in s.only)


class Studio(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the studio says."""

    may_be: tuple[str, ...]
    never: str
    dose: str
    card: Voiced
    frightening: Voiced
    outward: tuple[str, ...]
    ten: Visit
    three: Visit
    twenty: Visit

    def visit(self, length: Length) -> Visit:
        """Give the visit of a length."""
        return {"ten": self.ten, "three": self.three, "twenty": self.twenty}[length]


def studio() -> Studio:
    """Give it, in the language spoken just now."""
    return shelf(FOLDER, Studio)[FILE]
