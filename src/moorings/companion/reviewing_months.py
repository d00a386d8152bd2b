"""Reviewing a month: what of one's own words is read again, and when."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeAlias

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
from moorings.insight.names import Names
from moorings.journey.records import Entry, RecordId, RungOutcome, Word

#: What may be read again, and all of the text that it begins.
_Told: TypeAlias = tuple[Sentence, str]
#: For so many days after its end a month is offered on Today (own).
OFFERED = 7
#: So many texts of a month are looked through, the latest of them (own).
MANY = 60


def review_month(opened: Opened, day: date) -> tuple[Sentence, ...]:
    """Give what is read again of the month in which a day lies, four at the most.

    Nothing heavy is read again, and nothing of whom a flag may be about.
    """
    first, last = month_of(day)
    words = sorted(_own(opened, first, last), key=lambda each: each[0].day)[-MANY:]
    people, guarded = opened.journey.people(), _guarded(opened)
    unsaid = Names(people[each].name for each in guarded if each in people)
    quiet = (
        told
        for told, whole in words
        if heard_in(whole) == "nothing" and not unsaid.are_in(whole)
    )
    here = (
        each
        for each in opened.journey.activations()
        if first <= each.began.date <= last and guarded.isdisjoint(each.everybody)
    )
    often = counted(here, same_words(opened))
    return sentences((*quiet, *(e for e in often if _is_read(opened, e, unsaid))))


def _guarded(opened: Opened) -> frozenset[RecordId]:
    """Give everybody a flag may be about; that is anybody, where it names nobody."""
    guards = standing(opened)
    if guards.ask_first or None in guards.flagged:
        return frozenset(opened.journey.people())
    return frozenset(filter(None, guards.flagged))


def _is_read(opened: Opened, told: Sentence, unsaid: Names) -> bool:
    """Say whether what moments began with, if in one's own words, is read again."""
    word = opened.journey.record(RecordId(told.words))
    if not isinstance(word, Word):
        return True
    return heard_in(word.text) == "nothing" and not unsaid.are_in(word.text)


def offered_month(opened: Opened) -> date | None:
    """Give the first day of the month that just ended, if anything was written in it.

    It is there for whoever opens the notebook in the days after; nothing calls anybody.
    """
    today = moment(opened.now()).date
    if today.day > OFFERED or today.replace(day=1) == date.min:
        return None
    first, last = month_of(today.replace(day=1) - timedelta(days=1))
    return first if opened.journey.days(first, last) else None


def _own(opened: Opened, first: date, last: date) -> Iterator[_Told]:
    """Give everything of the person's own words that may be read again."""
    rests = standing(opened).rests
    for found in (
        _pages(opened, first, last),
        () if rests else _given(opened),
        () if rests else _learned(opened),
        _words(opened),
    ):
        yield from (e for e in found if e[0].words and first <= e[0].day <= last)


def _pages(opened: Opened, first: date, last: date) -> Iterator[_Told]:
    guarded = _guarded(opened)
    for page in opened.journey.pages_on(first, last):
        entry = page.newest
        kind = _kind(entry) if isinstance(entry, Entry) else None
        if isinstance(entry, Entry) and kind and guarded.isdisjoint(entry.people):
            yield _told(kind, entry.text, entry.when.date, page.id)


def _kind(entry: Entry) -> Kind | None:
    """Tell a line about a week and a page of its own from what belongs elsewhere."""
    if entry.practice == PRACTICE:
        return "line"
    return None if entry.activation or entry.practice else "page"


def _given(opened: Opened) -> Iterator[_Told]:
    for each in moments(opened):
        if each.side == "deposit":
            yield _told("given", each.text, each.when.date, each.id)


def _learned(opened: Opened) -> Iterator[_Told]:
    for each in opened.journey.standing(RungOutcome):
        yield _told("learned", each.learned, each.when.date, each.id)


def _words(opened: Opened) -> Iterator[_Told]:
    for each in opened.journey.standing(Word):
        sentence = Sentence("word", each.text, moment(each.written_at).date, each.id)
        yield sentence, each.text


def _told(kind: Kind, text: str, day: date, record: RecordId) -> _Told:
    return Sentence(kind, first_words(text), day, record), text
