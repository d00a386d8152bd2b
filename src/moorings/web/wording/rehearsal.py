"""A rehearsed scene in words: what it practises, how ready one felt, how long it is."""

from datetime import timedelta

from moorings.insight.rehearsals import Readiness
from moorings.journey.records import Rehearsal
from moorings.library.catalogue import gettext
from moorings.library.scenes import Practised
from moorings.web.rendering import number_words
from moorings.web.timed import length_words


def practised_words(kind: Practised | None) -> str:
    """Say what is practised at a place of a scene, if it is anything in particular."""
    if kind is None:
        return ""
    return {
        "stop": gettext("Stop, and a breath"),
        "name": gettext("A word for what is here"),
        "statement": gettext("One sentence"),
        "time-out": gettext("A pause, with a return"),
    }[kind]


def ready_words(told: Rehearsal) -> str:
    """Tell how ready somebody felt, as a fact, as far as they said it."""
    filled = {"before": told.before, "after": told.after}
    if told.before is None and told.after is None:
        return ""
    if told.after is None:
        return gettext("before %(before)s") % filled
    if told.before is None:
        return gettext("after %(after)s") % filled
    return gettext("before %(before)s, after %(after)s") % filled


def middle_words(found: Readiness | None) -> str:
    """Say the middle of several times, with how many, and what that leaves open."""
    if found is None:
        return ""
    return gettext(
        "In the middle of %(count)s times with both numbers it was %(before)s before "
        "and %(after)s after. Such numbers also move by themselves. What a real moment "
        "will be like, they cannot say."
    ) % {
        "count": found.count,
        "before": _short(found.before),
        "after": _short(found.after),
    }


def passed_words(whole: timedelta, left: timedelta) -> str:
    """Say how much of a wait has passed by the clock."""
    passed = int((whole - left).total_seconds())
    of = length_words(int(whole.total_seconds()))
    if passed <= 0:
        return gettext("The clock runs for %(whole)s.") % {"whole": of}
    told = {"passed": length_words(passed), "whole": of}
    return gettext("Passed by the clock: %(passed)s, of %(whole)s.") % told


def _short(value: float) -> str:
    return number_words(value, 0 if value == int(value) else 1)
