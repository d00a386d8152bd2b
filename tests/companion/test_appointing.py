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
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.mending import Happened, begin_thread, end_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import Promised, keep_outcome, keep_promise
from moorings.companion.taking_back import erase
from moorings.companion.together import keep_check
from moorings.companion.worksheets import Answered, edit_worksheet, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import Keeping, MendingEnding, RecordId
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


def promise(
    opened: Opened,
    due: int,
    ask: int | None = None,
    mending: RecordId | None = None,
) -> RecordId:
    record, asked = new_id(), None if ask is None else TODAY + timedelta(ask)
    said = Promised("Ring.", TODAY + timedelta(due), mending=mending, ask=asked)
    keep_promise(opened, record, said, moment(opened.now()))
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


def test_a_promise_stands_from_its_day_on_for_a_week_until_it_is_told_or_put_by(
    opened: Opened, clock: SetClock
) -> None:
    keep_check(opened, new_id(), "clear")
    record, other = promise(opened, 1), promise(opened, 1)
    assert due_today(opened) is None
    clock.go_on(86_400)
    due = due_today(opened)
    assert due is not None
    assert (due.kind, due.day) == ("promise", TODAY + timedelta(days=1))
    put_by(opened, record)
    outcome: tuple[RecordId, Keeping, str, tuple[()]] = (other, "missed", "", ())
    keep_outcome(opened, new_id(), outcome, moment(opened.now()))
    assert due_today(opened) is None
    promise(opened, -6)
    clock.go_on(86_400)
    assert due_today(opened) is None


def test_a_day_for_asking_comes_by_itself_and_counts_only_what_is_told_from_then_on(
    opened: Opened, clock: SetClock
) -> None:
    keep_check(opened, new_id(), "clear")
    record = promise(opened, 0, ask=21)
    told: tuple[RecordId, Keeping, str, tuple[()]] = (record, "kept", "", ())
    keep_outcome(opened, new_id(), told, moment(opened.now()))
    assert due_today(opened) is None
    clock.go_on(21 * 86_400)
    due = due_today(opened)
    assert due is not None
    assert due.kind == "ask"
    keep_outcome(opened, new_id(), told, moment(opened.now()))
    assert due_today(opened) is None


def test_put_by_on_its_day_it_still_comes_on_the_day_for_asking(
    opened: Opened, clock: SetClock
) -> None:
    keep_check(opened, new_id(), "clear")
    record = promise(opened, 0, ask=5)
    put_by(opened, record)
    assert due_today(opened) is None
    clock.go_on(5 * 86_400)
    due = due_today(opened)
    assert due is not None
    assert due.kind == "ask"


def test_a_promise_is_asked_about_only_where_its_rooms_are_open(
    opened: Opened,
) -> None:
    keep_check(opened, new_id(), "clear")
    thread, when = new_id(), moment(opened.now())
    begin_thread(opened, thread, Happened("repair", "me", "The ferry."), when)
    promise(opened, 0, mending=thread, ask=0)
    assert due_today(opened) is not None
    bo = name_person(opened, "Bo")
    raise_flag(opened, bo)
    assert due_today(opened) is None
    lift_flag(opened, bo)
    promise(opened, 0)
    assert due_today(opened) is not None
    keep_check(opened, new_id(), "force")
    assert due_today(opened) is None


def test_a_promise_of_a_thread_is_not_asked_about_where_that_rests_with_them(
    opened: Opened,
) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    thread, when = new_id(), moment(opened.now())
    begin_thread(opened, thread, Happened("repair", "me", "The ferry.", ida), when)
    said = Promised("Ring.", TODAY, person=bo, mending=thread)
    keep_promise(opened, new_id(), said, when)
    assert due_today(opened) is not None
    keep_check(opened, new_id(), "force", ida)
    assert due_today(opened) is None


def test_what_was_stopped_is_asked_about_no_more(opened: Opened) -> None:
    keep_check(opened, new_id(), "clear")
    when = moment(opened.now())
    for how, kinds in (("no-contact", []), ("complete", ["promise"])):
        thread = new_id()
        begin_thread(opened, thread, Happened("repair", "me", "The ferry."), when)
        record = promise(opened, 0, mending=thread, ask=0)
        ending: MendingEnding = "complete" if how == "complete" else "no-contact"
        end_thread(opened, new_id(), thread, ending, when)
        found = [each.kind for each in chosen_days(opened) if each.id == record]
        assert found == kinds


def test_a_promise_of_a_thread_that_is_gone_is_asked_about_as_any_other(
    opened: Opened,
) -> None:
    keep_check(opened, new_id(), "clear")
    promise(opened, 0, mending=new_id())
    assert due_today(opened) is not None
