"""What may be offered: danger before insight, in one table.

`docs/explanation/safety.md` tells the same table in words, and a test holds the two
equal. What is offered has to be allowed by every row that applies.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import reduce
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

#: The answer to the question about danger, in a hard moment.
Gate: TypeAlias = Literal["not asked", "no", "unsure", "yes"]
#: What stands in the notebook; while it is locked nobody can know.
Guard: TypeAlias = Literal[
    "clear", "flagged", "flagged for this person", "ask first", "locked"
]
#: What was written in this moment.
Words: TypeAlias = Literal["nothing", "note", "crisis"]
#: How unreal or far away it is; at 7 of 10 or more (own) only the outside helps.
Unreal: TypeAlias = Literal["below 7", "7 or more"]
#: The answer to: is this now, or familiar?
Pause: TypeAlias = Literal["not asked", "now", "familiar", "both", "unsure"]

#: Everything that can stand on a page of help or in a room for two.
Offer: TypeAlias = Literal[
    "people",
    "look outward",
    "soothe",
    "let someone in",
    "pause question",
    "naming",
    "forecast",
    "ask",
    "wait",
    "time-out",
    "stay longer",
    "ladder",
    "statement",
    "repair",
    "rebuild",
    "sharing",
]
OFFERS: Final[frozenset[Offer]] = frozenset(get_args(Offer))
#: What tells a person to see it differently, to hold still or to go nearer.
INSIGHT: Final[frozenset[Offer]] = frozenset(
    {"pause question", "forecast", "wait", "stay longer", "ladder"}
)

_OUTSIDE: Final[frozenset[Offer]] = frozenset({"people", "look outward"})
_STEADY: Final[frozenset[Offer]] = _OUTSIDE | {"soothe"}
_NEAR: Final[frozenset[Offer]] = _STEADY | {"let someone in"}
#: The rooms for two, and going nearer: they are entered from an open notebook alone.
_ROOMS: Final[frozenset[Offer]] = frozenset(
    {"stay longer", "ladder", "statement", "repair", "rebuild", "sharing"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known just now; in the order of the table."""

    gate: Gate = "not asked"
    guard: Guard = "clear"
    words: Words = "nothing"
    unreal: Unreal = "below 7"
    pause: Pause = "not asked"


#: What each thing that can be known leaves open.
TABLE: Final[Mapping[str, Mapping[str, frozenset[Offer]]]] = MappingProxyType(
    {
        "gate": {
            "not asked": _STEADY,
            "no": OFFERS,
            "unsure": _OUTSIDE,
            "yes": _OUTSIDE,
        },
        "guard": {
            "clear": OFFERS,
            "flagged": _NEAR | {"naming"},
            "flagged for this person": _STEADY | {"naming"},
            "ask first": _NEAR | {"naming"},
            "locked": OFFERS - _ROOMS,
        },
        "words": {
            "nothing": OFFERS,
            "note": OFFERS - {"stay longer", "ladder"},
            "crisis": _STEADY,
        },
        "unreal": {"below 7": OFFERS, "7 or more": _OUTSIDE},
        "pause": {
            "not asked": OFFERS,
            "now": _NEAR,
            "familiar": OFFERS,
            "both": OFFERS,
            "unsure": OFFERS,
        },
    }
)


def may_be_offered(situation: Situation) -> frozenset[Offer]:
    """Give what every row of the table that applies leaves open."""
    known = zip(TABLE.values(), astuple(situation), strict=True)
    return reduce(frozenset.__and__, (row[value] for row, value in known), OFFERS)
