"""Promises are kept once, told of, taken back, erased; and rest where they may not."""

from datetime import date, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.guarding import raise_flag
from moorings.companion.mending import Happened, begin_thread, end_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import (
    Promised,
    bring_promise_back,
    erase_promise,
    is_taken_back,
    keep_outcome,
    keep_promise,
    promise_anywhere,
    promise_of,
    promises,
    rests,
    take_promise_back,
    taken_back,
    waiting,
)
from moorings.companion.together import RestsError, keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import (
    Keeping,
    MendingEnding,
    Promise,
    PromiseOutcome,
    RecordId,
)

DUE = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def _open(opened: Opened) -> None:
    keep_check(opened, new_id(), "clear")
    say_age(opened, under_18=False)


def promised(opened: Opened, said: Promised | None = None) -> RecordId:
    record = new_id()
    keep_promise(opened, record, said or Promised(" Ring. ", DUE), moment(opened.now()))
    return record


def tell(opened: Opened, of: RecordId, how: Keeping, text: str = "") -> None:
    outcome = of, how, text, ("admitting",)
    keep_outcome(opened, new_id(), outcome, moment(opened.now()))  # type: ignore[arg-type]


def thread(opened: Opened, how: MendingEnding | None = None) -> RecordId:
    record, now = new_id(), moment(opened.now())
    begin_thread(opened, record, Happened("rebuild", "me", "The money."), now)
    if how is not None:
        end_thread(opened, new_id(), record, how, now)
    return record


def test_a_promise_is_kept_once_and_changed_as_a_later_version(opened: Opened) -> None:
    first, second = new_id(), new_id()
    for _ in range(2):
        keep_promise(opened, first, Promised("Ring.", DUE), moment(opened.now()))
    later = Promised("Ring twice.", DUE + timedelta(7))
    for _ in range(2):
        keep_promise(opened, second, later, moment(opened.now()), first)
    [kept] = promises(opened)
    assert (kept.promise.text, kept.promise.id) == ("Ring twice.", second)
    assert promise_of(opened, first) == kept
    assert len(opened.journey.versions(first)) == 2


def test_without_words_or_where_nothing_stands_there_is_nothing(opened: Opened) -> None:
    with pytest.raises(EmptyPageError):
        promised(opened, Promised(" \n", DUE))
    for act in (promise_of, erase_promise, take_promise_back, bring_promise_back):
        with pytest.raises(NothingThereError):
            act(opened, new_id())
    assert promises(opened) == ()


def test_of_several_words_on_it_the_last_counts_and_what_is_told_waits_no_more(
    opened: Opened,
) -> None:
    late, soon = (
        promised(opened, Promised(text, DUE + timedelta(days)))
        for text, days in (("Late.", 9), ("Soon.", 1))
    )
    assert [k.promise.id for k in waiting(opened)] == [soon, late]
    tell(opened, soon, "missed", " It rained. ")
    tell(opened, soon, "mended")
    told = promise_of(opened, soon).outcome
    assert told is not None
    assert (told.how, told.ways) == ("mended", ("admitting",))
    assert [k.promise.id for k in waiting(opened)] == [late]
    assert [k.promise.id for k in promises(opened)] == [late, soon]


def test_what_is_taken_back_can_stand_again_and_erasing_takes_what_was_told(
    opened: Opened,
) -> None:
    record = promised(opened)
    tell(opened, record, "kept")
    take_promise_back(opened, record)
    assert promises(opened) == ()
    [gone] = taken_back(opened)
    assert is_taken_back(opened, gone.promise)
    assert promise_anywhere(opened, record) == gone
    bring_promise_back(opened, record)
    assert [k.promise.id for k in promises(opened)] == [record]
    take_promise_back(opened, record)
    erase_promise(opened, record)
    assert taken_back(opened) == ()
    assert not any(opened.journey.standing(PromiseOutcome))


def test_with_somebody_with_whom_it_rests_nothing_is_kept_and_letting_go_works(
    opened: Opened,
) -> None:
    ida = name_person(opened, "Ida")
    keep_check(opened, new_id(), "clear")
    record = promised(opened, Promised("Ring.", DUE, person=ida))
    raise_flag(opened, ida)
    with pytest.raises(RestsError):
        promised(opened, Promised("Ring again.", DUE, person=ida))
    with pytest.raises(RestsError):
        tell(opened, record, "kept")
    # With a flag nothing is promised to anybody, as where the check was not answered.
    with pytest.raises(RestsError):
        promised(opened)
    take_promise_back(opened, record)
    erase_promise(opened, record)
    assert promises(opened) == ()


def test_a_promise_of_a_thread_asks_for_its_room_as_well(opened: Opened) -> None:
    record = thread(opened)
    promised(opened, Promised("Show the bill.", DUE, mending=record))
    say_age(opened, under_18=True)
    with pytest.raises(RestsError):
        promised(opened, Promised("Show it again.", DUE, mending=record))
    promised(opened)
    assert len(promises(opened)) == 2


@pytest.mark.parametrize(
    ("how", "early"),
    [(None, False), ("complete", False), ("stopped", True), ("no-contact", True)],
)
def test_what_belongs_to_a_thread_that_was_stopped_waits_for_nobody(
    opened: Opened, how: MendingEnding | None, *, early: bool
) -> None:
    record = thread(opened, how)
    promised(opened, Promised("Show the bill.", DUE, mending=record))
    [kept] = promises(opened)
    assert kept.ended == how
    assert kept.let_go == early
    assert (waiting(opened) == ()) == early


def test_a_promise_to_a_thread_that_is_gone_stands_by_itself(opened: Opened) -> None:
    promised(opened, Promised("Ring.", DUE, mending=new_id()))
    [kept] = waiting(opened)
    assert isinstance(kept.promise, Promise)
    assert kept.ended is None


def test_what_is_now_to_nobody_stays_closed_for_whom_it_was_to(opened: Opened) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    record = promised(opened, Promised("Ring.", DUE, person=ida))
    raise_flag(opened, ida)
    now = moment(opened.now())
    for person in (None, bo):
        told = Promised("Ring twice.", DUE, person=person)
        with pytest.raises(RestsError):
            keep_promise(opened, new_id(), told, now, record)
    assert promise_of(opened, record).promise.text == "Ring."


def test_with_force_named_it_rests_with_them_and_where_nobody_is_named(
    opened: Opened,
) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    record = promised(opened)
    keep_check(opened, new_id(), "force", ida)
    for person in (ida, None):
        with pytest.raises(RestsError):
            promised(opened, Promised("Ring.", DUE, person=person))
    with pytest.raises(RestsError):
        tell(opened, record, "kept")
    promised(opened, Promised("Ring.", DUE, person=bo))
    assert [k.promise.person for k in promises(opened)] == [None, bo]


@pytest.mark.parametrize("somebody_else", [True, False])
def test_a_promise_of_a_thread_rests_with_whom_the_thread_is_about(
    opened: Opened, *, somebody_else: bool
) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    record, now = new_id(), moment(opened.now())
    begin_thread(opened, record, Happened("rebuild", "me", "The money.", ida), now)
    whom = bo if somebody_else else None
    said = Promised("Show the bill.", DUE, person=whom, mending=record)
    promised(opened, said)
    keep_check(opened, new_id(), "force", ida)
    with pytest.raises(RestsError):
        promised(opened, said)
    assert rests(opened, promises(opened)[0].promise)
