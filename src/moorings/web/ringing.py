"""What a page tells this device of reminders: when they ring, and what they say."""

from dataclasses import dataclass

from moorings.companion.opened import Opened
from moorings.companion.reminding import reminders, ringing
from moorings.library.catalogue import gettext


@dataclass(frozen=True, slots=True)
class Ringing:
    """Days (Monday is 0) and hours, as `024 08:05`, and words; empty in a pause."""

    when: str
    words: str


def ringing_here(opened: Opened) -> Ringing | None:
    """Give what rings as things are: empty in a pause, None while reminders are off."""
    if reminders(opened) is None:
        return None
    if (told := ringing(opened)) is None:
        return Ringing("", "")
    days = "".join(map(str, sorted(told.on)))
    when = " ".join((days, *(at.isoformat("minutes") for at in told.at)))
    return Ringing(when, told.words or neutral_words())


def neutral_words() -> str:
    """Give words that tell nobody anything."""
    return gettext("A minute")
