"""Days that a person chose in advance stand on Today, and nothing else does."""

from datetime import date, timedelta

import pytest

from moorings.companion.accompanying import choose_therapist, therapist
from moorings.companion.appointing import (
    chosen_days,
    due_today,
    next_session,
    put_by,
)
from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase
from moorings.companion.worksheets import Answered, edit_worksheet, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.conftest import SetClock

TODAY = date(2026, 3, 1)


def letter(opened: Opened, day: str) -> RecordId:
    record = new_id()
    told = Answered({"letter": "You were worn out.", "read-on": day})
    write_worksheet(opened, record, "letter", told, moment(opened.now()))
    return record


def session(opened: Opened, day: str, *people: RecordId) -> RecordId:
    record = new_id()
    told = Answered({"bring": "That I nearly cancelled.", "day": day}, people=people)
    write_worksheet(opened, record, "therapy-session", told, moment(opened.now()))
    return record


def days(number: int) -> str:
    return (TODAY + timedelta(days=number)).isoformat()


@pytest.mark.parametrize(
    ("number", "shown"), [(-3, False), (-2, True), (0, True), (1, False)]
)
def test_a_letter_stands_on_its_day_and_two_more(
    opened: Opened, number: int, *, shown: bool
) -> None:
    record = letter(opened, days(number))
    due = due_today(opened)
    assert (due.id if due else None) == (record if shown else None)


@pytest.mark.parametrize(("number", "shown"), [(-1, False), (0, True), (1, False)])
def test_a_session_stands_on_its_day_alone(
    opened: Opened, number: int, *, shown: bool
) -> None:
    session(opened, days(number))
    assert (due_today(opened) is not None) == shown


def test_without_a_day_or_with_none_that_can_be_read_nothing_is_due(
    opened: Opened,
) -> None:
    letter(opened, "")
    letter(opened, "next spring")
    assert list(chosen_days(opened)) == []
    assert due_today(opened) is None


def test_of_several_that_are_put_by_none_comes_back(opened: Opened) -> None:
    written = {letter(opened, days(number)) for number in (0, -1, -2)}
    for left in (2, 1, 0):
        due = due_today(opened)
        assert due is not None
        written.remove(due.id)
        put_by(opened, due.id)
        assert len(written) == left
    assert due_today(opened) is None


def test_what_is_long_past_is_not_remembered_as_put_by(
    opened: Opened, clock: SetClock
) -> None:
    for _ in range(3):
        put_by(opened, letter(opened, clock.now().date().isoformat()))
        clock.go_on(7 * 86_400)
    put_by(opened, latest := letter(opened, clock.now().date().isoformat()))
    assert opened.journey.choices["put-by-letter"] == latest


def test_a_session_comes_before_a_letter_and_what_is_put_by_stays_away(
    opened: Opened,
) -> None:
    written, noted = letter(opened, days(0)), session(opened, days(0))
    found = due_today(opened)
    assert found is not None
    assert found.id == noted
    put_by(opened, noted)
    found = due_today(opened)
    assert found is not None
    assert found.id == written
    put_by(opened, written)
    assert due_today(opened) is None
    put_by(opened, new_id())


def test_another_day_moves_it_and_erasing_ends_it(opened: Opened) -> None:
    record = letter(opened, days(0))
    told = Answered({"letter": "You were worn out.", "read-on": days(40)})
    edit_worksheet(opened, new_id(), record, told)
    assert due_today(opened) is None
    assert [each.day for each in chosen_days(opened)] == [TODAY + timedelta(days=40)]
    erase(opened, record)
    assert list(chosen_days(opened)) == []


def test_a_letter_does_not_come_at_night(opened: Opened, clock: SetClock) -> None:
    letter(opened, days(0))
    clock.set_to(clock.now().replace(hour=23))
    assert due_today(opened) is None
    session(opened, days(0))
    assert due_today(opened) is not None


def test_a_session_rests_only_where_that_very_therapist_is_flagged(
    opened: Opened,
) -> None:
    anna, mira = name_person(opened, "Anna"), name_person(opened, "Mira")
    session(opened, days(0), mira)
    raise_flag(opened, anna)
    assert due_today(opened) is not None
    raise_flag(opened, mira)
    assert due_today(opened) is None


def test_a_session_that_names_nobody_is_with_the_therapist(opened: Opened) -> None:
    mira = name_person(opened, "Mira")
    choose_therapist(opened, mira)
    session(opened, days(0))
    raise_flag(opened, mira)
    assert therapist(opened) == mira
    assert due_today(opened) is None


def test_the_next_session_is_the_nearest_from_today_on(opened: Opened) -> None:
    assert next_session(opened) is None
    for number in (-7, 9, 2):
        session(opened, days(number))
    letter(opened, days(1))
    assert next_session(opened) == TODAY + timedelta(days=2)
