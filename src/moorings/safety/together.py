"""What is open between two people: the flag and the private check, in one table.

`docs/explanation/together.md` tells the same table in words, and a test holds the two
equal. A room is open only where every row that applies leaves it open.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import reduce
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from moorings.safety.gate import Guard

#: What the person answered to the private check; asked again after a while.
Check: TypeAlias = Literal["not asked", "clear", "afraid", "force"]
#: Whether the person said that they are under 18.
Age: TypeAlias = Literal["not asked", "18 or older", "under 18"]

#: What there is between people. *Time-out* is the agreement about it; *spread* the
#: picture of what somebody did.
SharedRoom: TypeAlias = Literal[
    "statement",
    "listening",
    "time-out",
    "promises",
    "rebuild",
    "repair",
    "sharing",
    "check-up",
    "spread",
    "both-and",
]
SHARED_ROOMS: Final[frozenset[SharedRoom]] = frozenset(get_args(SharedRoom))

_OWN: Final[frozenset[SharedRoom]] = frozenset({"both-and"})
_NOTED: Final[frozenset[SharedRoom]] = _OWN | {"check-up", "spread"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What is known of the person and of whom the room is about, in table order."""

    guard: Guard = "clear"
    check: Check = "not asked"
    age: Age = "not asked"


#: What each thing that can be known leaves open.
TABLE: Final[Mapping[str, Mapping[str, frozenset[SharedRoom]]]] = MappingProxyType(
    {
        "guard": {
            "clear": SHARED_ROOMS,
            "flagged": _NOTED,
            "flagged for this person": _OWN,
            "ask first": _NOTED,
            "locked": frozenset(),
        },
        "check": {
            "not asked": _NOTED,
            "clear": SHARED_ROOMS,
            "afraid": _OWN,
            "force": _NOTED,
        },
        "age": {
            "not asked": SHARED_ROOMS - {"rebuild", "sharing"},
            "18 or older": SHARED_ROOMS,
            "under 18": SHARED_ROOMS - {"rebuild", "sharing"},
        },
    }
)


def open_between(known: Between) -> frozenset[SharedRoom]:
    """Give the rooms that every row of the table that applies leaves open."""
    rows = zip(TABLE.values(), astuple(known), strict=True)
    return reduce(frozenset.__and__, (row[value] for row, value in rows), SHARED_ROOMS)
