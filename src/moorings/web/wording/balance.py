"""Mine and ours in words and in a picture: what was, with how many, and no ideal."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from moorings.insight.balance import FEWEST_WEEKS, Balance, Came
from moorings.journey.records import (
    Belongs,
    Done,
    HelpAnswer,
    PersonalValue,
)
from moorings.library.catalogue import gettext, ngettext
from moorings.pictures.balance import Legend, Week, draw_balance
from moorings.pictures.drawing import Told
from moorings.web.rendering import short_day

_WEEK = timedelta(weeks=1)


def side_words(belongs: Belongs) -> str:
    """Name the side of life an act belongs to."""
    return gettext("Of my own") if belongs == "mine" else gettext("Shared")


def done_words(done: Done) -> str:
    """Say whether something happened; nothing while nobody has said."""
    return {
        "": "",
        "yes": gettext("happened"),
        "partly": gettext("partly"),
        "no": gettext("not that week"),
    }[done]


def done_sentence(done: Done) -> str:
    """Say the same as a sentence; nothing while nobody has said."""
    return {
        "": "",
        "yes": gettext("It happened."),
        "partly": gettext("Some of it happened."),
        "no": gettext("It did not happen that week."),
    }[done]


def for_value_words(mine: int, ours: int) -> str:
    """Say how much was done for what matters; a side without any is left out."""
    told = (
        gettext("%(count)s of your own") % {"count": mine} if mine else "",
        gettext("%(count)s shared") % {"count": ours} if ours else "",
    )
    return " · ".join(filter(None, told))


def dones() -> Mapping[str, str]:
    """Give what can be said of an act."""
    return {
        "yes": gettext("Yes"),
        "partly": gettext("Partly"),
        "no": gettext("No"),
    }


def week_words(first: date, now: date) -> str:
    """Name a week by its Monday, as seen from the Monday of the present one."""
    near = {
        now - _WEEK: gettext("last week"),
        now: gettext("this week"),
        now + _WEEK: gettext("next week"),
    }
    return near.get(first) or gettext("week of %(day)s") % {"day": short_day(first)}


def sizes() -> Mapping[str, str]:
    """Give how large something can be that is asked for."""
    return {
        "1": gettext("1: small"),
        "2": gettext("2: in between"),
        "3": gettext("3: large"),
    }


def answers() -> Mapping[str, str]:
    """Give what the other can have said."""
    return {
        "": gettext("No answer yet"),
        "yes": gettext("Yes"),
        "no": gettext("No"),
        "not-yet": gettext("Not yet"),
    }


def asked_words(answer: HelpAnswer, name: str) -> str:
    """Say what came of the asking, as it was told, and nothing beyond it."""
    if name:
        told = {
            "": gettext("For %(name)s. No answer is noted yet."),
            "yes": gettext("You asked %(name)s. The answer was yes."),
            "no": gettext("You asked %(name)s. The answer was no."),
            "not-yet": gettext("You asked %(name)s. The answer was “not yet”."),
        }
        return told[answer] % {"name": name}
    return {
        "": gettext("No answer is noted yet."),
        "yes": gettext("You asked. They said yes."),
        "no": gettext("You asked. They said no."),
        "not-yet": gettext("You asked. They said “not yet”."),
    }[answer]


def stands_words(value: PersonalValue) -> str:
    """Say how much something matters, and how far it is lived."""
    told = gettext("matters %(importance)s · lived %(lived)s, of 10")
    return told % {"importance": value.importance, "lived": value.lived}


def gap_question(value: PersonalValue) -> str:
    """Ask for something small, for what is lived least beside how much it matters."""
    return gettext(
        "“%(text)s” matters %(importance)s of 10 to you, and is lived %(lived)s of 10. "
        "Is there something small for it that fits this week? It can also stay as it "
        "is."
    ) % {"text": value.text, "importance": value.importance, "lived": value.lived}


def moved_sentence(stood: Sequence[PersonalValue]) -> str:
    """Say how far it was lived at first and at last; nothing from a single day."""
    if len(stood) < 2:  # noqa: PLR2004 - two days make a first and a last
        return ""
    return gettext(
        "Lived %(first)s of 10 on %(day)s, and %(last)s of 10 on %(later)s. You rated "
        "it on %(count)s days; one day says little."
    ) % {
        "first": stood[0].lived,
        "day": short_day(stood[0].when.date),
        "last": stood[-1].lived,
        "later": short_day(stood[-1].when.date),
        "count": len(stood),
    }


def moved_rows(stood: Sequence[PersonalValue]) -> tuple[tuple[str, ...], ...]:
    """Give how it stood as a table, the latest first."""
    return tuple(
        (short_day(each.when.date), str(each.importance), str(each.lived))
        for each in reversed(stood)
    )


def too_few_words() -> str:
    """Say from when on there is a picture."""
    return gettext(
        "Too early for a picture: it takes %(weeks)s weeks in which something happened."
    ) % {"weeks": FEWEST_WEEKS}


def balance_sentence(found: Balance) -> str:
    """Say what happened on both sides, out of how many weeks."""
    mine, ours = found.of("mine"), found.of("ours")
    told = [
        gettext(
            "Since the week of %(day)s, in %(told)s of %(count)s weeks something "
            "happened: %(mine)s of your own and %(ours)s shared."
        )
        % {
            "day": short_day(found.weeks[0].first),
            "told": found.told,
            "count": len(found.weeks),
            "mine": mine.both,
            "ours": ours.both,
        }
    ]
    if partly := mine.partly + ours.partly:
        words = ngettext(
            "%(count)s of these happened in part.",
            "%(count)s of these happened in part.",
            partly,
        )
        told.append(words % {"count": partly})
    return " ".join(told)


def balance_picture(found: Balance) -> Markup:
    """Draw the weeks, one's own above the line and the shared below it."""
    drawn = [
        Week((each.mine.wholly, each.mine.partly), (each.ours.wholly, each.ours.partly))
        for each in found.weeks
    ]
    legend = Legend(
        (short_day(found.weeks[0].first), short_day(found.weeks[-1].first)),
        gettext("of my own"),
        gettext("shared"),
        gettext("happened in part"),
    )
    told = Told(gettext("Mine and ours, week by week"), balance_sentence(found))
    picture = draw_balance("balance", drawn, legend, told)
    return Markup(picture)  # noqa: S704 - every word in it was escaped


def balance_rows(found: Balance) -> tuple[tuple[str, ...], ...]:
    """Give the same as a table, the latest week first; an empty week is empty."""
    return tuple(
        (short_day(each.first), _came(each.mine), _came(each.ours))
        for each in reversed(found.weeks)
    )


def _came(came: Came) -> str:
    whole = str(came.wholly) if came.wholly else ""
    partly = gettext("%(count)s partly") % {"count": came.partly} if came.partly else ""
    return " · ".join(filter(None, (whole, partly)))
