"""What stands with one person: a row for each room that is open with them.

What rests just now is not named, so that the page looks the same for every reason.
"""

from dataclasses import dataclass
from typing import TypeAlias

from moorings.companion.opened import Opened
from moorings.companion.person_noting import notes
from moorings.companion.together import is_open
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.safety.together import SharedRoom
from moorings.web.rooms import TOGETHER
from moorings.web.whom import minding

#: What helps to see one's own side, and one's own wish; what helps with whom steadies.
SHEETS = ("with-this-person", "what-i-want-here")
STEADY = ("who-steadies-me", "one-act-a-week")


@dataclass(frozen=True, slots=True)
class Row:
    """One room."""

    path: str
    name: str
    icon: str


_Rooms: TypeAlias = tuple[tuple[SharedRoom, Row], ...]


def rows_of(opened: Opened, person: RecordId) -> tuple[Row, ...]:
    """Give the rooms that are open with somebody, and what was written of them."""
    theirs = f"/people/{person}"
    moments = gettext("What was given, what was taken")
    done = Row(f"{theirs}/notes", gettext("What they did, as you saw it"), "look")
    noted = is_open(opened, "spread", person) or notes(opened, person)
    return (
        Row(f"{theirs}/ledger", moments, "together"),
        *([done] if noted else []),
        *(row for room, row in _rooms(person) if is_open(opened, room, person)),
    )


def _rooms(person: RecordId) -> _Rooms:
    said, promised, mended = (
        minding(f"{TOGETHER}/{room}", person)
        for room in ("statement", "promises", "repair")
    )
    signs, sketch = f"{TOGETHER}/check-up/{person}", f"/way/start/{person}"
    return (
        ("statement", Row(said, gettext("Saying it"), "message")),
        ("promises", Row(promised, gettext("Promises of my own"), "done")),
        ("repair", Row(mended, gettext("Repair"), "undo")),
        ("check-up", Row(signs, gettext("Seven signs"), "question")),
        ("spread", Row(sketch, gettext("A sketch of how it is with them"), "way")),
    )
