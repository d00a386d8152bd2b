"""Resting: when heavy answers let steadying things come first, and the way back."""

from moorings.companion.choosing import choose
from moorings.companion.opened import Opened
from moorings.insight.sittings import sittings
from moorings.insight.steadying import Steadying, steadying
from moorings.journey.records import RecordId

#: The choice that names the sitting after which the person said: I have support.
SUPPORTED = "supported"


def resting(opened: Opened) -> Steadying | None:
    """Give why steadying things come first just now, if they do."""
    supported = RecordId(opened.journey.choices.get(SUPPORTED, ""))
    return steadying(sittings(opened.journey), supported)


def have_support(opened: Opened) -> None:
    """Keep that there is support; from then on nothing rests for these answers."""
    found = resting(opened)
    if found is not None:
        choose(opened, {SUPPORTED: found.sitting.administration.id})
