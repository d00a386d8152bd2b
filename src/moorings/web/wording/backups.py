"""Sentences about backups: from when the last one is, and how large."""

from datetime import date, timedelta

from moorings.companion.backing_up import Backup
from moorings.companion.verifying import Verdict
from moorings.library.catalogue import gettext, ngettext
from moorings.web.rendering import day_words, number_words

_KILO = 1_000


def last_words(newest: Backup | None, today: date, *, automatic: bool) -> str:
    """Say from when the last one is."""
    if newest is None and automatic:
        return gettext(
            "There is no backup yet. The first one is made by itself, in a quiet "
            "moment after you have written."
        )
    if newest is None:
        return gettext("There is no backup yet, and none is made by itself.")
    if newest.aside:
        return gettext(
            "The last one is from %(day)s. It was put aside when an older one came "
            "back."
        ) % {"day": _when(newest.day, today)}
    if newest.damaged:
        return gettext(
            "The last one is from %(day)s, of the notebook with a damaged part."
        ) % {"day": _when(newest.day, today)}
    return gettext(
        "The last one is from %(day)s, and it was opened to see that it works."
    ) % {"day": _when(newest.day, today)}


def kind_words(each: Backup) -> str:
    """Say how one came about, and how large it is."""
    told = gettext("Opened to see that it works")
    if each.aside:
        told = gettext("Put aside when an older one came back")
    if each.damaged:
        told = gettext("Of the notebook with a damaged part")
    return f"{told} · {size_words(each.size)}"


def size_words(size: int) -> str:
    """Write a size as people read it."""
    if size < _KILO * _KILO:
        return f"{number_words(size / _KILO, 0)} kB"
    return f"{number_words(size / _KILO / _KILO)} MB"


def opened_words(verdict: Verdict) -> str:
    """Say what stood in a backup that was opened."""
    count = verdict.pages
    pages = ngettext("%(count)s page.", "%(count)s pages.", count) % {"count": count}
    told = gettext("It opens. %(pages)s") % {"pages": pages}
    if verdict.condition.sound and not verdict.unreadable:
        return told
    return told + " " + gettext("Part of it was damaged when it was made.")


def _when(day: date, today: date) -> str:
    if day == today:
        return gettext("today")
    if day == today - timedelta(days=1):
        return gettext("yesterday")
    return day_words(day)
