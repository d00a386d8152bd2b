from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from itertools import permutations

import msgspec
import pytest

from moorings.journey.activation import Activation, Step, activation_of
from moorings.journey.fold import fold, step
from moorings.journey.journey import Journey
from moorings.journey.records import (
    ActivationEnd,
    Administration,
    AnyRecord,
    Ending,
    Entry,
    Erasure,
    Rating,
    RecordId,
    Retraction,
    When,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)


def name(number: int) -> RecordId:
    return RecordId(f"{number:032x}")


#: Two hard moments.
ONE, OTHER = name(101), name(102)


def at(hour: int, minute: int = 0) -> When:
    return When(DAY, time(hour, minute))


FELT, CALM = at(21), at(22)


def rating(
    number: int, intensity: int = 7, when: When = FELT, of: RecordId = ONE
) -> Rating:
    return Rating(
        id=name(number), written_at=AT, activation=of, when=when, intensity=intensity
    )


def note(number: int, text: str = "note", of: RecordId | None = ONE) -> Entry:
    return Entry(
        id=name(number), written_at=AT, when=at(21, 5), text=text, activation=of
    )


def end(
    number: int, how: Ending = "calm", when: When = CALM, of: RecordId = ONE
) -> ActivationEnd:
    return ActivationEnd(
        id=name(number), written_at=AT, activation=of, when=when, how=how
    )


def edited(before: Entry, number: int, text: str) -> Entry:
    return msgspec.structs.replace(
        before, id=name(number), replaces=before.id, text=text
    )


def back(number: int, of: int) -> Retraction:
    return Retraction(id=name(number), written_at=AT, of=name(of))


def gone(number: int, *of: int) -> Erasure:
    return Erasure(id=name(number), written_at=AT, of=tuple(map(name, of)))


def only(*records: AnyRecord) -> Activation:
    (found,) = fold(records).activations()
    return found


def ids(journey: Journey) -> list[RecordId]:
    return [activation.id for activation in journey.activations()]


# --- one hard moment ------------------------------------------------------------------


def test_a_hard_moment_is_all_that_was_noted_of_it_in_the_order_of_noting() -> None:
    steps = (rating(1), note(2), rating(3, 3, at(21, 30)), end(4))
    found = only(*steps)
    assert found == Activation(ONE, steps)
    assert found.ratings == (steps[0], steps[2])
    assert found.notes == (steps[1],)
    assert found.end == steps[3]


@pytest.mark.parametrize("alone", [rating(1), note(1), end(1)], ids=lambda s: s.id[-1:])
def test_any_single_step_is_a_hard_moment_by_itself(alone: Step) -> None:
    assert only(alone).steps == (alone,)
    assert only(alone).began == alone.when


def test_an_entry_written_in_no_hard_moment_is_a_step_of_none() -> None:
    assert activation_of(note(1, of=None)) is None
    assert activation_of(back(2, 1)) is None
    assert activation_of(rating(3)) == ONE
    journey = fold([note(1, of=None)])
    assert list(journey.activations()) == []
    assert journey.activation(ONE) is None


def test_an_unknown_hard_moment_is_not_there() -> None:
    journey = fold([rating(1)])
    assert journey.activation(OTHER) is None
    assert journey.activation(name(1)) is None


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_in_whatever_order_steps_arrive_they_tell_the_same(
    order: tuple[int, ...],
) -> None:
    steps = (rating(1), rating(2, 3, at(21, 40)), note(3), end(4))
    found = only(*(steps[place] for place in order))
    assert found.began == at(21)
    assert [each.intensity for each in found.ratings] == [7, 3]
    assert (found.notes, found.end) == ((steps[2],), steps[3])


def test_it_began_when_it_was_first_felt_whatever_was_noted_first() -> None:
    assert only(end(1), note(2), rating(3)).began == at(21)
    assert only(rating(1, when=When(DAY)), rating(2, when=at(0))).began.date == DAY


def test_an_end_that_was_dated_back_does_not_move_its_beginning() -> None:
    assert only(rating(1), end(2, when=When(DAY, time(20)))).began == FELT
    assert only(end(1, when=CALM)).began == CALM


def test_of_several_ends_the_last_word_counts() -> None:
    assert only(rating(1), end(2, "calm"), end(3, "left-open")).end == end(
        3, "left-open"
    )
    found = fold([rating(1), end(2, "calm"), end(3, "left-open"), back(4, 3)])
    assert [each.end for each in found.activations()] == [end(2, "calm")]


def test_without_an_end_it_is_open() -> None:
    assert only(rating(1), note(2)).end is None


# --- several --------------------------------------------------------------------------


def test_the_hard_moment_noted_last_comes_first() -> None:
    journey = fold([rating(1), rating(2, of=OTHER)])
    assert ids(journey) == [OTHER, ONE]


