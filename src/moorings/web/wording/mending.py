"""A thread of repair or of rebuilding in words: who hurt whom, and how it ended."""

from collections.abc import Mapping
from datetime import date

from moorings.journey.records import MendingEnding, MendingSort
from moorings.library.catalogue import gettext
from moorings.web.rendering import short_day


def by_choices() -> Mapping[str, str]:
    """Name who hurt whom, as the person sees it."""
    return {
        "me": gettext("I hurt them"),
        "them": gettext("They hurt me"),
        "both": gettext("Each of us hurt the other"),
    }


def ending_choices() -> tuple[tuple[str, str, str], ...]:
    """Name each way in which it may end on any day, with a word on it."""
    return (
        ("stopped", gettext("Stop here"), gettext("You need no reason.")),
        ("parted", gettext("We go separate ways"), gettext("That can be a good end.")),
        (
            "no-contact",
            gettext("They asked me not to write"),
            gettext("Then nothing here is for sending."),
        ),
    )


def enough_choice() -> tuple[str, str, str]:
    """Name the end of a rebuilding that has done its work."""
    return ("complete", gettext("It needs no page any more"), "")


def ended_words(sort: MendingSort, how: MendingEnding, day: date) -> str:
    """Say how it ended, and when."""
    said = {
        "stopped": gettext("You stopped this on %(day)s. That is a good end, too."),
        "parted": gettext(
            "This ended on %(day)s: you go separate ways. That can be a good end, too."
        ),
        "no-contact": gettext(
            "On %(day)s you noted that they asked you not to write. Nothing here is "
            "for sending."
        ),
        "complete": gettext("You called this complete on %(day)s.")
        if sort == "repair"
        else gettext("Since %(day)s it needs no page any more."),
    }[how]
    return said % {"day": short_day(day)}
