"""Repairing: steps as they are written, a plan asked about weeks later, and its end."""

from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.guarding import raise_flag
from moorings.companion.mending import Happened, Thread, begin_thread, end_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import keep_outcome, promise_of, promises
from moorings.companion.repairing import (
    LookedBack,
    NotYetError,
    Planned,
    TooEarlyError,
    Written,
    as_repair,
    finish,
    lasted,
    look_back,
    plan,
    repair_of,
    state_of,
    write_step,
)
from moorings.companion.together import RestsError, keep_check, say_age
from moorings.insight.repair_times import Lasted
from moorings.insight.repairs import STEPS, WEEKS_LATER
from moorings.journey.records import (
    HurtBy,
    MendingAnswer,
    MendingStep,
    RecordId,
    When,
)
from tests.conftest import SetClock

WEEK = 7 * 86_400


def begin(opened: Opened, by: HurtBy = "me") -> RecordId:
    record = new_id()
    begin_thread(opened, record, Happened("repair", by, "The quarrel."), now(opened))
    return record


@pytest.fixture
def begun(opened: Opened) -> RecordId:
    keep_check(opened, new_id(), "clear")
    say_age(opened, under_18=False)
    return begin(opened)


def now(opened: Opened) -> When:
    return moment(opened.now())


def planned(opened: Opened, of: RecordId, days: int = 7) -> RecordId:
    """Plan something by a day, and give the promise that it is."""
    record, due = new_id(), now(opened).date + timedelta(days)
    said = Planned(" Leave the room first. ", due, "The door.")
    for _ in range(2):
        plan(opened, (record, RecordId("ef" * 16)), of, said, now(opened))
    return record


def told(opened: Opened, of: RecordId, promise: RecordId, how: MendingAnswer) -> None:
    back = LookedBack(promise, how, "Twice.")
    look_back(opened, (new_id(), new_id()), of, back, now(opened))


def asked(opened: Opened, of: RecordId) -> None:
    said = Written("reconnect", "A walk.", "yes")
    write_step(opened, new_id(), of, said, now(opened))


def thread(opened: Opened, of: RecordId) -> Thread:
    return repair_of(opened, of)


def test_what_is_written_at_a_step_is_kept_once_and_an_earlier_word_stays(
    opened: Opened, begun: RecordId
) -> None:
    record = new_id()
    for _ in range(2):
        said = Written("own-part", " I shouted. ", "yes")
        write_step(opened, record, begun, said, now(opened))
    write_step(
        opened, new_id(), begun, Written("own-part", "I slammed it."), now(opened)
    )
    found = as_repair(opened, thread(opened, begun)).taken("own-part")
    assert [each.text for each in found] == ["I slammed it.", "I shouted."]
    assert {each.answer for each in found} == {""}


@pytest.mark.parametrize("by", STEPS)
def test_each_thread_has_the_steps_of_whoever_was_hurt_and_no_others(
    opened: Opened, begun: RecordId, by: HurtBy
) -> None:
    del begun
    of = begin(opened, by)
    words = {"own-part", "impact", "remorse", "reconnect", "cost", "need", "came"}
    for step in sorted(words):
        said = Written(step, "Words.")  # type: ignore[arg-type]
        if step in STEPS[by]:
            write_step(opened, new_id(), of, said, now(opened))
        else:
            with pytest.raises(NothingThereError):
                write_step(opened, new_id(), of, said, now(opened))
    if by == "them":
        with pytest.raises(NothingThereError):
            planned(opened, of)


def test_a_bare_answer_says_something_only_where_something_is_asked(
    opened: Opened, begun: RecordId
) -> None:
    write_step(opened, new_id(), begun, Written("impact", "", "no"), now(opened))
    with pytest.raises(EmptyPageError):
        write_step(opened, new_id(), begun, Written("remorse", " ", "no"), now(opened))
    with pytest.raises(NothingThereError):
        write_step(opened, new_id(), begun, Written("plan", "A thing."), now(opened))


def test_a_plan_becomes_a_promise_with_a_day_three_weeks_on(
    opened: Opened, begun: RecordId
) -> None:
    record = planned(opened, begun)
    [kept] = promises(opened)
    promise = kept.promise
    assert (promise.id, promise.text) == (record, "Leave the room first.")
    assert promise.mending == thread(opened, begun).mending.id
    assert promise.ask == promise.due + WEEKS_LATER
    [step] = thread(opened, begun).steps
    assert (step.part, step.promise, step.text) == ("plan", record, "")


