"""A small win in words, stated on the one page that shows it."""

from starlette.requests import Request

from moorings.companion.acknowledging import state, win_to_state
from moorings.companion.opened import Opened


def stated(request: Request, opened: Opened) -> str:
    """State a small win, once; nothing where there is none, or nobody reads it."""
    found = win_to_state(opened) if request.method == "GET" else None
    if found is None:
        return ""
    from moorings.library.wins import wins  # noqa: PLC0415 - mostly there is none

    state(opened, found)
    return wins().sentence(*found.noticed)
