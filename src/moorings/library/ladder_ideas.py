"""Ideas for the rungs of a ladder: small things, to be made one's own."""

from typing import Annotated, Literal, TypeAlias

import msgspec

from moorings.journey.records import Direction
from moorings.library.shelf import room

FILE = "ladder-ideas"
#: Where it is hard: to wait and hold still, to come near, or pulled both ways at once.
Start: TypeAlias = Literal["holding-on", "keeping-off", "both-ways"]
Company: TypeAlias = Literal["partner", "friend", "parent", "flatmate", "anyone"]


class Idea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One idea; with whom it is meant decides who is shown it."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z]+(-[a-z]+)*$")]
    direction: Direction
    start: Start
    company: Company = msgspec.field(name="with")
    text: str


class Ideas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, as the file tells them."""

    ideas: tuple[Idea, ...]


def ideas(direction: Direction, *, romance: bool = True) -> tuple[Idea, ...]:
    """Give the ideas for a direction, in the language spoken just now.

    Without romance, none of them is about a partner.
    """
    return tuple(
        each
        for each in room(FILE, Ideas).ideas
        if each.direction == direction and (romance or each.company != "partner")
    )


def idea(name: str) -> Idea | None:
    """Give one idea by its id."""
    return next((each for each in room(FILE, Ideas).ideas if each.id == name), None)
