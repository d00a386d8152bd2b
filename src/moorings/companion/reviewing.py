"""Reviewing a week: what its hard moments had in common, and a line about it."""

from datetime import date, timedelta
from itertools import islice

from moorings.companion.errors import EmptyPageError
from moorings.companion.opened import Opened
from moorings.companion.practising import Practised, keep_time
from moorings.companion.wording import own_words
from moorings.insight.look_back import LookBack, look_back
from moorings.journey.records import Entry, RecordId, When, WordId

#: Under this practice the line is kept.
PRACTICE = "weekly-look-back"
DAYS = 7
#: Lines of so many days, and at most so many, are read again beside a new one.
LOOKED_THROUGH, LINES = timedelta(days=120), 5


def first_of_week(last: date) -> date:
    """Give the first of the seven days that end on this one."""
    return last - timedelta(days=DAYS - 1)


def review(opened: Opened, last: date) -> LookBack:
    """Look back at the seven days that end on this one."""
    here, same = opened.journey.activations(), same_words(opened)
    return look_back(here, first_of_week(last), last, same)


def same_words(opened: Opened) -> dict[WordId, WordId]:
    """Lead own words that say the same to one of them."""
    return {
        record: word.id
        for words in own_words(opened).values()
        for word in words
        for record in word.records
    }


def keep_line(opened: Opened, record: RecordId, text: str, when: When) -> None:
    """Keep one line about a week, as a page of the diary."""
    if not text.strip():
        raise EmptyPageError
    keep_time(opened, record, PRACTICE, Practised(line=text), when)


def lines(opened: Opened, today: date) -> tuple[tuple[RecordId, Entry], ...]:
    """Give the latest lines, with their pages, the newest first."""
    pages = opened.journey.pages_on(today - LOOKED_THROUGH, today)
    written = (
        (page.id, page.newest)
        for page in reversed([*pages])
        if isinstance(page.newest, Entry) and page.newest.practice == PRACTICE
    )
    return tuple(islice(written, LINES))
