"""Acts counted by week, the widest gap, and how something stood on which day."""

from datetime import UTC, date, datetime, timedelta

from moorings.insight.balance import (
    FEWEST_WEEKS,
    MOST_WEEKS,
    Came,
    by_day,
    by_week,
    widest_gap,
)
from moorings.journey.records import (
    Belongs,
    Done,
    PersonalValue,
    RecordId,
    WeeklyAct,
    When,
)

ID = RecordId("ab" * 16)
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
#: A Wednesday, and the Monday of its week.
LAST, MONDAY = date(2026, 3, 4), date(2026, 3, 2)


def act(back: int, done: Done = "yes", belongs: Belongs = "mine") -> WeeklyAct:
    when = When(MONDAY - timedelta(weeks=back))
    return WeeklyAct(
        id=ID, written_at=NOW, when=when, belongs=belongs, text="swim", done=done
    )


def value(importance: int, lived: int, day: date = LAST) -> PersonalValue:
    return PersonalValue(
        id=ID,
        written_at=NOW,
        when=When(day),
        text="music",
        importance=importance,
        lived=lived,
    )


def test_both_sides_are_counted_in_their_weeks_and_an_empty_week_stays_between() -> (
    None
):
    told = [act(5), act(5, "partly"), act(3, "yes", "ours"), act(1), act(0, "partly")]
    found = by_week(told, LAST)
    assert found is not None
    assert [week.first for week in found.weeks] == [
        MONDAY - timedelta(weeks=back) for back in (5, 4, 3, 2, 1, 0)
    ]
    assert found.weeks[0].mine == Came(1, 1)
    assert found.weeks[2].ours == Came(1, 0)
    assert not found.weeks[1].told
    assert found.told == FEWEST_WEEKS
    assert (found.of("mine"), found.of("ours")) == (Came(2, 2), Came(1, 0))


def test_what_did_not_come_about_or_was_not_told_counts_nowhere() -> None:
    three = [act(back) for back in (3, 2, 1)]
    assert by_week(three, LAST) is None
    assert by_week([*three, act(0, "no"), act(0, "")], LAST) is None
    found = by_week([*three, act(0), act(0, "no")], LAST)
    assert found is not None
    assert found.weeks[-1].mine.both == 1


def test_what_is_older_than_twelve_weeks_or_yet_to_come_is_not_drawn() -> None:
    old = [act(MOST_WEEKS + back) for back in range(9)]
    ahead = [act(-1)] * 4
    assert by_week([*old, *ahead, act(0), act(1), act(2)], LAST) is None
    found = by_week([*old, *(act(back) for back in range(MOST_WEEKS))], LAST)
    assert found is not None
    assert (len(found.weeks), found.told) == (MOST_WEEKS, MOST_WEEKS)


def test_a_day_within_the_week_counts_as_its_monday() -> None:
    later = act(0)
    of_friday = WeeklyAct(
        id=ID,
        written_at=NOW,
        when=When(MONDAY + timedelta(4)),
        belongs=later.belongs,
        text="swim",
        done="yes",
    )
    found = by_week([act(3), act(2), act(1), of_friday], LAST)
    assert found is not None
    assert found.weeks[-1].mine == Came(1, 0)


def test_the_widest_gap_is_found_and_of_two_the_one_that_matters_more() -> None:
    assert widest_gap([]) is None
    assert widest_gap([value(5, 5), value(4, 3), value(0, 10)]) is None
    wide = value(9, 3)
    assert widest_gap([value(7, 1), wide, value(10, 8)]) == wide


def test_of_each_day_the_last_word_stands() -> None:
    first, slip, mended = value(9, 3, MONDAY), value(9, 8), value(9, 6)
    assert by_day([first, slip, mended]) == (first, mended)
