"""The programme: a paced way through the steps and skills, for whoever likes one."""

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import Of, room


class Week(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One week: its subject, and two or three practices to choose from.

    With `measure` the short questions come along. A week that is `safe_only` gives way
    to what stands under `instead` while one of its practices rests.
    """

    title: str
    of: tuple[Of, ...]
    practices: tuple[str, ...]
    read: str
    why: str
    measure: bool = False
    safe_only: bool = False
    instead: tuple[str, ...] = ()


class Programme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All weeks in an order that is our own."""

    title: str
    short: str
    note: str
    opening: Voiced
    weeks: tuple[Week, ...]


def programme() -> Programme:
    """Give the programme, in the language spoken just now."""
    return room("programme", Programme)
