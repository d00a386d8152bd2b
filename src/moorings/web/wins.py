"""A small win in words, stated on the one page that shows it."""

from moorings.companion.acknowledging import win_to_state
from moorings.companion.opened import Opened


def stated(opened: Opened) -> str:
    """State a small win; nothing where there is none."""
    found = win_to_state(opened)
    if found is None:
        return ""
    from moorings.library.wins import wins  # noqa: PLC0415 - mostly there is none

    return wins().sentence(*found)
