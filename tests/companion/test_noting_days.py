"""Days that were noted: what counts as one, who is looked at, what is put aside."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import ask_first, lift_flag, raise_flag
from moorings.companion.noting_days import (
    SHEET,
    asides,
    before,
    bring_to_light,
    days_told,
    looked_at,
    put_aside,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.settling import note_step, rate
from moorings.companion.taking_back import erase, take_back
from moorings.companion.worksheets import (
    Answered,
    edit_worksheet,
    erase_worksheet,
    write_worksheet,
)
from moorings.companion.writing import Written, name_person, write_entry
from moorings.journey.records import (
    Entry,
    HeldText,
    HeldTextEnd,
    Naming,
    RecordId,
    When,
)
from tests.conftest import SetClock

#: The clock stands on the first of March.
FIRST = date(2026, 1, 1)
Form = Callable[..., Written]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def ticks(opened: Opened, of: date, **told: str) -> RecordId:
    record = new_id()
    chosen = {name: (picked,) for name, picked in told.items()}
    answered = Answered(answers={"day": of.isoformat()}, chosen=chosen)
    write_worksheet(opened, record, SHEET, answered, When(date(2026, 3, 1), time(12)))
    return record


def hard(opened: Opened, number: int, *people: RecordId) -> RecordId:
    activation = new_id()
    rate(opened, new_id(), activation, 7, When(day(number), time(9)))
    if people:
        when = When(day(number), time(9, 5))
        note_step(opened, Naming, new_id(), activation, when, people=people)
    return activation


def page(opened: Opened, number: int, *people: RecordId, **told: object) -> RecordId:
    kept = Entry(
        id=new_id(),
        written_at=opened.now(),
        when=When(day(number)),
        text="a page",
        people=people,
        **told,  # type: ignore[arg-type]
    )
    opened.keep(kept)
    return kept.id


@pytest.fixture
def bad_nights(opened: Opened) -> Opened:
    """Six days after a bad night, all of them hard, and six after a good one."""
    for number in range(12):
        ticks(opened, day(number), night="badly" if number < 6 else "well")
    for number in range(6):
        hard(opened, number)
    return opened


def keys(opened: Opened) -> list[str]:
    return [each.thing.key for each in before(opened).found]


def test_what_was_ticked_is_held_against_the_other_days(bad_nights: Opened) -> None:
    told = before(bad_nights)
    [bad] = told.found
    assert bad.thing.key == "night:bad"
    assert (bad.with_it, bad.without) == ((6, 6), (0, 6))
    assert (told.all.days, told.all.hard) == (12, 6)
    assert before(bad_nights).all is told.all


def test_of_several_pages_of_a_day_the_newest_counts_and_a_change_is_the_newest(
    opened: Opened, clock: SetClock
) -> None:
    first = ticks(opened, day(0), night="badly")
    clock.go_on(60)
    second = ticks(opened, day(0), night="well")
    assert days_told(opened)[day(0)].id == second
    clock.go_on(60)
    told = Answered(answers={"day": day(0).isoformat()}, chosen={"night": ("so-so",)})
    edit_worksheet(opened, new_id(), first, told)
    assert days_told(opened)[day(0)].chosen == {"night": ("so-so",)}
    erase_worksheet(opened, first)
    assert days_told(opened)[day(0)].id == second


def test_without_a_day_it_is_the_one_on_which_it_was_ticked(opened: Opened) -> None:
    kept = new_id()
    chosen = Answered(chosen={"where": ("home",)})
    write_worksheet(opened, kept, SHEET, chosen, When(day(3), time(20)))
    assert days_told(opened).keys() == {day(3)}


def test_ticks_for_an_earlier_day_are_no_note_of_the_day_they_were_made(
    opened: Opened,
) -> None:
    hard(opened, 0)
    ticks(opened, day(0), night="well")
    ticks(opened, day(1), night="well")
    assert before(opened).all.days == 2


def test_pages_and_practices_make_a_noted_day_and_a_hard_moment_alone_makes_none(
    opened: Opened,
) -> None:
    activation = hard(opened, 0)
    page(opened, 0, activation=activation)
    assert before(opened).all.days == 0
    page(opened, 1)
    keep_time(opened, new_id(), "long-exhale", Practised(minutes=3), When(day(2)))
    ticks(opened, day(3), where="home")
    raise_flag(opened)
    assert before(opened).all.days == 3


def test_what_became_of_a_text_of_a_hard_moment_is_of_that_moment(
    opened: Opened,
) -> None:
    texts = [
        HeldText(
            id=new_id(),
            written_at=opened.now(),
            activation=activation,
            when=When(day(0)),
            text="Why",
            until=opened.now(),
        )
        for activation in (hard(opened, 0), None)
    ]
    ends = [
        HeldTextEnd(
            id=new_id(),
            written_at=opened.now(),
            of=text.id,
            when=When(day(at + 1)),
            how="not-sent",
        )
        for at, text in enumerate(texts)
    ]
    opened.keep(texts[0], ends[0])
    assert before(opened).all.days == 0
    opened.keep(texts[1], ends[1])
    assert before(opened).all.days == 2


def test_somebody_named_in_a_hard_moment_is_part_of_it_and_does_not_count(
    opened: Opened,
) -> None:
    sam, ann = name_person(opened, "Sam"), name_person(opened, "Ann")
    for number in range(30):
        page(opened, number, *([ann] if number < 8 else []))
    for number in range(8):
        hard(opened, number, sam)
    assert keys(opened) == [f"person:{ann}"]
    assert f"person:{sam}" not in {e.key for e in before(opened).all.looked_at}


def test_who_was_ticked_as_there_counts(opened: Opened) -> None:
    sam = name_person(opened, "Sam")
    for number in range(20):
        told = Answered(
            answers={"day": day(number).isoformat()},
            chosen={"where": ("home",)},
            people=(sam,) if number < 8 else (),
        )
        write_worksheet(opened, new_id(), SHEET, told, When(day(number)))
    for number in range(8):
        hard(opened, number)
    assert keys(opened) == [f"person:{sam}"]


def test_nobody_of_whom_a_flag_stands_is_looked_at(opened: Opened) -> None:
    sam, ann = name_person(opened, "Sam"), name_person(opened, "Ann")
    for number in range(30):
        page(opened, number, *([ann, sam] if number < 8 else []))
    for number in range(8):
        hard(opened, number)
    assert set(keys(opened)) == {f"person:{sam}", f"person:{ann}"}
    put_aside(opened, f"person:{sam}")
    raise_flag(opened, sam)
    assert looked_at(opened) == (ann,)
    assert keys(opened) == [f"person:{ann}"]
    assert asides(opened) == {}
    raise_flag(opened)
    assert (looked_at(opened), keys(opened)) == ((), [])
    lift_flag(opened)
    lift_flag(opened, sam)
    assert asides(opened).keys() == {f"person:{sam}"}
    opened.keep(ask_first(opened))
    assert looked_at(opened) == ()


def test_what_is_put_aside_stays_so_until_it_is_brought_back(
    bad_nights: Opened, clock: SetClock
) -> None:
    put_aside(bad_nights, "night:bad")
    put_aside(bad_nights, "night:bad")
    assert keys(bad_nights) == []
    clock.go_on(9 * 86_400)
    assert asides(bad_nights) == {"night:bad": "2026-03-01"}
    # Everything that was looked at still counts, so nothing else gets easier to name.
    assert before(bad_nights).all.found
    bring_to_light(bad_nights, "night:bad")
    assert keys(bad_nights) == ["night:bad"]
    assert asides(bad_nights) == {}
    bring_to_light(bad_nights, "night:bad")
    choices = [c for c in bad_nights.journey.choices if c.startswith("aside:")]
    assert choices == ["aside:night:bad"]


def test_what_does_not_stand_out_cannot_be_put_aside(bad_nights: Opened) -> None:
    with pytest.raises(NothingThereError):
        put_aside(bad_nights, "weekday:3")
    with pytest.raises(NothingThereError):
        bring_to_light(bad_nights, "night:bad")


def test_what_was_taken_back_or_erased_counts_no_more(
    opened: Opened, written: Form
) -> None:
    hard(opened, 0)
    one, other = new_id(), new_id()
    for record in (one, other):
        write_entry(opened, record, written("a page", day(1 + (record == other))))
    assert before(opened).all.days == 2
    take_back(opened, one)
    assert before(opened).all.days == 1
    erase(opened, other)
    assert before(opened).all.days == 0
