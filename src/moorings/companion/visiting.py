"""Which rooms a person has used: those are shown without being asked for."""

from collections.abc import Iterator

from moorings.companion.opened import Opened
from moorings.journey.records import (
    Arousal,
    Belief,
    HelpRequest,
    KitItem,
    Ladder,
    LedgerEntry,
    Mending,
    Pattern,
    PersonalValue,
    PracticeTime,
    Promise,
    Rehearsal,
    Statement,
    WeeklyAct,
    WeekPlan,
    Worksheet,
)
from moorings.library.shelf import Room

#: A room is used where a record of its kind stands.
_BY_KIND: dict[type, Room] = {
    Arousal: "window",
    Belief: "beliefs",
    KitItem: "kit",
    Ladder: "ladders",
    HelpRequest: "both-and",
    LedgerEntry: "ledger",
    Pattern: "pattern-map",
    PersonalValue: "both-and",
    Promise: "promises",
    Rehearsal: "rehearsal",
    Statement: "statement",
    WeeklyAct: "both-and",
    WeekPlan: "plan",
}
#: Or where a worksheet stands whose id begins so.
_BY_SHEET: dict[str, Room] = {
    "honest-": "honest-five",
    "looking-": "looking-back",
    "origin": "origin",
    "therapy-": "therapy",
    "recommit-plan": "recommit",
    "slip": "recommit",
    "wider": "recommit",
    "critic": "kindness",
    "letter": "kindness",
    "figure": "figure",
    "seven-signs": "check-up",
    "listening-turn": "listening",
    "time-out-agreement": "time-out",
}
#: Or where time was given to one of these.
_BY_PRACTICE: dict[str, Room] = {
    "short-sitting": "sitting",
    "body-scan": "sitting",
    "weekly-look-back": "look-back",
}


def rooms_used(opened: Opened) -> frozenset[Room]:
    """Give every room in which something stands."""
    journey = opened.journey
    kinds = {room for kind, room in _BY_KIND.items() if any(journey.standing(kind))}
    kept = {each.sheet for each in journey.standing(Worksheet)}
    sheets = {room for room in map(room_for, kept) if room}
    taken = {each.practice for each in journey.standing(PracticeTime)}
    practised = {_BY_PRACTICE[each] for each in taken & _BY_PRACTICE.keys()}
    named: set[Room] = {"words"} if any(_named(opened)) else set()
    mended: set[Room] = {each.sort for each in journey.standing(Mending)}
    return frozenset({*kinds, *sheets, *practised, *named, *mended})


def room_for(sheet: str) -> Room | None:
    """Give the room a worksheet belongs to, where it has one."""
    found = (r for beginning, r in _BY_SHEET.items() if sheet.startswith(beginning))
    return next(found, None)


def _named(opened: Opened) -> Iterator[bool]:
    return (each.named is not None for each in opened.journey.activations())
