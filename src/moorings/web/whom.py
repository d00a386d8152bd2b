"""Whom a form of a room for two names: those with whom it is open, and who was meant.

From the page of a person a room is entered with them in mind; its address says so.
"""

from starlette.requests import Request

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


def meant(request: Request, opened: Opened, room: SharedRoom) -> RecordId | None:
    """Give whom an address has in mind, where the room is open with them."""
    person = RecordId(request.query_params.get("for", ""))
    named = person in opened.journey.people()
    return person if named and open_with(opened, room, person) else None


def minding(path: str, person: RecordId | None) -> str:
    """Give the address of a room, with somebody in mind."""
    return f"{path}?for={person}" if person else path
