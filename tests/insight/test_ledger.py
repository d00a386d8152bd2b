"""Moments counted by month: who is drawn, who is not, and in which order."""

from datetime import UTC, date, datetime

from moorings.insight.ledger import (
    FEWEST_MOMENTS,
    MOST_MONTHS,
    MOST_PEOPLE,
    by_month,
)
from moorings.journey.records import LedgerEntry, RecordId, Side, When

ANNA, BEN = (RecordId(f"{number:032x}") for number in (1, 2))
LAST = date(2026, 3, 15)


def noted(day: date, *people: RecordId, side: Side = "deposit") -> LedgerEntry:
    return LedgerEntry(
        id=RecordId("ab" * 16),
        written_at=datetime(2026, 3, 1, tzinfo=UTC),
        when=When(day),
        side=side,
        text="rang",
        people=people,
    )


def some(person: RecordId, *months: int) -> list[LedgerEntry]:
    return [noted(date(2026, month, 2), person) for month in months]


def test_counts_stand_in_their_months_and_both_sides_apart() -> None:
    told = [*some(ANNA, 1, 1, 3, 3), noted(date(2026, 3, 9), ANNA, side="strain")]
    found = by_month(told, last=LAST)
    assert found is not None
    assert found.firsts == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
    [row] = found.rows
    assert (row.person, row.given, row.taken) == (ANNA, (2, 0, 2), (0, 0, 1))


def test_too_few_moments_or_a_single_month_are_not_drawn() -> None:
    assert by_month(some(ANNA, *[1] * (FEWEST_MOMENTS - 2), 2), last=LAST) is None
    assert by_month(some(ANNA, *[1] * 20), last=LAST) is None
    assert by_month((), last=LAST) is None


def test_a_moment_with_two_counts_with_each_and_one_with_nobody_nowhere() -> None:
    shared = [noted(date(2026, month, 2), ANNA, BEN) for month in (1, 1, 2, 2, 3)]
    alone = [noted(date(2026, 3, 2))] * 9
    found = by_month([*shared, *alone], last=LAST)
    assert found is not None
    assert {row.person: sum(row.given) for row in found.rows} == {ANNA: 5, BEN: 5}


def test_the_latest_moment_decides_the_order_and_not_how_many_there_are() -> None:
    told = [*some(ANNA, *[1, 2] * 9), *some(BEN, 1, 1, 1, 1, 3)]
    found = by_month(told, last=LAST)
    assert found is not None
    assert [row.person for row in found.rows] == [BEN, ANNA]


def test_only_those_that_are_asked_for_are_drawn() -> None:
    told = [*some(ANNA, 1, 1, 2, 2, 3), *some(BEN, 1, 1, 2, 2, 3)]
    found = by_month(told, BEN, last=LAST)
    assert found is not None
    assert [row.person for row in found.rows] == [BEN]


def test_what_is_older_than_a_year_or_yet_to_come_is_not_drawn() -> None:
    old = [noted(date(2025, 3, 31), ANNA)] * 9
    ahead = [noted(date(2026, 3, 16), ANNA)] * 9
    assert by_month([*old, *ahead, *some(ANNA, 1, 1, 1)], last=LAST) is None


def test_of_many_people_and_years_there_is_room_for_some() -> None:
    days = [date(2016 + n // 12, n % 12 + 1, 3) for n in range(122)]
    people = [RecordId(f"{number:032x}") for number in range(40)]
    found = by_month([noted(d, *people) for d in days], last=LAST)
    assert found is not None
    assert (len(found.firsts), len(found.rows)) == (MOST_MONTHS, MOST_PEOPLE)
