"""Checking: what the private check leads to, and what rests where nobody is named.

Which of its questions was answered how is kept nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from moorings.companion.opened import Opened
from moorings.companion.resending import unused
from moorings.companion.together import RestsError, check_of, is_open, keep_check
from moorings.companion.visiting import room_for
from moorings.journey.records import CheckAnswer, PrivateCheck, RecordId
from moorings.library.shelf import Room
from moorings.safety.together import SHARED_ROOMS, SharedRoom

#: Pages of questions about one person: they rest as the picture of what they did.
_ABOUT: Final[Mapping[str, SharedRoom]] = {
    "with-this-person": "spread",
    "what-i-want-here": "spread",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was answered: whether one fears somebody, whether one used force; whom."""

    afraid: bool
    force: bool
    afraid_of: RecordId | None = None
    force_with: RecordId | None = None


def take_check(
    opened: Opened, record: RecordId, other: RecordId, told: Told
) -> CheckAnswer:
    """Keep where the answers lead, once; give what help comes first.

    Fear comes before everything: it raises the flag. Force of one's own is kept
    beside it, and outlasts the flag. A form that comes again with the words that were
    said last says nothing new.
    """
    said: list[tuple[CheckAnswer, RecordId | None]] = []
    if told.afraid:
        said.append(("afraid", told.afraid_of))
    if told.force:
        said.append(("force", told.force_with))
    said = said or [("clear", None)]
    known = opened.journey.record
    come_before = any(isinstance(known(each), PrivateCheck) for each in (record, other))
    last = [(c.answer, c.person) for c in opened.journey.standing(PrivateCheck)]
    if not (come_before and last[-len(said) :] == said):
        for name, (answer, person) in zip((record, other), said, strict=False):
            keep_check(opened, unused(opened, name), answer, person)
    return said[0][0]


def open_unnamed(opened: Opened, room: SharedRoom) -> bool:
    """Say whether a room is open in which nobody is named.

    It could be entered with anybody: so also with whoever force was used with.
    """
    forced = (p for p in opened.journey.people() if check_of(opened, p) == "force")
    return is_open(opened, room) and all(is_open(opened, room, p) for p in forced)


def open_with(opened: Opened, room: SharedRoom, person: RecordId | None) -> bool:
    """Say whether a room is open with somebody; or where nobody is named."""
    return is_open(opened, room, person) if person else open_unnamed(opened, room)


def open_with_anybody(opened: Opened, room: SharedRoom) -> bool:
    """Say whether a room is open with somebody who is named, or where nobody is."""
    people = (None, *opened.journey.people())
    return any(open_with(opened, room, each) for each in people)


def those_open(
    opened: Opened, room: SharedRoom, whom: Iterable[RecordId | None]
) -> frozenset[RecordId | None]:
    """Give those among these with whom a room is open; None is nobody named."""
    return frozenset(each for each in set(whom) if open_with(opened, room, each))


def require_open_with(
    opened: Opened, room: SharedRoom, *people: RecordId | None
) -> None:
    """Raise `RestsError` where a room rests with one of these; None is nobody named."""
    if not all(open_with(opened, room, each) for each in people):
        raise RestsError


def sheet_rests(opened: Opened, sheet: str, *people: RecordId) -> bool:
    """Say whether a page of questions rests because its room between people does.

    That is, where nobody is named, or with one of these.
    """
    room = _room(sheet)
    if room not in SHARED_ROOMS:
        return False
    named = all(is_open(opened, room, each) for each in people)
    return not (named and open_unnamed(opened, room))


def require_sheet(opened: Opened, sheet: str) -> None:
    """Raise `RestsError` where a page of questions rests for that reason."""
    if sheet_rests(opened, sheet):
        raise RestsError


def require_sheet_with(opened: Opened, sheet: str, *people: RecordId) -> None:
    """Raise `RestsError` where its room between people rests with one of these."""
    room = _room(sheet)
    if room in SHARED_ROOMS and not all(is_open(opened, room, e) for e in people):
        raise RestsError


def _room(sheet: str) -> Room | SharedRoom | None:
    return _ABOUT.get(sheet) or room_for(sheet)
