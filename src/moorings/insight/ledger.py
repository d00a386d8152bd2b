"""What was given and what was taken, month by month: counted, and never weighed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from moorings.journey.records import LedgerEntry, RecordId, Side

#: With somebody, fewer moments than this, or in fewer months, are not drawn (own).
FEWEST_MOMENTS: Final = 5
FEWEST_MONTHS: Final = 2
#: So many months are drawn, and so many people: those of the latest moments.
MOST_MONTHS: Final = 12
MOST_PEOPLE: Final = 6
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One person, and what was noted in each month; counts from 0 upward."""

    person: RecordId
    given: tuple[int, ...]
    taken: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Months:
    """Some months in a row, the last of them last, and whoever has enough in them."""

    firsts: tuple[date, ...]
    rows: tuple[Row, ...]


def by_month(
    entries: Iterable[LedgerEntry], *people: RecordId, last: date
) -> Months | None:
    """Count the moments of the last twelve months; of everybody, or of some.

    None where nobody has five moments in two months. A moment with two people counts
    with each; what is about nobody in particular, or later than the last day, counts
    nowhere. The order is that of the latest moment, so that it compares nobody.
    """
    firsts = _months(last)
    told = Counter[tuple[RecordId, Side, date]]()
    for each in sorted(entries, key=lambda each: each.when.order, reverse=True):
        month = each.when.date.replace(day=1)
        if firsts[0] <= month and each.when.date <= last:
            told.update((person, each.side, month) for person in each.people)
    named = dict.fromkeys(person for person, _, _ in told)
    rows = tuple(
        Row(
            person,
            tuple(told[person, "deposit", month] for month in firsts),
            tuple(told[person, "strain", month] for month in firsts),
        )
        for person in named
        if not people or person in people
    )
    enough = tuple(row for row in rows if _is_enough(row))[:MOST_PEOPLE]
    if not enough:
        return None
    begins = min(_first_month(row) for row in enough)
    drawn = tuple(Row(r.person, r.given[begins:], r.taken[begins:]) for r in enough)
    return Months(firsts[begins:], drawn)


def _is_enough(row: Row) -> bool:
    noted = [both for both in map(sum, zip(row.given, row.taken, strict=True)) if both]
    return sum(noted) >= FEWEST_MOMENTS and len(noted) >= FEWEST_MONTHS


def _first_month(row: Row) -> int:
    return next(
        at
        for at, noted in enumerate(zip(row.given, row.taken, strict=True))
        if any(noted)
    )


def _months(last: date) -> tuple[date, ...]:
    """Give the first days of the last twelve months."""
    months = last.year * _YEAR + last.month - 1
    return tuple(
        date(at // _YEAR, at % _YEAR + 1, 1)
        for at in range(months - MOST_MONTHS + 1, months + 1)
    )
