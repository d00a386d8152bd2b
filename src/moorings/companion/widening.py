"""Widening: whether to ask, four times a year at most, if life grows wider.

It is asked of whoever stands before one of the pages that may ask; nothing carries the
question to anybody. Where the latest two answers were narrow, it is not asked any more.
"""

from contextlib import suppress
from datetime import date, timedelta

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.pausing import is_paused
from moorings.companion.practising import reasons
from moorings.companion.recommitting import NOES, WIDER
from moorings.companion.worksheets import worksheets
from moorings.journey.records import Worksheet
from moorings.safety.resting import Reason

#: So long after the last answer, the last "not now", and the first record.
QUARTER = timedelta(days=91)
#: The choice that holds the day on which the questions were put aside.
ASIDE = "wider-aside"
#: In such an hour nobody is asked how wide their life is.
_NOT_NOW: frozenset[Reason] = frozenset(
    {"flagged", "unreal", "help", "heavy", "night", "simple"}
)


def asks_wider(opened: Opened) -> bool:
    """Say whether the three questions may stand on a page just now."""
    if is_paused(opened) or narrow_twice(opened) or reasons(opened) & _NOT_NOW:
        return False
    today = moment(opened.now()).date
    return all(today - day >= QUARTER for day in _since(opened, today))


def put_wider_aside(opened: Opened) -> None:
    """Leave the three questions for another quarter of a year."""
    choose(opened, {ASIDE: moment(opened.now()).date.isoformat()})


def narrow_twice(opened: Opened) -> bool:
    """Say whether the latest two looks had two noes or more."""
    latest = worksheets(opened, WIDER)[:2]
    return len(latest) > 1 and all(map(_is_narrow, latest))


def _since(opened: Opened, today: date) -> list[date]:
    """Give the days from which a quarter has to pass; with no records, today."""
    first = next(opened.journey.records(), None)
    found = [moment(first.written_at).date if first else today]
    found += [each.when.date for each in worksheets(opened, WIDER)[:1]]
    with suppress(ValueError):
        found.append(date.fromisoformat(opened.journey.choices.get(ASIDE, "")))
    return found


def _is_narrow(sheet: Worksheet) -> bool:
    return sum(each == ("no",) for each in sheet.chosen.values()) >= NOES
