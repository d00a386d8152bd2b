"""Accompanying: who the therapist is, if the person says so."""

from moorings.companion.choosing import choose
from moorings.companion.errors import EmptyPageError
from moorings.companion.opened import Opened
from moorings.companion.worksheets import worksheets
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId

#: The choice that names the therapist; "nobody" where that was said.
THERAPIST, NOBODY = "therapist", "nobody"
#: The page of questions round a session.
SESSION = "therapy-session"


def therapist(opened: Opened) -> RecordId | None:
    """Give who it is: as chosen, or else with whom the latest session was noted."""
    known = opened.journey.people()
    chosen = opened.journey.choices.get(THERAPIST, "")
    if chosen:
        return next((person for person in known if person == chosen), None)
    noted = (each.people for each in worksheets(opened, SESSION))
    latest = next((people for people in noted if people), ())
    return next((person for person in latest if person in known), None)


def choose_therapist(opened: Opened, person: RecordId | None, name: str = "") -> None:
    """Keep who it is: somebody named before, or somebody new.

    Raises `EmptyPageError` where it is neither.
    """
    if name.strip():
        person = name_person(opened, name)
    if person is None or person not in opened.journey.people():
        raise EmptyPageError
    choose(opened, {THERAPIST: person})


def choose_nobody(opened: Opened) -> None:
    """Keep that it is nobody in particular."""
    choose(opened, {THERAPIST: NOBODY})
