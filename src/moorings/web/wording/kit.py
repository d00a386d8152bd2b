"""The kit in words: its senses, and what trying a thing was followed by."""

from collections.abc import Mapping
from typing import assert_never

from moorings.insight.trying import FEWEST, LOWER, Tried
from moorings.journey.records import KitItem, Sense
from moorings.library.catalogue import gettext, ngettext
from moorings.web.listing import beginning
from moorings.web.rendering import number_words

#: So many tries are written out, the latest.
WRITTEN_OUT = 5


def senses() -> Mapping[Sense, str]:
    """Give what a thing of the kit can be, in the order in which it is asked."""
    return {
        "sight": gettext("To see"),
        "sound": gettext("To hear"),
        "touch": gettext("To touch"),
        "smell": gettext("To smell"),
        "taste": gettext("To taste"),
        "person": gettext("A person"),
        "place": gettext("A place"),
        "movement": gettext("A movement"),
    }


def name_of(item: KitItem) -> str:
    """Call a thing by the beginning of its words, or by what its file is."""
    if item.text:
        return beginning(item.text)
    if item.media_type.startswith("audio/"):
        return gettext("A recording")
    return gettext("A picture")


def tried_words(told: Tried) -> str:
    """Say how often it was tried, and how it was before and after, lately."""
    if not told.count:
        return gettext("Not tried yet.")
    counted = ngettext("Tried %(count)s time", "Tried %(count)s times", told.count) % {
        "count": told.count
    }
    pairs = ", ".join(
        f"{before}\N{RIGHTWARDS ARROW}{after}"
        for before, after in told.rated[-WRITTEN_OUT:]
    )
    if not pairs:
        return gettext("%(counted)s, without numbers.") % {"counted": counted}
    if len(told.rated) > WRITTEN_OUT:
        said = gettext("%(counted)s; the last %(some)s: %(pairs)s.")
        return said % {"counted": counted, "some": WRITTEN_OUT, "pairs": pairs}
    return gettext("%(counted)s: %(pairs)s.") % {"counted": counted, "pairs": pairs}


def verdict_words(told: Tried) -> str:
    """Say what the tries tell, and from how many; too early is an answer as well."""
    rated = {"count": len(told.rated), "fewest": FEWEST, "lower": LOWER}
    match told.verdict:
        case "early":
            return (
                gettext(
                    "Too early to tell: with numbers before and after it was tried "
                    "%(count)s of %(fewest)s times."
                )
                % rated
            )
        case "lower":
            return gettext(
                "In the middle of %(count)s tries it was %(drop)s lower afterwards. "
                "That is a reason to keep it."
            ) % (rated | {"drop": _points(told)})
        case "not lower":
            return (
                gettext(
                    "In the middle of %(count)s tries it was not %(lower)s lower "
                    "afterwards. It can stay, or go."
                )
                % rated
            )
        case "higher":
            return gettext(
                "The last three times it was higher afterwards. It can rest for a "
                "while, or go."
            )
        case never:
            assert_never(never)


def _points(told: Tried) -> str:
    drop = told.drop or 0
    return number_words(drop, 0 if drop == int(drop) else 1)
