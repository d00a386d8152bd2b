"""Valuing: what matters to the person, and how far it is lived; what may be shared."""

from dataclasses import dataclass
from typing import Final

from moorings.companion.checking import open_with
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import RestsError, is_open, require_open
from moorings.journey.records import PersonalValue, RecordId, When
from moorings.safety.together import SharedRoom

#: Where one of these rests, nothing is shared and nobody is asked for anything.
_SHARED: Final[tuple[SharedRoom, ...]] = ("both-and", "statement")


@dataclass(frozen=True, slots=True)
class Valued:
    """Something that matters, in one's own words; how much, how far lived: 0 to 10."""

    text: str
    importance: int
    lived: int


def shared_is_open(opened: Opened, *people: RecordId) -> bool:
    """Say whether something may be shared or asked for here, with these or at all.

    What is one's own is open besides. A notebook whose check is not answered looks like
    one with a flag.
    """
    whom = people or (None,)
    named = all(open_with(opened, room, each) for each in whom for room in _SHARED)
    return named and all(is_open(opened, room) for room in _SHARED)


def require_shared(opened: Opened, *people: RecordId) -> None:
    """Raise `RestsError` where sharing rests, in general or with one of these."""
    if not shared_is_open(opened, *people):
        raise RestsError


def keep_value(
    opened: Opened,
    record: RecordId,
    valued: Valued,
    when: When,
    replaces: RecordId | None = None,
) -> None:
    """Keep something that matters, or how it is later. Raises where it has no words."""
    require_open(opened, "both-and")
    if not valued.text.strip():
        raise EmptyPageError
    kept = PersonalValue(
        id=record,
        written_at=opened.now(),
        replaces=value_of(opened, replaces).id if replaces else None,
        when=when,
        text=valued.text.strip(),
        importance=valued.importance,
        lived=valued.lived,
    )
    opened.keep(*new_in(opened, kept))


def values(opened: Opened) -> tuple[PersonalValue, ...]:
    """Give everything that matters as it stands now, in the order it was named."""
    return tuple(opened.journey.standing(PersonalValue))


def value_of(opened: Opened, record: RecordId) -> PersonalValue:
    """Give one of them in its newest version. Raises `NothingThereError`."""
    versions = {each.id for each in opened.journey.versions(record)}
    for value in values(opened):
        if value.id in versions:
            return value
    raise NothingThereError


def versions_of(opened: Opened, record: RecordId) -> tuple[PersonalValue, ...]:
    """Give every version of one of them, the oldest first."""
    found = opened.journey.versions(value_of(opened, record).id)
    return tuple(each for each in found if isinstance(each, PersonalValue))


def erase_value(opened: Opened, record: RecordId) -> None:
    """Destroy it with every version; what was done for it stays."""
    erase(opened, value_of(opened, record).id)
