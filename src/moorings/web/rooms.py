"""Where each room is, and in which of them the answers to a worksheet are at home."""

from collections.abc import Mapping
from typing import NamedTuple

from moorings.companion.visiting import room_for
from moorings.library.catalogue import gettext
from moorings.library.shelf import Room

TOGETHER = "/people/together"


class Place(NamedTuple):
    """One room: its address, and what it is called."""

    path: str
    name: str


def rooms() -> Mapping[Room, Place]:
    """Give every room, by the name under which content knows it."""
    return {
        "honest-five": Place("/way/honest", gettext("Five honest questions")),
        "looking-back": Place("/way/looking-back", gettext("Looking back")),
        "pattern-map": Place("/way/patterns", gettext("Pattern map")),
        "origin": Place("/way/origin", gettext("Where it comes from")),
        "look-back": Place("/way/look-back", gettext("The week, looked at")),
        "words": Place("/way/words", gettext("Words of my own")),
        "plan": Place("/plan", gettext("The week ahead")),
        "ladders": Place("/practise/ladders", gettext("Ladders")),
        "beliefs": Place("/practise/beliefs", gettext("Beliefs")),
        "ledger": Place("/people/ledger", gettext("What was given, what was taken")),
        "figure": Place("/practise/figure", gettext("Inner figure")),
        "kit": Place("/practise/kit", gettext("Soothing kit")),
        "window": Place("/practise/window", gettext("High, low, in between")),
        "sitting": Place("/practise/sitting", gettext("A timer for sitting still")),
        "therapy": Place("/practise/therapy", gettext("Therapy")),
        "kindness": Place("/practise/kindness", gettext("Kindness to oneself")),
        "recommit": Place("/practise/recommit", gettext("After a slip")),
        "rehearsal": Place("/practise/rehearse", gettext("Rehearsal")),
        "together": Place(TOGETHER, gettext("Together")),
        "statement": Place(f"{TOGETHER}/statement", gettext("Saying it")),
        "listening": Place(f"{TOGETHER}/listening", gettext("Listening turns")),
        "time-out": Place(f"{TOGETHER}/time-out", gettext("About time-outs")),
        "promises": Place(f"{TOGETHER}/promises", gettext("Promises of my own")),
        "rebuild": Place(f"{TOGETHER}/rebuild", gettext("Building trust again")),
        "repair": Place(f"{TOGETHER}/repair", gettext("Repair")),
        "both-and": Place(f"{TOGETHER}/both-and", gettext("Mine and ours")),
        "check-up": Place(f"{TOGETHER}/check-up", gettext("Seven signs")),
        "sharing": Place(f"{TOGETHER}/with", gettext("Sharing with somebody")),
    }


#: Answers that are read in their room, and have no page of their own after keeping.
READ_IN_ROOM = frozenset({"origin", "figure"})
#: What has no room of its own is at home on one of these pages.
_ELSEWHERE: Mapping[str, str] = {
    "help-check": "/way/help",
    "with-this-person": "/people",
    "what-i-want-here": "/people",
    "felt-signs": "/way/progress",
    "the-day": "/way/before",
}


def room_of(sheet: str) -> Place:
    """Give the room in which the answers to a worksheet are read."""
    if room := room_for(sheet):
        return rooms()[room]
    return Place(_ELSEWHERE.get(sheet, "/practise"), gettext("Back"))
