"""Reviewing a month: what of one's own words is read again, and when."""

from collections.abc import Iterator
from datetime import date, timedelta

from moorings.companion.clock import moment
from moorings.companion.depositing import moments
from moorings.companion.guarding import standing
from moorings.companion.hearing import heard_in
from moorings.companion.opened import Opened
from moorings.companion.reviewing import PRACTICE, same_words
from moorings.insight.month import (
    Kind,
    Sentence,
    counted,
    first_words,
    month_of,
    sentences,
)
from moorings.journey.records import Entry, RecordId, RungOutcome, Word

#: For so many days after its end a month is offered on Today (own).
OFFERED = 7
#: So many texts of a month are looked through, the latest of them (own).
MANY = 60


def review_month(opened: Opened, day: date) -> tuple[Sentence, ...]:
    """Give what is read again of the month in which a day lies, four at the most.

    Nothing heavy is read again, and nothing of whom a flag may be about.
    """
    first, last = month_of(day)
    words = sorted(_own(opened, first, last), key=lambda each: each.day)[-MANY:]
    quiet = (each for each in words if heard_in(each.words) == "nothing")
    here = (
        each
        for each in opened.journey.activations()
        if first <= each.began.date <= last
    )
    return sentences((*quiet, *counted(here, same_words(opened))))


def offered_month(opened: Opened) -> date | None:
    """Give the first day of the month that just ended, if anything was written in it.

    It is there for whoever opens the notebook in the days after; nothing calls anybody.
    """
    today = moment(opened.now()).date
    if today.day > OFFERED or today.replace(day=1) == date.min:
        return None
    first, last = month_of(today.replace(day=1) - timedelta(days=1))
    return first if opened.journey.days(first, last) else None


def _own(opened: Opened, first: date, last: date) -> Iterator[Sentence]:
    """Give everything of the person's own words that may be read again."""
    guards = standing(opened)
    flagged = {person for person in guards.flagged if person}
    for found in (
        _pages(opened, first, last, flagged),
        () if guards.rests else _given(opened, flagged),
        _learned(opened),
        _words(opened),
    ):
        yield from (e for e in found if e.words and first <= e.day <= last)


def _pages(
    opened: Opened, first: date, last: date, flagged: set[RecordId]
) -> Iterator[Sentence]:
    for page in opened.journey.pages_on(first, last):
        entry = page.newest
        kind = _kind(entry) if isinstance(entry, Entry) else None
        if isinstance(entry, Entry) and kind and flagged.isdisjoint(entry.people):
            yield Sentence(kind, first_words(entry.text), entry.when.date, page.id)


def _kind(entry: Entry) -> Kind | None:
    """Tell a line about a week and a page of its own from what belongs elsewhere."""
    if entry.practice == PRACTICE:
        return "line"
    return None if entry.activation or entry.practice else "page"


def _given(opened: Opened, flagged: set[RecordId]) -> Iterator[Sentence]:
    for each in moments(opened):
        if each.side == "deposit" and flagged.isdisjoint(each.people):
            yield Sentence("given", first_words(each.text), each.when.date, each.id)


def _learned(opened: Opened) -> Iterator[Sentence]:
    for each in opened.journey.standing(RungOutcome):
        words = first_words(each.learned)
        yield Sentence("learned", words, each.when.date, each.id)


def _words(opened: Opened) -> Iterator[Sentence]:
    for each in opened.journey.standing(Word):
        yield Sentence("word", each.text, moment(each.written_at).date, each.id)
