"""Rebuilding: answers stand side by side, it ends any day, and erasing is whole."""

from datetime import date

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import raise_flag
from moorings.companion.mending import (
    Happened,
    begin_thread,
    end_thread,
    erase_thread,
    go_on_with,
    tell_otherwise,
    threads,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import Promised, keep_promise, promises
from moorings.companion.rebuilding import (
    ASKED,
    PARTS,
    Answered,
    answer,
    promised_in,
    rebuilding_of,
    said_to,
)
from moorings.companion.together import RestsError, keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import MendingEnd, MendingStep, RecordId

BROKE = Happened("rebuild", "me", "The money.")


@pytest.fixture
def begun(opened: Opened) -> RecordId:
    keep_check(opened, new_id(), "clear")
    say_age(opened, under_18=False)
    record = new_id()
    begin_thread(opened, record, BROKE, moment(opened.now()))
    return record


def says(opened: Opened, of: RecordId, text: str) -> None:
    answer(opened, new_id(), of, Answered("cost", text, "yes"), moment(opened.now()))


def test_whoever_was_hurt_is_asked_what_they_need_and_nobody_to_forgive() -> None:
    assert "need" in ASKED["them"]
    assert "openness" not in ASKED["them"]
    assert "need" not in ASKED["me"]
    assert {each for asked in ASKED.values() for each in asked} == set(PARTS)


def test_answers_stand_beside_each_other_the_latest_first(
    opened: Opened, begun: RecordId
) -> None:
    says(opened, begun, "A guess.")
    says(opened, begun, "A winter of counting. ")
    thread = rebuilding_of(opened, begun)
    told = [(each.text, each.answer) for each in said_to(thread, "cost")]
    assert told == [("A winter of counting.", "yes"), ("A guess.", "yes")]
    assert said_to(thread, "openness") == ()


def test_what_happened_can_be_said_otherwise_and_is_kept_once(
    opened: Opened, begun: RecordId
) -> None:
    later = new_id()
    for _ in range(2):
        told = Happened("rebuild", "both", " The money, and the lie. ")
        tell_otherwise(opened, later, begun, told)
    mending = rebuilding_of(opened, begun).mending
    assert (mending.text, mending.by) == ("The money, and the lie.", "both")
    assert len(opened.journey.versions(begun)) == 2


def test_it_ends_any_day_and_may_go_on(opened: Opened, begun: RecordId) -> None:
    end_thread(opened, new_id(), begun, "stopped", moment(opened.now()))
    with pytest.raises(NothingThereError):
        says(opened, begun, "More.")
    go_on_with(opened, begun)
    assert rebuilding_of(opened, begun).end is None
    says(opened, begun, "More.")


def test_where_it_rests_it_can_only_end_and_be_erased(
    opened: Opened, begun: RecordId
) -> None:
    raise_flag(opened)
    with pytest.raises(RestsError):
        says(opened, begun, "More.")
    with pytest.raises(RestsError):
        tell_otherwise(opened, new_id(), begun, BROKE)
    end_thread(opened, new_id(), begun, "stopped", moment(opened.now()))
    with pytest.raises(RestsError):
        go_on_with(opened, begun)
    erase_thread(opened, begun)
    assert threads(opened, "rebuild") == ()


def test_what_is_now_about_nobody_stays_closed_for_whom_it_was_about(
    opened: Opened, begun: RecordId
) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    about = Happened("rebuild", "me", "The money.", ida)
    tell_otherwise(opened, new_id(), begun, about)
    keep_check(opened, new_id(), "force", ida)
    for person in (None, bo):
        told = Happened("rebuild", "me", "Nothing much.", person)
        with pytest.raises(RestsError):
            tell_otherwise(opened, new_id(), begun, told)
    assert rebuilding_of(opened, begun).mending.person == ida


def test_erasing_takes_steps_and_end_and_leaves_promises(
    opened: Opened, begun: RecordId
) -> None:
    says(opened, begun, "A winter.")
    said = Promised("Show the bill.", date(2026, 3, 9), mending=begun)
    keep_promise(opened, new_id(), said, moment(opened.now()))
    assert len(promised_in(opened, rebuilding_of(opened, begun))) == 1
    end_thread(opened, new_id(), begun, "parted", moment(opened.now()))
    erase_thread(opened, begun)
    assert not any(opened.journey.standing(MendingStep))
    assert not any(opened.journey.standing(MendingEnd))
    assert len(promises(opened)) == 1


def test_a_repair_is_no_rebuilding(opened: Opened, begun: RecordId) -> None:
    repair, now = new_id(), moment(opened.now())
    begin_thread(opened, repair, Happened("repair", "me", "The ferry."), now)
    for record in (repair, new_id()):
        with pytest.raises(NothingThereError):
            rebuilding_of(opened, record)
    assert rebuilding_of(opened, begun).mending.text == "The money."
