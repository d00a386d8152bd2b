"""The ten steps and the six skills: what each is for, and where it begins."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import Room, shelf

FOLDER = "roadmap"


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step or skill; there are no gates, and any order is good."""

    title: str
    short: str
    order: int
    kind: Literal["step", "skill"]
    what: str
    watch: tuple[str, ...]
    when_not: str
    start: tuple[str, ...]
    read: tuple[str, ...]
    rooms: tuple[Room, ...]
    opening: Voiced


def stages() -> Mapping[str, Stage]:
    """Give the ten steps and then the six skills, by their ids."""
    known = shelf(FOLDER, Stage)
    return dict(sorted(known.items(), key=lambda each: each[1].order))
