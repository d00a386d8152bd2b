"""What somebody did, in words: what it was about, how often, and of which day."""

from collections.abc import Mapping

from moorings.journey.records import PersonNote
from moorings.library.catalogue import gettext
from moorings.web.rendering import short_day


def aspect_names() -> Mapping[str, str]:
    """Name what somebody can be seen to do, in the order of the form."""
    return {
        "kept-word": gettext("Keeping their word"),
        "answered": gettext("Answering when it mattered"),
        "repaired": gettext("Making up after a hurt"),
        "respected-no": gettext("Respecting a no"),
        "glad": gettext("Being glad at good news"),
        "safe-to-disagree": gettext("Being safe to disagree with"),
    }


def often_names() -> Mapping[str, str]:
    """Name how often it is so of late."""
    return {
        "often": gettext("often"),
        "sometimes": gettext("sometimes"),
        "rarely": gettext("rarely"),
    }


def about_words(note: PersonNote) -> str:
    """Say how often, and of which day its example is."""
    return f"{often_names()[note.often]} · {short_day(note.when.date)}"
