from datetime import UTC, date, datetime, time

import pytest

from moorings.journey.fold import fold, step
from moorings.journey.journey import Journey
from moorings.journey.records import (
    AnyRecord,
    Choice,
    Entry,
    Erasure,
    Person,
    RecordId,
    Retraction,
    UnsentPage,
    When,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def name(number: int) -> RecordId:
    return RecordId(f"{number:032x}")


def entry(
    number: int,
    day: int = 1,
    hour: time | None = None,
    *,
    replaces: int | None = None,
    origin: str | None = None,
) -> Entry:
    return Entry(
        id=name(number),
        written_at=AT,
        when=When(date(2026, 3, day), hour),
        text=f"entry {number}",
        replaces=None if replaces is None else name(replaces),
        origin=origin,
    )


def person(number: int, called: str, replaces: int | None = None) -> Person:
    before = None if replaces is None else name(replaces)
    return Person(id=name(number), written_at=AT, name=called, replaces=before)


def back(number: int, of: int) -> Retraction:
    return Retraction(id=name(number), written_at=AT, of=name(of))


def gone(number: int, *of: int) -> Erasure:
    return Erasure(id=name(number), written_at=AT, of=tuple(map(name, of)))


def pages(*records: AnyRecord) -> list[tuple[int, int, list[int]]]:
    """Give each page's id, its newest version and the others, as numbers."""
    return [
        (
            int(page.id, 16),
            int(page.newest.id, 16),
            [int(o.id, 16) for o in page.others],
        )
        for page in fold(records).pages()
    ]


def standing(journey: Journey) -> list[int]:
    return [int(page, 16) for page in journey.page_ids()]


# --- the diary ------------------------------------------------------------------------


def test_pages_stand_newest_first_by_the_clock_on_the_wall_then_as_written() -> None:
    journey = fold(
        [
            entry(1, 2, time(9)),
            entry(2, 3),
            entry(3, 2, time(8)),
            entry(4, 2),
            entry(5, 2, time(9)),
        ]
    )
    assert standing(journey) == [2, 5, 1, 3, 4]
    assert [page.id for page in journey.pages()] == list(journey.page_ids())


def test_the_pages_of_some_days_come_oldest_first_with_both_ends() -> None:
    journey = fold([entry(n, n, time(23, 59, 59, 999_999)) for n in range(1, 6)])
    some = journey.pages_on(date(2026, 3, 2), date(2026, 3, 4))
    assert [int(page.id, 16) for page in some] == [2, 3, 4]
    assert list(journey.pages_on(date(2026, 4, 1), date(2026, 4, 2))) == []


def test_days_are_counted_and_the_diary_knows_its_ends() -> None:
    journey = fold(
        [entry(1, 2), entry(2, 4, time(9)), entry(3, 2, time(8)), entry(4, 9)]
    )
    assert journey.days(date(2026, 3, 1), date(2026, 3, 4)) == {
        date(2026, 3, 2): 2,
        date(2026, 3, 4): 1,
    }
    assert journey.span() == (date(2026, 3, 2), date(2026, 3, 9))
    assert journey.count() == 4


def test_an_empty_diary_has_no_ends() -> None:
    journey = fold([])
    assert journey.span() is None
    assert journey.count() == 0
    assert list(journey.pages()) == []
    assert journey.days(date.min, date.max) == {}


def test_only_what_was_written_stands_in_the_diary() -> None:
    unsent = UnsentPage(
        id=name(3), written_at=AT, when=When(date(2026, 3, 1)), text="x"
    )
    choice = Choice(id=name(4), written_at=AT, setting="lock", value="5")
    assert [p[0] for p in pages(entry(1), person(2, "Ann"), unsent, choice)] == [3, 1]


# --- versions -------------------------------------------------------------------------


def test_an_edit_stands_in_the_place_of_what_it_replaces() -> None:
    assert pages(entry(1), entry(2, replaces=1), entry(3, replaces=2)) == [(1, 3, [])]


def test_an_edit_moves_its_page_to_the_day_it_names() -> None:
    journey = fold([entry(1, 1), entry(2, 2)])
    assert standing(journey) == [2, 1]
    step(journey, entry(3, 5, replaces=1))
    assert standing(journey) == [1, 2]


def test_two_edits_of_the_same_version_both_stand_the_later_first() -> None:
    assert pages(entry(1), entry(2, replaces=1), entry(3, replaces=1)) == [(1, 3, [2])]


def test_an_edit_of_one_of_two_leaves_the_other_standing() -> None:
    edits = (entry(2, replaces=1), entry(3, replaces=1), entry(4, replaces=2))
    assert pages(entry(1), *edits) == [(1, 4, [3])]


def test_an_edit_of_what_is_not_here_stands_by_itself() -> None:
    assert pages(entry(2, replaces=1), entry(1)) == [(1, 1, []), (2, 2, [])]


def test_a_record_that_replaces_itself_is_one_page() -> None:
    assert pages(entry(1, replaces=1), entry(2, replaces=1)) == [(1, 2, [])]


def test_nothing_replaces_a_record_of_another_kind() -> None:
    journey = fold([entry(1), person(2, "Ann", replaces=1), entry(3, replaces=2)])
    assert standing(journey) == [3, 1]
    assert list(journey.people()) == [name(2)]


def test_a_page_and_its_versions_are_found_by_any_version() -> None:
    journey = fold([entry(1), entry(2, replaces=1), person(3, "Ann")])
    for number in (1, 2):
        page = journey.page(name(number))
        assert page is not None
        assert page.newest.id == name(2)
        assert [v.id for v in journey.versions(name(number))] == [name(1), name(2)]
    assert journey.page(name(3)) is None
    assert journey.page(name(9)) is None
    assert journey.versions(name(9)) == ()
    assert journey.record(name(2)) == entry(2, replaces=1)


def test_every_version_names_the_first_and_what_is_unknown_names_itself() -> None:
    journey = fold([entry(1), entry(2, replaces=1), entry(3, replaces=2)])
    firsts = [journey.first_of(name(each)) for each in (1, 3, 9)]
    assert firsts == [name(1), name(1), name(9)]


def test_the_latest_version_from_a_source_is_known() -> None:
    journey = fold([entry(1, origin="o"), entry(2, replaces=1, origin="o")])
    assert journey.from_origin("o") == entry(2, replaces=1, origin="o")
    assert journey.from_origin("p") is None


# --- taking back ----------------------------------------------------------------------


def test_a_page_taken_back_stands_no_more_and_can_be_listed() -> None:
    journey = fold([entry(1), entry(2), back(3, 1)])
    assert standing(journey) == [2]
    assert journey.page(name(1)) is None
    assert [page.id for page in journey.taken_back()] == [name(1)]
    assert journey.retractions_of(name(1)) == (back(3, 1),)
    assert journey.is_taken_back(name(1))


def test_a_retraction_taken_back_brings_its_page_back() -> None:
    journey = fold([entry(1), back(2, 1), back(3, 2)])
    assert standing(journey) == [1]
    assert journey.retractions_of(name(1)) == ()


def test_bringing_back_can_be_taken_back_too() -> None:
    journey = fold([entry(1), back(2, 1), back(3, 2), back(4, 3)])
    assert standing(journey) == []


def test_taking_back_any_version_takes_the_whole_page_back() -> None:
    assert pages(entry(1), entry(2, replaces=1), back(3, 2)) == []


def test_an_edit_of_a_page_that_was_taken_back_does_not_bring_it_back() -> None:
    journey = fold([entry(1), back(2, 1), entry(3, replaces=1)])
    assert standing(journey) == []
    (page,) = journey.taken_back()
    assert page.newest.id == name(3)


def test_a_page_taken_back_before_it_came_does_not_stand() -> None:
    journey = fold([entry(1), back(2, 3)])
    assert standing(journey) == [1]
    step(journey, entry(3, replaces=1))
    assert standing(journey) == []
    assert journey == fold([entry(1), back(2, 3), entry(3, replaces=1)])


def test_taking_back_is_seen_at_once_by_whoever_is_reading() -> None:
    journey = fold([entry(1), entry(2)])
    assert standing(journey) == [2, 1]
    for retraction, left in (
        (back(3, 2), [1]),
        (back(4, 3), [2, 1]),
        (back(5, 9), [2, 1]),
    ):
        step(journey, retraction)
        assert standing(journey) == left


# --- people ---------------------------------------------------------------------------


def test_people_are_known_by_their_first_id_and_their_latest_name() -> None:
    journey = fold([person(1, "Ann"), person(2, "Ben"), person(3, "Anna", replaces=1)])
    assert {p: each.name for p, each in journey.people().items()} == {
        name(1): "Anna",
        name(2): "Ben",
    }


def test_somebody_taken_back_is_not_among_the_people() -> None:
    assert list(fold([person(1, "Ann"), person(2, "Ben"), back(3, 1)]).people()) == [
        name(2)
    ]


# --- erasing --------------------------------------------------------------------------


def test_erasing_one_version_leaves_the_others_as_a_page_of_their_own() -> None:
    records = (entry(1), entry(2, replaces=1), entry(3, replaces=2), gone(4, 1))
    assert pages(*records) == [(2, 3, [])]


def test_what_is_left_of_a_page_replaces_nothing_that_came_after_it() -> None:
    journey = fold([entry(1, replaces=3), entry(2, replaces=1), entry(3), gone(4, 2)])
    assert standing(journey) == [3, 1]
    assert journey == fold(journey.records())


def test_erasing_all_versions_leaves_nothing_but_the_erasure() -> None:
    journey = fold([entry(1), entry(2, replaces=1), gone(3, 1, 2)])
    assert list(journey.records()) == [gone(3, 1, 2)]
    assert journey.erased == {name(1), name(2)}


def test_erasing_is_seen_at_once_by_whoever_is_reading() -> None:
    journey = fold([entry(1), entry(2), back(3, 2)])
    assert standing(journey) == [1]
    step(journey, gone(4, 1))
    assert standing(journey) == []
    step(journey, gone(5, 3))
    assert standing(journey) == [2]


# --- equality -------------------------------------------------------------------------


def test_two_journeys_are_equal_when_they_tell_the_same_in_the_same_order() -> None:
    assert fold([entry(1), entry(2)]) == fold([entry(1), entry(2)])
    assert fold([entry(1), entry(2)]) != fold([entry(2), entry(1)])
    assert fold([entry(1)]) != [entry(1)]


def test_a_journey_changes_and_so_cannot_be_a_key() -> None:
    with pytest.raises(TypeError):
        hash(fold([]))
