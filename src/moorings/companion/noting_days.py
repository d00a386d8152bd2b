"""Noting days: what stands in the notebook of days, and what tends to come before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.deriving import derived
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import standing
from moorings.companion.opened import Opened
from moorings.companion.worksheets import worksheets
from moorings.insight.antecedents import (
    BACK,
    Antecedents,
    Counted,
    Facts,
    Told,
    antecedents,
)
from moorings.journey.apart import is_of_a_moment, notes_apart
from moorings.journey.journey import Journey
from moorings.journey.page import Writing
from moorings.journey.records import (
    Entry,
    RecordId,
    When,
    Worksheet,
)

#: The page on which a day is ticked, and its questions.
SHEET: Final = "the-day"
NIGHT, WHERE, ABOUT, DAY = "night", "where", "about", "day"
#: The choice that holds since when a finding is put aside begins so.
ASIDE: Final = "aside:"


@dataclass(frozen=True, slots=True)
class Before:
    """What stands out, what was put aside by its key since when, and all in numbers."""

    found: tuple[Counted, ...]
    aside: Mapping[str, str]
    all: Antecedents


def before(opened: Opened) -> Before:
    """Give what tends to come before, without what was put aside."""
    today = moment(opened.now()).date
    told = derived(
        opened,
        ("antecedents", today),
        partial(_antecedents, opened, today),
    )
    aside = asides(opened)
    shown = tuple(each for each in told.found if each.thing.key not in aside)
    return Before(shown, aside, told)


def asides(opened: Opened) -> dict[str, str]:
    """Give what was put aside, by its key, with the day on which it was.

    Somebody who is not looked at any more is not named here either.
    """
    people = {f"person:{each}" for each in looked_at(opened)}
    choices = opened.journey.choices.items()
    found = {s.removeprefix(ASIDE): d for s, d in choices if d and s.startswith(ASIDE)}
    return {
        key: day
        for key, day in found.items()
        if not key.startswith("person:") or key in people
    }


def put_aside(opened: Opened, key: str) -> None:
    """Show one finding no more, until it is brought back."""
    told = before(opened)
    if key in told.aside:
        return
    if key not in {each.thing.key for each in told.found}:
        raise NothingThereError
    choose(opened, {ASIDE + key: moment(opened.now()).date.isoformat()})


def bring_to_light(opened: Opened, key: str) -> None:
    """Show a finding again, where it still stands out."""
    if ASIDE + key not in opened.journey.choices:
        raise NothingThereError
    choose(opened, {ASIDE + key: ""})


def looked_at(opened: Opened) -> tuple[RecordId, ...]:
    """Give who is looked at: nobody of whom a flag stands.

    Where it stands for nobody in particular, or is still to be asked about, nobody is.
    """
    guards = standing(opened)
    if None in guards.flagged or guards.ask_first:
        return ()
    return tuple(p for p in opened.journey.people() if p not in guards.flagged)


def days_told(opened: Opened) -> dict[date, Worksheet]:
    """Give what was ticked for each day; of several pages the newest counts."""
    found: dict[date, Worksheet] = {}
    for sheet in sorted(worksheets(opened, SHEET), key=lambda each: each.written_at):
        found[_day_of(sheet)] = sheet
    return found


def _antecedents(opened: Opened, today: date) -> Antecedents:
    return antecedents(_facts(opened, today), today)


def _facts(opened: Opened, today: date) -> Facts:
    journey, sheets = opened.journey, days_told(opened)
    pages = tuple(_pages(journey, today))
    notes = (*(each.when for each in pages), *_whens(journey))
    return Facts(
        begun=tuple(each.began for each in journey.activations()),
        noted=frozenset((*(each.date for each in notes), *sheets)),
        notes=notes,
        told={day: _told(sheet) for day, sheet in sheets.items()},
        people=_people(pages, sheets),
        known=looked_at(opened),
    )


def _pages(journey: Journey, today: date) -> Iterator[Writing]:
    """Give the pages of the time that counts, but for those of a hard moment."""
    for page in journey.pages_on(today - timedelta(days=BACK), today):
        if not is_of_a_moment(journey, page.newest):
            yield page.newest


def _whens(journey: Journey) -> Iterator[When]:
    """Give when anything else was noted.

    A day in ticks is none of its hour: it counts for the day it is about.
    """
    for each, when in notes_apart(journey):
        if not (isinstance(each, Worksheet) and each.sheet == SHEET):
            yield when


def _people(
    pages: Iterable[Writing], sheets: Mapping[date, Worksheet]
) -> dict[date, frozenset[RecordId]]:
    """Give the days on which somebody could be named, with whoever was.

    Who was named in a hard moment is part of it, and no sign that they were there
    before.
    """
    found = {day: frozenset(sheet.people) for day, sheet in sheets.items()}
    for page in pages:
        named = page.people if isinstance(page, Entry) else ()
        day = page.when.date
        found[day] = found.get(day, frozenset()) | frozenset(named)
    return found


def _told(sheet: Worksheet) -> Told:
    night = sheet.chosen.get(NIGHT, ())
    return Told(
        night[0] if night else "",
        sheet.chosen.get(WHERE, ()),
        sheet.chosen.get(ABOUT, ()),
    )


def _day_of(sheet: Worksheet) -> date:
    try:
        return date.fromisoformat(sheet.answers.get(DAY, ""))
    except ValueError:
        return sheet.when.date
