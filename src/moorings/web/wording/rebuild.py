"""Rebuilding trust in words: what is asked of whom, what was said, and how it ended."""

from collections.abc import Mapping
from datetime import date

from moorings.companion.rebuilding import Question
from moorings.journey.records import HurtBy, MendingAnswer
from moorings.library.catalogue import gettext
from moorings.web.rendering import short_day


def title_words(question: Question, by: HurtBy) -> str:
    """Name what is asked."""
    if question == "cost":
        mine = by == "them"
        return gettext("What it cost you") if mine else gettext("What it cost them")
    if question == "openness":
        return gettext("What they asked to see")
    return gettext("What you need to see")


def hint_words(question: Question, by: HurtBy) -> str:
    """Say how it is meant."""
    if question == "cost" and by == "them":
        return gettext(
            "Sleep, money, a plan, a friend. As far as you want to look at it today."
        )
    return {
        "cost": gettext(
            "In their words, if they want to be asked. Until then it is a guess. An "
            "explanation of yours can wait."
        ),
        "openness": gettext(
            "What they would like to know or see for a while: a bill, when you will be "
            "home. They ask for it, you may say no, and it has an end. Either of you "
            "may stop it. Going through a phone or following where somebody is, asked "
            "or in secret, is none of it."
        ),
        "need": gettext(
            "Small things that can be seen: told before you ask, home when it was "
            "said. They may say no. You may change them, and you owe nothing in return."
        ),
    }[question]


def answer_choices(question: Question, by: HurtBy) -> Mapping[str, str]:
    """Name how far it is so; nothing where that is not asked."""
    if question == "cost" and by == "them":
        return {}
    return {
        "cost": {
            "not-yet": gettext("A guess, I have not asked"),
            "yes": gettext("I asked, and they told me"),
            "no": gettext("I asked, and they would rather not say"),
        },
        "openness": {
            "not-yet": gettext("Asked for, and not agreed"),
            "yes": gettext("It holds just now"),
            "no": gettext("It has ended"),
        },
        "need": {
            "not-yet": gettext("Not seen so far"),
            "partly": gettext("I have seen some of it"),
            "yes": gettext("I have seen it"),
        },
    }[question]


def said_words(question: Question, by: HurtBy, answer: MendingAnswer, day: date) -> str:
    """Say how far it was so, and on which day."""
    said = answer_choices(question, by).get(answer, "")
    return " · ".join(filter(None, (short_day(day), said)))
