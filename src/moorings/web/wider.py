"""Three questions about whether life grows wider, where they may stand just now."""

from moorings.companion.opened import Opened
from moorings.companion.recommitting import WIDER
from moorings.companion.widening import asks_wider
from moorings.library.worksheets import sheets
from moorings.web.room_links import Link


def wider_link(opened: Opened) -> Link | None:
    """Give the way to the three questions; none where it is not the time for them."""
    if not asks_wider(opened):
        return None
    sheet = sheets()[WIDER]
    return Link(f"/practise/pages/{WIDER}", sheet.title, sheet.short)
