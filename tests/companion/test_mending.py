"""A thread: begun, told otherwise, ended and gone on with, and erased as a whole."""

import pytest

from moorings.companion.checking import open_with
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.mending import (
    Happened,
    Taken,
    begin_thread,
    end_thread,
    erase_thread,
    go_on_with,
    take_step,
    tell_otherwise,
    thread_of,
    threads,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import RestsError, keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import MendingEnd, MendingStep, RecordId

QUARREL = Happened("repair", "me", " The quarrel. ")


@pytest.fixture
def begun(opened: Opened) -> RecordId:
    name_person(opened, "Mira")
    keep_check(opened, new_id(), "clear")
    say_age(opened, under_18=False)
    record = new_id()
    for _ in range(2):
        begin_thread(opened, record, QUARREL, moment(opened.now()))
    return record


def test_what_happened_is_kept_once_and_can_be_told_otherwise(
    opened: Opened, begun: RecordId
) -> None:
    [mira], later = opened.journey.people(), new_id()
    for _ in range(2):
        told = Happened("repair", "both", "Both of us. ", mira)
        tell_otherwise(opened, later, begun, told)
    [thread] = threads(opened, "repair")
    assert (thread.mending.text, thread.mending.by) == ("Both of us.", "both")
    assert len(opened.journey.versions(begun)) == 2
    assert thread_of(opened, begun).mending.id == later
    assert threads(opened, "rebuild") == ()


def test_a_thread_ends_any_day_and_may_go_on(opened: Opened, begun: RecordId) -> None:
    now = moment(opened.now())
    end_thread(opened, new_id(), begun, "stopped", now)
    end_thread(opened, new_id(), begun, "no-contact", now)
    end = thread_of(opened, begun).end
    assert end is not None
    assert end.how == "no-contact"
    go_on_with(opened, begun)
    assert thread_of(opened, begun).end is None


def test_it_is_erased_with_its_steps_and_its_end(
    opened: Opened, begun: RecordId
) -> None:
    now = moment(opened.now())
    take_step(opened, new_id(), begun, Taken("own-part", " I shouted. "), now)
    step = thread_of(opened, begun).latest("own-part")
    assert step is not None
    assert step.text == "I shouted."
    end_thread(opened, new_id(), begun, "stopped", now)
    erase_thread(opened, begun)
    assert threads(opened, "repair") == ()
    assert list(opened.journey.standing(MendingStep)) == []
    assert list(opened.journey.standing(MendingEnd)) == []
    with pytest.raises(NothingThereError):
        thread_of(opened, begun)


def test_with_force_named_it_rests_with_them_and_where_nobody_is_named(
    opened: Opened, begun: RecordId
) -> None:
    [mira] = opened.journey.people()
    keep_check(opened, new_id(), "force", mira)
    assert not open_with(opened, "repair", mira)
    assert not open_with(opened, "repair", None)
    now, sam = moment(opened.now()), Happened("repair", "me", "Them.", mira)
    for told in (sam, QUARREL):
        with pytest.raises(RestsError):
            begin_thread(opened, new_id(), told, now)
        with pytest.raises(RestsError):
            tell_otherwise(opened, new_id(), begun, told)
    with pytest.raises(RestsError):
        take_step(opened, new_id(), begun, Taken("own-part", "I shouted."), now)
    end_thread(opened, new_id(), begun, "stopped", now)
    with pytest.raises(RestsError):
        go_on_with(opened, begun)
    assert thread_of(opened, begun).steps == ()
