"""Pausing everything: for as long as somebody likes, nothing asks and nothing counts.

Help now, the crisis page and the safety pages stay as they are.
"""

from datetime import date, timedelta
from types import MappingProxyType

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.opened import Opened

#: The choice that holds the last day of a pause, or that it has none; else it is empty.
PAUSE, OPEN = "pause-until", "open"
#: For so many days after today, by the name a form has for it.
LENGTHS = MappingProxyType({"day": 1, "week": 7, "month": 30})


def is_paused(opened: Opened) -> bool:
    """Say whether everything rests just now, because the person chose so."""
    return _told(opened) == OPEN or paused_until(opened) is not None


def paused_until(opened: Opened) -> date | None:
    """Give the last day of the pause; None without one, or where it has no end."""
    try:
        last = date.fromisoformat(_told(opened))
    except ValueError:
        return None
    return last if last >= moment(opened.now()).date else None


def pause(opened: Opened, until: date | None) -> None:
    """Let everything rest up to and including a day, or until the person ends it."""
    choose(opened, {PAUSE: until.isoformat() if until else OPEN})


def pause_for(opened: Opened, length: str) -> None:
    """Let everything rest for one of the lengths; any other word means no end."""
    days = LENGTHS.get(length)
    today = moment(opened.now()).date
    pause(opened, today + timedelta(days=days) if days else None)


def end_pause(opened: Opened) -> None:
    """Take everything up again; nothing is caught up on."""
    choose(opened, {PAUSE: ""})


def _told(opened: Opened) -> str:
    return opened.journey.choices.get(PAUSE, "")
