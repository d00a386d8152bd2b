"""Scenes to rehearse: short made-up moments that go on as the person chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import Asks, Evidence, Minutes, Of, shelf

FOLDER = "scenes"

#: What is practised at one place of a scene.
Practised: TypeAlias = Literal["stop", "name", "statement", "time-out"]
_Id: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
#: In seconds; nobody is asked to wait longer in a made-up moment (own).
_Wait: TypeAlias = Annotated[int, msgspec.Meta(ge=10, le=300)]


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to choose, and where it leads. Its id is for ever.

    An `old` one goes along with what one used to do; an `early` one can be chosen while
    the clock still runs.
    """

    id: _Id
    text: str
    to: _Id
    old: bool = False
    early: bool = False


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One place of a scene: something happens, and then there are turns, or it ends.

    `wait` is a time of the person's own, in seconds. An end has a `closing`, a `fork`
    to go back to, and perhaps a practice that goes on from there.
    """

    id: _Id
    text: str
    kind: Practised | None = None
    aside: Voiced | None = None
    wait: _Wait | None = None
    turns: tuple[Turn, ...] = msgspec.field(default=(), name="turn")
    closing: Voiced | None = None
    fork: str = ""
    practice: str = ""

    def turn(self, name: str) -> Turn | None:
        """Give what can be chosen here, by its id."""
        return next((each for each in self.turns if each.id == name), None)


@dataclass(frozen=True, slots=True)
class Way:
    """A way through a scene: each place with what was chosen there, and where it is."""

    taken: tuple[tuple[Node, Turn], ...]
    node: Node

    @property
    def turns(self) -> tuple[str, ...]:
        """Give the ids of what was chosen."""
        return tuple(turn.id for _, turn in self.taken)

    @property
    def ended(self) -> bool:
        """Say whether it has come to an end of the scene."""
        return not self.node.turns

    @property
    def at_fork(self) -> int:
        """Count the turns up to the fork that the end names."""
        passed = [node.id for node, _ in self.taken]
        return passed.index(self.node.fork) if self.node.fork in passed else 0


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A moment to go through beforehand; the first of its nodes is where it begins."""

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
    invitation: Voiced
    nodes: Annotated[tuple[Node, ...], msgspec.Meta(min_length=1)] = msgspec.field(
        name="node"
    )
    idea: bool = False

    def node(self, name: str) -> Node | None:
        """Give one place by its id."""
        return next((each for each in self.nodes if each.id == name), None)

    def way(self, turns: Sequence[str]) -> Way:
        """Follow what was chosen, as far as the scene still has it."""
        taken: list[tuple[Node, Turn]] = []
        here = self.nodes[0]
        for name in turns:
            turn = here.turn(name)
            there = self.node(turn.to) if turn else None
            if turn is None or there is None:
                break
            taken.append((here, turn))
            here = there
        return Way(tuple(taken), here)


def scenes() -> Mapping[str, Scene]:
    """Give every scene by its id, in the language spoken just now."""
    return shelf(FOLDER, Scene)