def test_it_is_asked_about_weeks_later_and_not_before(
    opened: Opened, begun: RecordId, clock: SetClock
) -> None:
    promise = planned(opened, begun)
    clock.go_on(4 * WEEK - 86_400)
    with pytest.raises(TooEarlyError):
        told(opened, begun, promise, "yes")
    assert promise_of(opened, promise).outcome is None
    clock.go_on(86_400)
    told(opened, begun, promise, "partly")
    outcome = promise_of(opened, promise).outcome
    assert outcome is not None
    assert (outcome.how, outcome.text) == ("mended", "Twice.")
    assert state_of(opened, thread(opened, begun)).next == "own-part"


def test_not_yet_lets_it_be_asked_again_in_three_weeks_and_comes_twice_as_once(
    opened: Opened, begun: RecordId, clock: SetClock
) -> None:
    promise = planned(opened, begun)
    clock.go_on(4 * WEEK)
    ids, back = (new_id(), new_id()), LookedBack(promise, "not-yet")
    for _ in range(2):
        look_back(opened, ids, begun, back, now(opened))
    kept = promise_of(opened, promise)
    assert kept.outcome is None
    assert kept.promise.ask == now(opened).date + WEEKS_LATER
    assert len(opened.journey.versions(promise)) == 2
    assert state_of(opened, thread(opened, begun)).waits_until == kept.promise.ask
    clock.go_on(3 * WEEK)
    ids = (new_id(), new_id())
    for _ in range(2):
        back = LookedBack(promise, "no", "I forgot.")
        look_back(opened, ids, begun, back, now(opened))
    outcome = promise_of(opened, promise).outcome
    assert outcome is not None
    assert outcome.how == "missed"
    steps = [s for s in thread(opened, begun).steps if s.part == "follow-through"]
    assert [(s.answer, s.text) for s in steps] == [("not-yet", ""), ("no", "I forgot.")]


def test_it_is_complete_only_once_it_was_told_weeks_later_and_closeness_was_asked(
    opened: Opened, begun: RecordId, clock: SetClock
) -> None:
    promise = planned(opened, begun)
    asked(opened, begun)
    day = now(opened)
    keep_outcome(opened, new_id(), (promise, "kept", "", ()), day)
    with pytest.raises(NotYetError):
        finish(opened, new_id(), begun, "complete", day)
    clock.go_on(4 * WEEK)
    told(opened, begun, promise, "yes")
    finish(opened, new_id(), begun, "complete", now(opened))
    end = thread(opened, begun).end
    assert end is not None
    assert end.how == "complete"
    assert lasted(opened) == (
        Lasted(day.date, day.date + timedelta(28), complete=True),
    )


def test_otherwise_it_ends_on_any_day_and_counts_as_not_over(
    opened: Opened, begun: RecordId, clock: SetClock
) -> None:
    day = now(opened).date
    clock.go_on(WEEK)
    finish(opened, new_id(), begun, "stopped", now(opened))
    clock.go_on(WEEK)
    begin(opened)
    clock.go_on(WEEK)
    assert lasted(opened) == (
        Lasted(day + timedelta(14), day + timedelta(21), complete=False),
        Lasted(day, day + timedelta(7), complete=False),
    )


def test_nothing_is_written_in_one_that_ended_or_is_none(
    opened: Opened, begun: RecordId
) -> None:
    promise, other = planned(opened, begun), begin(opened)
    with pytest.raises(NothingThereError):
        told(opened, other, promise, "yes")
    end_thread(opened, new_id(), begun, "stopped", now(opened))
    with pytest.raises(NothingThereError):
        asked(opened, begun)
    with pytest.raises(NothingThereError):
        planned(opened, begun)
    rebuilt = new_id()
    begin_thread(opened, rebuilt, Happened("rebuild", "me", "Money."), now(opened))
    with pytest.raises(NothingThereError):
        repair_of(opened, rebuilt)


def test_where_it_rests_nothing_is_kept_not_even_half_of_it(
    opened: Opened, begun: RecordId, clock: SetClock
) -> None:
    promise = planned(opened, begun)
    before = len(list(opened.journey.standing(MendingStep)))
    raise_flag(opened)
    clock.go_on(4 * WEEK)
    with pytest.raises(RestsError):
        planned(opened, begun)
    with pytest.raises(RestsError):
        told(opened, begun, promise, "yes")
    with pytest.raises(RestsError):
        asked(opened, begun)
    assert len(promises(opened)) == 1
    assert promises(opened)[0].outcome is None
    assert len(list(opened.journey.standing(MendingStep))) == before
