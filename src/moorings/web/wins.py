"""A small win in words, stated on the one page that shows it."""

from moorings.companion.acknowledging import try_to_state, win_to_state
from moorings.companion.opened import Opened
from moorings.library.catalogue import gettext
from moorings.web.listing import beginning
from moorings.web.rendering import weekday


def stated(opened: Opened) -> str:
    """State a small win, or what somebody else tried; nothing where there is none."""
    found = win_to_state(opened)
    if found is None:
        return _tried(opened)
    from moorings.library.wins import wins  # noqa: PLC0415 - mostly there is none

    return wins().sentence(*found)


def _tried(opened: Opened) -> str:
    """State what somebody else tried, in the person's own words for it."""
    entry = try_to_state(opened)
    if entry is None:
        return ""
    said = {"day": weekday(entry.when.date), "words": beginning(entry.text)}
    return gettext("On %(day)s: “%(words)s” You noted it.") % said
