"""The fifteen strategies: what is offered for each way of starting, by its id."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from moorings.library.practices import Leaning
from moorings.library.shelf import Room

#: The practices of each leaning, in the order in which they are suggested. Nobody has
#: to read the whole shelf to know them; a test holds them equal to its files.
STRATEGIES: Final[Mapping[Leaning, tuple[str, ...]]] = MappingProxyType(
    {
        "anxious": (
            "self-outside",
            "security-wheel",
            "catastrophe-record",
            "tests-into-requests",
        ),
        "avoidant": (
            "word-by-word",
            "weekly-share",
            "small-ask",
            "pulling-away-words",
            "need-no-one-test",
        ),
        "disorganised": (
            "five-senses",
            "day-anchors",
            "patience-note",
            "both-and-words",
            "finding-help",
        ),
    }
)
#: One of the fifteen is a room.
ROOMS: Final[Mapping[Leaning, Room]] = MappingProxyType({"anxious": "kit"})
