"""Danger in words: what kind it may be, and how near.

Nothing is kept or counted. A word can be found or missed; what is found opens a door,
and what is not found promises nothing.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from moorings.rules.engine import Engine

#: A page to open now, a quiet line with people to talk to, or nothing.
Outcome: TypeAlias = Literal["crisis", "note", "nothing"]
#: Which part of a crisis page fits.
Kind: TypeAlias = Literal[
    "wish-to-die",
    "being-hurt",
    "fear-of-hurting-someone",
    "medical-emergency",
    "worry-for-another",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text seems to say."""

    outcome: Outcome
    kind: Kind | None = None


NOTHING: Final = Reading("nothing")


def read(text: str, tables: Engine) -> Reading:
    """Give the gravest thing that a text says, and the first of its kind."""
    given = tables.gives(text)
    if not given:
        return NOTHING
    grave = (each for each in given if each[0] == "crisis")
    outcome, kind = next(grave, given[0])
    return Reading(cast("Outcome", outcome), cast("Kind", kind))