def test_a_step_that_arrives_late_belongs_to_its_own_hard_moment() -> None:
    journey = fold([rating(1), rating(2, of=OTHER), end(3), end(4, of=OTHER)])
    assert ids(journey) == [OTHER, ONE]
    assert journey.activation(ONE) == Activation(ONE, (rating(1), end(3)))
    assert journey.activation(OTHER) == Activation(
        OTHER, (rating(2, of=OTHER), end(4, of=OTHER))
    )


# --- edited, taken back, erased -------------------------------------------------------


def test_a_note_that_was_edited_is_told_as_it_stands_now_in_its_old_place() -> None:
    before = note(1, "before")
    after = edited(before, 3, "after")
    assert only(before, rating(2), after).steps == (after, rating(2))


def test_a_note_that_was_moved_to_another_hard_moment_is_a_step_of_that_alone() -> None:
    before = note(1)
    moved = msgspec.structs.replace(edited(before, 2, "moved"), activation=OTHER)
    journey = fold([before, moved])
    assert list(journey.activations()) == [Activation(OTHER, (moved,))]
    out = msgspec.structs.replace(edited(moved, 3, "out"), activation=None)
    assert list(step(journey, out).activations()) == []


def test_looked_at_between_it_is_told_as_it_stands_at_each_time() -> None:
    journey, words = fold([rating(1), note(2)]), edited(note(2), 3, "after")
    later = edited(words, 4, "of another")
    moved = msgspec.structs.replace(later, activation=OTHER)
    told: list[tuple[AnyRecord, list[int]]] = [
        (words, [1, 3]),
        (rating(5), [1, 3, 5]),
        (back(6, 3), [1, 5]),
        (back(7, 6), [1, 3, 5]),
        (moved, [1, 5]),
        (gone(8, 5), [1]),
        (gone(9, 1), []),
    ]
    for record, steps in told:
        assert journey.activation(ONE) is not None
        found = step(journey, record).activation(ONE)
        now = found.steps if found else ()
        assert [int(each.id, 16) for each in now] == steps


def test_a_step_that_was_taken_back_is_not_told_and_can_be_brought_back() -> None:
    journey = fold([rating(1), note(2), back(3, 2)])
    assert journey.activation(ONE) == Activation(ONE, (rating(1),))
    step(journey, back(4, 3))
    assert journey.activation(ONE) == Activation(ONE, (rating(1), note(2)))


def test_a_hard_moment_of_which_all_was_taken_back_is_gone() -> None:
    journey = fold([rating(1), back(2, 1), rating(3, of=OTHER)])
    assert ids(journey) == [OTHER]
    assert journey.activation(ONE) is None


def test_an_erased_step_is_gone_and_the_others_stand() -> None:
    journey = fold([rating(1), note(2), gone(3, 2)])
    assert journey.activation(ONE) == Activation(ONE, (rating(1),))
    step(journey, gone(4, 1))
    assert list(journey.activations()) == []


@pytest.mark.parametrize("erased", [(1,), (2,), (1, 2), (4,), (1, 4), (1, 2, 4)])
def test_what_was_erased_leaves_no_trace_in_the_order_of_the_rest(
    erased: tuple[int, ...],
) -> None:
    noted: list[AnyRecord] = [
        rating(1),
        note(2),
        rating(3, of=OTHER),
        edited(note(2), 4, "after"),
    ]
    journey = fold([*noted, gone(5, *erased), rating(6)])
    assert fold(journey.records()) == journey
    assert len(ids(journey)) == 2


# --- sittings -------------------------------------------------------------------------


def sitting(
    number: int, responses: Mapping[str, int], **more: object
) -> Administration:
    told: dict[str, object] = {
        "id": name(number),
        "written_at": AT,
        "instrument": "first-sketch",
        "version": 1,
        "wording": "a1b2",
        "language": "en",
        "shown": ("one", "two"),
        "responses": responses,
        "started": AT,
        "ended": AT,
    }
    return Administration(**told | more)  # type: ignore[arg-type]


def test_sittings_are_told_oldest_first_as_they_stand_now() -> None:
    first, second = sitting(1, {"one": 3}), sitting(2, {})
    changed = sitting(3, {"one": 5}, replaces=first.id)
    assert list(fold([first, second]).standing(Administration)) == [first, second]
    assert list(fold([first, second, changed]).standing(Administration)) == [
        changed,
        second,
    ]


def test_a_sitting_that_was_taken_back_or_erased_is_not_told() -> None:
    first, second = sitting(1, {"one": 3}), sitting(2, {})
    journey = fold([first, second, back(3, 1)])
    assert list(journey.standing(Administration)) == [second]
    assert list(step(journey, back(4, 3)).standing(Administration)) == [first, second]
    assert list(step(journey, gone(5, 1)).standing(Administration)) == [second]
