"""The steps of a repair: what each is called, and what it says and asks."""

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import room


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step: a word in a list, an opening, and the field that is written in."""

    title: str
    short: str
    label: str
    hint: str
    intro: Voiced


class Steps(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Every step; `wish` is the last one of somebody who was hurt."""

    own_part: Step
    impact: Step
    remorse: Step
    plan: Step
    follow_through: Step
    reconnect: Step
    cost: Step
    need: Step
    came: Step
    wish: Step

    def step(self, name: str) -> Step:
        """Give one step by its name."""
        found: Step = getattr(self, name.replace("-", "_"))
        return found


class RepairRoom(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the room says: its steps, and what helps while it is still loud.

    `phrases` are for the middle of a quarrel.
    """

    calm: Voiced
    pause: tuple[str, ...]
    phrases: tuple[str, ...]
    sources: tuple[str, ...]
    steps: Steps


def repair_room() -> RepairRoom:
    """Give what the room says, in the language spoken just now."""
    return room("repair", RepairRoom)
