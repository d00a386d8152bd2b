"""What tends to come before, in words: both counts, and how far they lie apart."""

from collections.abc import Mapping
from datetime import date, timedelta

from moorings.companion.noting_days import ABOUT, SHEET, WHERE
from moorings.insight.antecedents import FEWEST, Antecedents, Counted, Thing
from moorings.journey.records import Person, RecordId
from moorings.library.catalogue import gettext, ngettext
from moorings.library.worksheets import sheets
from moorings.web.rendering import short_day, weekday

#: A Monday: days of the week are counted from it.
_MONDAY = date(2024, 1, 1)


def thing_words(thing: Thing, people: Mapping[RecordId, Person]) -> str:
    """Name a thing as a heading; what has no name any more is empty."""
    if thing.kind == "weekday":
        return _weekday(thing.id)
    if thing.kind == "part":
        return _part_names().get(thing.id, "")
    like = _like(thing, people)
    return gettext("Days %(like)s") % {"like": like} if like else ""


def counts_words(told: Counted, people: Mapping[RecordId, Person]) -> str:
    """Say on how many of the days with it a hard moment came, and on how many others.

    For a part of the day, how many days had a moment there, beside other notes.
    """
    if told.thing.kind == "part":
        return _part_words(told)
    first = ngettext(
        "On %(came)s of %(count)s day %(like)s a hard moment came;",
        "On %(came)s of %(count)s days %(like)s a hard moment came;",
        told.with_it[1],
    ) % {
        "came": told.with_it[0],
        "count": told.with_it[1],
        "like": _like(told.thing, people),
    }
    rest = ngettext(
        "on %(came)s of %(count)s other day.",
        "on %(came)s of %(count)s other days.",
        told.without[1],
    ) % {"came": told.without[0], "count": told.without[1]}
    return f"{first} {rest}"


def apart_words(told: Counted) -> str:
    """Say how far the two shares lie apart, and how sure that is."""
    apart = told.difference
    ends = [round(100 * apart.low), round(100 * apart.high)]
    if not told.more:
        ends = [-ends[1], -ends[0]]
    said = (
        gettext(
            "That is about %(apart)s in a hundred more, likely from %(low)s to "
            "%(high)s."
        )
        if told.more
        else gettext(
            "That is about %(apart)s in a hundred fewer, likely from %(low)s to "
            "%(high)s."
        )
    )
    return said % {
        "apart": abs(round(100 * apart.value)),
        "low": ends[0],
        "high": ends[1],
    }


def from_words(told: Antecedents) -> str:
    """Say from how many days all of it is told, and since when."""
    if told.since is None:
        return ""
    noted = ngettext(
        "%(count)s day with a note, since %(day)s",
        "%(count)s days with a note, since %(day)s",
        told.days,
    ) % {"count": told.days, "day": short_day(told.since)}
    hard = ngettext(
        "%(count)s of them with a hard moment",
        "%(count)s of them with a hard moment",
        told.hard,
    ) % {"count": told.hard}
    return gettext("From %(noted)s; %(hard)s.") % {"noted": noted, "hard": hard}


def early_words(told: Antecedents) -> str:
    """Say what it takes before anything can be told, and what there is of it."""
    has = ngettext(
        "So far there is %(count)s day with a note",
        "So far there are %(count)s days with a note",
        told.days,
    ) % {"count": told.days}
    hard = ngettext(
        "%(count)s of them with a hard moment",
        "%(count)s of them with a hard moment",
        told.hard,
    ) % {"count": told.hard}
    return gettext(
        "It takes at least %(least)s days with something, %(least)s without it, and "
        "%(least)s with a hard moment. %(has)s, %(hard)s."
    ) % {"least": FEWEST, "has": has, "hard": hard}


def looked_words(count: int) -> str:
    """Say at how many things it was looked."""
    said = ngettext(
        "%(count)s thing was looked at.", "%(count)s things were looked at.", count
    )
    return said % {"count": count}


def _part_words(told: Counted) -> str:
    here = _parts()[told.thing.id]
    first = ngettext(
        "On %(came)s of %(count)s day with a hard moment one came %(when)s.",
        "On %(came)s of %(count)s days with a hard moment one came %(when)s.",
        told.with_it[1],
    ) % {"count": told.with_it[1], "came": told.with_it[0], "when": here}
    rest = ngettext(
        "On %(came)s of %(count)s day with other notes one was made %(when)s.",
        "On %(came)s of %(count)s days with other notes one was made %(when)s.",
        told.without[1],
    ) % {"count": told.without[1], "came": told.without[0], "when": here}
    return f"{first} {rest}"


def _like(thing: Thing, people: Mapping[RecordId, Person]) -> str:
    """Say which days those are, after “14 of 20 days”; empty where nobody knows."""
    known = people.get(RecordId(thing.id))
    match thing.kind:
        case "person":
            return gettext("with %(name)s") % {"name": known.name} if known else ""
        case "night":
            return {
                "bad": gettext("after a bad night"),
                "well": gettext("after a night of good sleep"),
            }.get(thing.id, "")
        case "weekday":
            return gettext("that fell on a %(day)s") % {"day": _weekday(thing.id)}
        case "place":
            return _option(WHERE, thing.id)
        case "topic" if topic := _option(ABOUT, thing.id):
            return gettext("about %(topic)s") % {"topic": topic}
        case _:
            return ""


def _option(question: str, name: str) -> str:
    """Call an answer as the page of the day calls it."""
    sheet = sheets().get(SHEET)
    asked = sheet.question(question) if sheet else None
    return asked.option(name) if asked else ""


def _weekday(number: str) -> str:
    if not (number.isdecimal() and int(number) < len("MTWTFSS")):
        return ""
    return weekday(_MONDAY + timedelta(days=int(number)))


def _part_names() -> Mapping[str, str]:
    return {
        "morning": gettext("The morning, five to eleven"),
        "midday": gettext("The middle of the day, eleven to five"),
        "evening": gettext("The evening, five to eleven"),
        "night": gettext("The night, eleven to five"),
    }


def _parts() -> Mapping[str, str]:
    return {
        "morning": gettext("in the morning"),
        "midday": gettext("in the middle of the day"),
        "evening": gettext("in the evening"),
        "night": gettext("at night"),
    }
