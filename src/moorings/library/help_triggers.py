"""Common reasons to look for help: how each looks, and what to do about it."""

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import shelf

FOLDER, FILE = "rooms", "help-triggers"


class HelpTrigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One reason; what is only chosen is never `told`, and needs no word on fear."""

    id: str
    title: str
    when: str
    how: str
    with_fear: str = ""
    told: Voiced | None = None


class HelpTriggers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, in the order of the page."""

    triggers: tuple[HelpTrigger, ...]


def help_triggers() -> tuple[HelpTrigger, ...]:
    """Give every reason, in the language spoken just now."""
    return shelf(FOLDER, HelpTriggers)[FILE].triggers
