"""Resting: when heavy answers let steadying things come first, and the way back."""

from datetime import UTC, datetime

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.insight.sittings import sittings
from moorings.insight.steadying import Steadying, steadying

#: The choice that holds when the person last said: I have support.
SUPPORTED = "supported"


def resting(opened: Opened) -> Steadying | None:
    """Give why steadying things come first just now, if they do."""
    dated = [(moment(s.administration.ended).date, s) for s in sittings(opened.journey)]
    return steadying(dated, moment(opened.now()).date, _supported(opened))


def have_support(opened: Opened) -> None:
    """Keep that there is support: nothing rests for what was answered before."""
    choose(opened, {SUPPORTED: opened.now().isoformat()})


def _supported(opened: Opened) -> datetime:
    try:
        said = datetime.fromisoformat(opened.journey.choices.get(SUPPORTED, ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return said if said.tzinfo else said.replace(tzinfo=UTC)
