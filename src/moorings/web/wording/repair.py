"""A repair in words: what is answered at its steps, how it ends, how long it took."""

from collections.abc import Mapping
from datetime import date

from moorings.insight.repair_times import FEWEST, Told, TooFew, Took
from moorings.insight.repairs import StepName
from moorings.journey.records import HurtBy, MendingAnswer
from moorings.library.catalogue import gettext, ngettext
from moorings.library.repair_steps import Step, repair_room
from moorings.web.rendering import short_day
from moorings.web.wording.recovery import time_unit

#: Above so many days part of one says nothing.
_WHOLE_DAYS = 10


def step_words(step: StepName, by: HurtBy) -> Step:
    """Give what a step is called and says; for whoever was hurt the last is another."""
    wished = step == "reconnect" and by == "them"
    return repair_room().steps.step("wish" if wished else step)


def answer_legend(step: StepName, by: HurtBy) -> str:
    """Say what is answered at a step, beside its words."""
    if step == "impact":
        return gettext("Where does it come from?")
    if step == "came":
        return gettext("Did it reach you?")
    if step == "follow-through":
        return gettext("How did it go?")
    if by == "them":
        return gettext("How is it for you?")
    return gettext("What did they answer?")


def answer_choices(step: StepName, by: HurtBy) -> Mapping[str, str]:
    """Name each answer of a step; nothing where none is asked for."""
    if step == "reconnect" and by == "them":
        return {
            "": gettext("I leave it open"),
            "yes": gettext("I would like that"),
            "not-yet": gettext("Not yet"),
            "no": gettext("I would rather keep a distance"),
        }
    told: dict[str, Mapping[str, str]] = {
        "impact": {
            "not-yet": gettext("A guess; I have not asked"),
            "yes": gettext("I asked, and they told me"),
            "no": gettext("I asked, and they would rather not say"),
        },
        "came": {
            "not-yet": gettext("Nothing came so far"),
            "yes": gettext("It reached me"),
            "partly": gettext("Some of it did"),
            "no": gettext("It did not"),
        },
        "reconnect": {
            "": gettext("I have not asked yet"),
            "yes": gettext("Yes"),
            "not-yet": gettext("Not yet"),
            "no": gettext("No, or not with me"),
        },
        "follow-through": {
            "yes": gettext("I did it"),
            "partly": gettext("I missed it, and took it up again"),
            "no": gettext("I missed it"),
            "not-yet": gettext("Too early; ask me in three weeks"),
        },
    }
    return told.get(step, {})


def said_words(step: StepName, by: HurtBy, answer: MendingAnswer, day: date) -> str:
    """Say on which day it was written, and what was answered."""
    said = answer_choices(step, by).get(answer, "") if answer else ""
    return " · ".join(filter(None, (short_day(day), said)))


def times_sentence(told: Told) -> str:
    """Say how long repairs took, from how many, and how sure that is."""
    counted = {
        "count": told.count,
        "whole": told.whole,
        "least": FEWEST,
        "day": short_day(told.since),
    }
    if isinstance(told, Took):
        return _took_sentence(told) % counted
    begun = ngettext(
        "%(count)s repair since %(day)s, %(whole)s complete.",
        "%(count)s repairs since %(day)s, %(whole)s complete.",
        told.count,
    )
    why = gettext("How long they take cannot be told from these.")
    if isinstance(told, TooFew):
        why = gettext("Too early to tell how long they take: it takes %(least)s.")
    return f"{begun} {why}" % counted


def _took_sentence(told: Took) -> str:
    """Say it with its interval; how many they are is filled in afterwards."""
    found = gettext(
        "Half of your repairs were complete after about %(time)s; likely between "
        "%(low)s and %(high)s."
    ) % {
        "time": _days(told.days.value),
        "low": _days(told.days.low),
        "high": _days(told.days.high),
    }
    counted = gettext(
        "That is from %(count)s since %(day)s, %(whole)s of them complete; those that "
        "go on, or ended otherwise, count as not over yet."
    )
    return f"{found} {counted}"


def _days(days: float) -> str:
    return time_unit(round(days) if days >= _WHOLE_DAYS else round(days, 1), "day")
