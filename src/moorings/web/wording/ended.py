"""How a hard moment ended, in words."""

from moorings.insight.episodes import minutes_between
from moorings.journey.activation import Activation
from moorings.library.catalogue import gettext
from moorings.web.wording.recovery import minutes_words

#: Within so many minutes it was soon.
SHORT = 2


def ended_words(found: Activation) -> str:
    """Say how a moment ended, and how long calm took where that is known."""
    if found.end is None:
        return gettext("still open")
    if found.end.how == "left-open":
        return gettext("left open")
    minutes = minutes_between(found.began, found.end.when)
    if minutes is None or not (found.ratings or found.notes):
        return gettext("calm came back")
    if minutes < SHORT:
        return gettext("calm within a minute or two")
    return gettext("calm after about %(time)s") % {"time": minutes_words(minutes)}
