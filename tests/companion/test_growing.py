"""Growing: what acts of a person come to, and what rests or is left out."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from moorings.companion.balancing import Planned, keep_act, say_done
from moorings.companion.believing import Felt, begin_belief, rate_belief
from moorings.companion.climbing import (
    After,
    Before,
    Wanted,
    add_rung,
    begin_ladder,
    set_out,
    tell_what_came,
)
from moorings.companion.clock import moment
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.growing import (
    FELT,
    anything_moved,
    felt_signs,
    grown,
    resting_signs,
)
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.holding import end_held, held_texts, hold
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.requesting import Asked, keep_request
from moorings.companion.settling import note_step, rate
from moorings.companion.stating import Stated, keep_statement, say_it
from moorings.companion.taking_back import take_back
from moorings.companion.together import keep_check, say_age
from moorings.companion.worksheets import Answered, erase_worksheet, write_worksheet
from moorings.companion.writing import Written, name_person, write_entry
from moorings.insight.calibration import TooFew
from moorings.insight.growth import Part, Rate, Share, TooEarly
from moorings.insight.growth_signs import NEARER, SIGNS
from moorings.journey.records import HeldText, Rating, RecordId, Response, When
from moorings.library.statement import Parts
from tests.conftest import SetClock

DAYS = 14


def live(opened: Opened, clock: SetClock, days: int = DAYS) -> None:
    """Write a line on some days in a row, in either period."""
    for _ in range(2):
        for _ in range(days):
            clock.set_to(clock.now() + timedelta(days=1))
            write_entry(opened, new_id(), Written("a line", moment(opened.now())))
        clock.set_to(clock.now() + timedelta(days=80))
    clock.set_to(clock.now() - timedelta(days=80))


def hard(opened: Opened, chosen: str) -> RecordId:
    activation, now = new_id(), moment(opened.now())
    rate(opened, new_id(), activation, 8, now)
    note_step(opened, Response, new_id(), activation, now, chosen=chosen)
    return activation


def test_of_an_empty_notebook_nothing_is_told(opened: Opened) -> None:
    found = grown(opened)
    assert set(map(type, found.findings.values())) == {TooEarly}
    assert found.fears == TooFew(0)
    assert not found.courses
    assert not anything_moved(opened)


def test_a_hard_moment_or_a_practice_is_something_to_look_at(opened: Opened) -> None:
    keep_time(opened, new_id(), "box", Practised(), moment(opened.now()))
    assert anything_moved(opened)


def test_it_is_worked_out_once_until_something_is_kept(opened: Opened) -> None:
    first = grown(opened)
    assert grown(opened) is first
    for _ in range(8):
        hard(opened, "ask")
    found = grown(opened).findings["asked"]
    assert isinstance(found, Share)
    assert found.latest == Part(8, 8)


def test_kind_practices_and_what_was_given_are_counted(
    opened: Opened, clock: SetClock
) -> None:
    live(opened, clock)
    for practice in ("kind-wishes", "compassion-break", "box", "let-good-be-good"):
        for now in days_on(clock, 4):
            keep_time(opened, new_id(), practice, Practised(), now)
    for side in ("deposit", "strain"):
        for now in days_on(clock, 5):
            done = Done(side, "other", "so")
            keep_moment(opened, new_id(), done, now)
    found = grown(opened).findings
    kind, good = found["kindness"], found["good"]
    assert isinstance(kind, Rate)
    assert isinstance(good, Rate)
    assert kind.latest == Part(8, DAYS + 26)
    assert (good.before, good.latest) == (Part(0, DAYS), Part(9, DAYS + 26))


def test_asking_is_told_from_ladders_statements_that_were_said_and_help(
    opened: Opened, clock: SetClock
) -> None:
    live(opened, clock)
    say_age(opened, under_18=False)
    keep_check(opened, new_id(), "clear")
    for number, now in enumerate(days_on(clock, 5)):
        record = new_id()
        parts = Parts(request="ring when you land" if number else "")
        parts = parts if number else Parts(feeling="sad")
        keep_statement(opened, record, Stated(parts), now)
        if number < 4:
            say_it(opened, new_id(), record)
    for now in days_on(clock, 3):
        keep_request(opened, new_id(), Asked("a lift", 1), now)
    tried(opened, clock, "asking", "yes", "partly", "no", "")
    found = grown(opened).findings["asking"]
    assert isinstance(found, Rate)
    # three that were said and ask for something, three requests, two tries
    assert found.latest.many == 8


def days_on(clock: SetClock, days: int) -> Iterator[When]:
    """Go on day by day, and give each."""
    for _ in range(days):
        clock.set_to(clock.now() + timedelta(days=1))
        yield moment(clock.now())


def tried(opened: Opened, clock: SetClock, direction: str, *bore: str) -> None:
    ladder, rung = new_id(), new_id()
    wanted = Wanted(direction, "so")  # type: ignore[arg-type]
    begin_ladder(opened, ladder, wanted)
    add_rung(opened, rung, ladder, "a step", 30)
    for each, now in zip(bore, days_on(clock, len(bore)), strict=True):
        attempt = new_id()
        set_out(opened, attempt, rung, Before("they laugh", 60), now)
        told = After(happened="so", came="not", bore=each)  # type: ignore[arg-type]
        tell_what_came(opened, new_id(), attempt, told, now)


def test_a_try_that_could_not_be_borne_is_counted_nowhere(
    opened: Opened, clock: SetClock
) -> None:
    live(opened, clock)
    tried(opened, clock, "closeness", *["yes"] * 6, *["partly"] * 3, *["no"] * 4)
    found = grown(opened).findings["closeness"]
    assert isinstance(found, Rate)
    assert found.latest.many == 9
    assert grown(opened).findings["not-knowing"] == TooEarly(0, 0)
    assert not isinstance(grown(opened).fears, TooFew)


def test_a_text_past_its_hour_that_was_never_sent_waited_though_nobody_said_so(
    opened: Opened, clock: SetClock
) -> None:
    for _ in range(8):
        now = opened.now()
        until = now + timedelta(hours=1)
        when = moment(now)
        text = HeldText(id=new_id(), written_at=now, when=when, text="why", until=until)
        hold(opened, text)
    assert grown(opened).findings["waited"] == TooEarly(0, 0)
    clock.set_to(clock.now() + timedelta(days=1))
    found = grown(opened).findings["waited"]
    assert isinstance(found, Share)
    assert found.latest == Part(8, 8)


@pytest.mark.parametrize(
    ("how", "minutes", "waited"),
    [("sent", 70, True), ("sent", 5, False), ("not-sent", 5, True)],
)
def test_a_held_text_waited_until_its_hour_or_stayed_unsent(
    opened: Opened, clock: SetClock, how: str, minutes: int, *, waited: bool
) -> None:
    for _ in range(8):
        now = opened.now()
        text = HeldText(
            id=new_id(),
            written_at=now,
            when=moment(now),
            text="why",
            until=now + timedelta(hours=1),
        )
        hold(opened, text)
        clock.go_on(minutes * 60)
        end_held(
            opened,
            held_texts(opened)[0],
            new_id(),
            how,  # type: ignore[arg-type]
            moment(opened.now()),
        )
    found = grown(opened).findings["waited"]
    # where none of them waited there is a row of noughts, which tells nothing
    assert isinstance(found, Share) == waited
    if isinstance(found, Share):
        assert found.latest == Part(8, 8)


def test_shared_acts_that_came_about_are_held_against_the_ledger(
    opened: Opened, clock: SetClock
) -> None:
    say_age(opened, under_18=False)
    keep_check(opened, new_id(), "clear")
    mira = name_person(opened, "Mira")
    keep_check(opened, new_id(), "clear", mira)
    for _ in range(9):
        clock.set_to(clock.now() + timedelta(days=5))
        done = Done("deposit", "heard", "so", (mira,), much=2)
        keep_moment(opened, new_id(), done, moment(opened.now()))
    clock.set_to(clock.now() + timedelta(days=7))
    for done_how in (*["yes"] * 8, "no", ""):
        record, today = new_id(), moment(opened.now()).date
        keep_act(opened, record, Planned("ours", "walk", today, (mira,)))
        say_done(opened, new_id(), record, done_how)  # type: ignore[arg-type]
    found = grown(opened).findings["steady"]
    assert isinstance(found, Share)
    assert found.latest == Part(8, 8)


def test_a_belief_is_told_from_three_ratings_on(opened: Opened) -> None:
    held = begin_belief(opened, new_id(), "too-much")
    for strength in (90, 60):
        rate_belief(opened, new_id(), held, Felt(strength), moment(opened.now()))
    assert not grown(opened).courses
    rate_belief(opened, new_id(), held, Felt(70), moment(opened.now()))
    course = grown(opened).courses[held]
    assert (course.first, course.last) == (90, 70)


def test_what_is_about_coming_nearer_rests_as_one_and_for_any_reason(
    opened: Opened,
) -> None:
    assert not resting_signs(opened)
    raise_flag(opened, name_person(opened, "Sam"))
    assert resting_signs(opened) == NEARER
    lift_flag(opened, name_person(opened, "Sam"))
    assert not resting_signs(opened)
    now = opened.now()
    named = {"id": new_id(), "written_at": now, "when": moment(now)}
    opened.keep(Rating(**named, activation=new_id(), intensity=9, scale="unreal"))  # type: ignore[arg-type]
    assert resting_signs(opened) == NEARER
    assert set(SIGNS) - NEARER == {"space", "recovery", "naming", "at-home"}


def test_what_was_said_of_danger_hard_moments_and_what_was_taken_back_are_no_days(
    opened: Opened, clock: SetClock
) -> None:
    clock.set_to(clock.now() + timedelta(days=40))
    for _ in range(12):
        clock.set_to(clock.now() + timedelta(days=1))
        keep_time(opened, new_id(), "kind-wishes", Practised(), moment(opened.now()))
    for _ in range(5):
        clock.set_to(clock.now() + timedelta(days=1))
        raise_flag(opened)
        lift_flag(opened)
        keep_check(opened, new_id(), "clear")
    for _ in range(5):
        clock.set_to(clock.now() + timedelta(days=1))
        rate(opened, new_id(), new_id(), 8, moment(opened.now()))
    for _ in range(5):
        clock.set_to(clock.now() + timedelta(days=1))
        page = new_id()
        write_entry(opened, page, Written("so", moment(opened.now())))
        take_back(opened, page)
    found = grown(opened).findings["kindness"]
    assert isinstance(found, Rate)
    assert found.latest == Part(12, 12)


def test_heavy_words_about_how_it_feels_are_left_where_they_stand(
    opened: Opened,
) -> None:
    told = Answered({"quiet": "I want to die.", "home": "on a bench"})
    write_worksheet(opened, new_id(), FELT, told, moment(opened.now()))
    assert [each.words for each in felt_signs(opened)] == ["on a bench"]


def test_words_about_how_it_feels_stand_as_written_the_latest_first(
    opened: Opened, clock: SetClock
) -> None:
    for words in ("soup, radio", "asked once"):
        record, now = new_id(), moment(opened.now())
        told = Answered({"quiet": words})
        write_worksheet(opened, record, FELT, told, now)
        clock.set_to(clock.now() + timedelta(days=30))
    assert [each.words for each in felt_signs(opened)] == ["asked once", "soup, radio"]
    assert anything_moved(opened)
    erase_worksheet(opened, felt_signs(opened)[0].sheet)
    assert [each.words for each in felt_signs(opened)] == ["soup, radio"]
