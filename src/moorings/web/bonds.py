"""What pages say of sharing with somebody: how far it has come, and what to call it."""

from collections.abc import Mapping
from dataclasses import dataclass

from moorings.companion.bonds import State, name_of, state
from moorings.companion.opened import Opened
from moorings.journey.records import Bond, RecordId, SharedSort
from moorings.library.catalogue import gettext
from moorings.web.options import Option
from moorings.web.whom import whom

#: Where all of it is.
WITH = "/people/together/with"


@dataclass(frozen=True, slots=True)
class Shown:
    """One bond as a list and its page show it."""

    path: str
    name: str
    state: State
    words: str


def shown(opened: Opened, bond: Bond) -> Shown:
    """Show a bond by the first of its versions, which its address keeps."""
    first = opened.journey.versions(bond.id)[0].id
    found = state(opened, bond)
    name = name_of(opened, bond) or gettext("Somebody who was invited")
    return Shown(f"{WITH}/{first}", name, found, _states()[found])


def sorts() -> Mapping[SharedSort, str]:
    """Say what can be shared, each thing by itself."""
    return {
        "text": gettext("A few lines"),
        "statement": gettext("Something I want to say"),
        "promise": gettext("A promise of mine"),
        "plan": gettext("What I will do differently"),
        "agreement": gettext("An agreement about time-outs"),
    }


def people_to_choose(opened: Opened, chosen: str = "") -> tuple[Option, ...]:
    """Give everybody with whom sharing is open, and somebody who is not named."""
    return whom(opened, "sharing", chosen, gettext("Somebody not on this list"))


def person_chosen(opened: Opened, typed: str) -> RecordId | None:
    """Read whom a form means."""
    person = RecordId(typed)
    return person if person in opened.journey.people() else None


def _states() -> Mapping[State, str]:
    return {
        "invited": gettext("Invited. No answer was brought here yet."),
        "answered": gettext("There are six words to compare."),
        "accepted": gettext("There are six words to compare."),
        "paired": gettext("You can share single things."),
        "broken": gettext("Ended: the six words were not the same."),
        "left": gettext("Ended here."),
    }
