"""Whom a form of a room for two can name: those with whom that room is open."""

from moorings.companion.checking import open_with
from moorings.companion.opened import Opened
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.safety.together import SharedRoom
from moorings.web.options import Option, options


def whom(
    opened: Opened, room: SharedRoom, chosen: str = "", nobody: str = ""
) -> tuple[Option, ...]:
    """Give nobody in particular, and everybody named; whoever is chosen stays there."""
    names = {"": nobody or gettext("Nobody in particular")}
    names |= {each: known.name for each, known in opened.journey.people().items()}
    listed = {
        each: name
        for each, name in names.items()
        if (each and each == chosen)
        or open_with(opened, room, RecordId(each) if each else None)
    }
    return options(listed, chosen)
