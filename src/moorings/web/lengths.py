"""How long: the lengths that a wait, a time-out or a stay is offered in."""

from datetime import datetime
from typing import NamedTuple

from moorings.library.catalogue import gettext

#: Eight hours, until a script knows the hour: then it is the next eight in the morning.
MORNING = 8 * 60


class Length(NamedTuple):
    """A length as a choice, and inside of a sentence ("I need …")."""

    minutes: int
    label: str
    words: str


def lengths(*minutes: int) -> tuple[Length, ...]:
    """Give some of the lengths that have words."""
    known = {
        2: gettext("two minutes"),
        5: gettext("five minutes"),
        10: gettext("ten minutes"),
        20: gettext("twenty minutes"),
        30: gettext("half an hour"),
        45: gettext("45 minutes"),
        60: gettext("an hour"),
        120: gettext("two hours"),
        180: gettext("three hours"),
        240: gettext("four hours"),
        360: gettext("six hours"),
        MORNING: gettext("the night"),
        720: gettext("twelve hours"),
        1080: gettext("18 hours"),
        1440: gettext("24 hours"),
    }
    return tuple(_length(each, known[each]) for each in minutes)


def span_of(begun: datetime, until: datetime) -> str:
    """Write from when to when for the script of a page, in milliseconds."""
    return " ".join(str(int(each.timestamp() * 1000)) for each in (begun, until))


def _length(minutes: int, words: str) -> Length:
    label = gettext("until the morning") if minutes == MORNING else words
    return Length(minutes, label[:1].upper() + label[1:], words)
