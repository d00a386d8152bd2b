"""A ladder is made, a rung is tried, and what came of it closes what was feared."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from moorings.companion.assessing import FIRST_SKETCH, UNDER_18, Sitting, answer
from moorings.companion.choosing import choose
from moorings.companion.climbing import (
    After,
    Before,
    Wanted,
    add_rung,
    begin_ladder,
    change_rung,
    erase,
    let_go,
    say_otherwise,
    set_out,
    take_up,
    tell_what_came,
)
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.forecasting import (
    close_forecast,
    closed_forecasts,
    open_forecasts,
    reopen_forecast,
)
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.ladders import (
    all_rest,
    drawn_both_ways,
    ladder_of,
    ladder_rests,
    ladders,
    may_suggest,
    rung_of,
    suggested,
    this_week,
    try_of,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import SIMPLE
from moorings.companion.taking_back import erase as erase_elsewhere
from moorings.companion.writing import name_person
from moorings.insight.ladders import Suggestion
from moorings.journey.records import (
    Direction,
    Ladder,
    RecordId,
    Rung,
    RungOutcome,
    RungTry,
)
from moorings.library.instruments import instrument
from tests.conftest import SetClock

FEAR = Before("He sighs", 70, "He says “again”", 6, "phone in hand", 10)
TOLD = After("He nodded.", "not", 7, 40, "yes", "He nods.", "outside")


@pytest.fixture
def sam(opened: Opened) -> RecordId:
    return name_person(opened, "Sam")


@pytest.fixture
def ladder(opened: Opened, sam: RecordId) -> RecordId:
    record = new_id()
    begin_ladder(opened, record, Wanted("closeness", "Stay a whole evening", sam))
    return record


@pytest.fixture
def rung(opened: Opened, ladder: RecordId) -> RecordId:
    record = new_id()
    add_rung(opened, record, ladder, "Five minutes more", 40)
    return record


@pytest.fixture
def sets_out(opened: Opened, rung: RecordId) -> Callable[..., RecordId]:
    def go(told: Before = FEAR) -> RecordId:
        record = new_id()
        set_out(opened, record, rung, told, moment(opened.now()))
        return record

    return go


def tells(opened: Opened, tried: RecordId, told: After = TOLD) -> None:
    tell_what_came(opened, new_id(), tried, told, moment(opened.now()))


def test_a_ladder_has_its_rungs_from_easy_to_hard(
    opened: Opened, ladder: RecordId
) -> None:
    for hard in (60, 20, 40):
        add_rung(opened, new_id(), ladder, f"rung {hard}", hard)
    add_rung(opened, same := new_id(), ladder, "rung 40, too", 40)
    add_rung(opened, same, ladder, "rung 40, too", 40)
    [found] = ladders(opened)
    assert found == ladder_of(opened, ladder)
    assert [each.rung.hard for each in found.rungs] == [20, 40, 40, 60]


def test_the_latest_begun_comes_first(opened: Opened, ladder: RecordId) -> None:
    begin_ladder(opened, later := new_id(), Wanted("asking", "Ask"))
    assert [each.id for each in ladders(opened)] == [later, ladder]


def test_a_changed_ladder_and_a_changed_rung_keep_what_hangs_on_them(
    opened: Opened,
    ladder: RecordId,
    rung: RecordId,
    sets_out: Callable[..., RecordId],
) -> None:
    tried = sets_out()
    for number in range(2):
        wanted = Wanted("closeness", f"Stay {number}")
        begin_ladder(opened, new_id(), wanted, ladder)
        change_rung(opened, new_id(), rung, f"Six minutes {number}", 50)
    [found] = ladders(opened)
    assert (found.id, found.ladder.wants) == (ladder, "Stay 1")
    assert found.ladder.person is None
    assert [each.rung.text for each in found.rungs] == ["Six minutes 1"]
    assert [each.id for each in found.tries] == [tried]
    add_rung(opened, new_id(), found.ladder.id, "Another", 60)
    assert len(ladder_of(opened, ladder).rungs) == 2


def test_a_try_is_a_forecast_about_the_person_and_stands_open(
    opened: Opened, rung: RecordId, sam: RecordId, sets_out: Callable[..., RecordId]
) -> None:
    tried = sets_out()
    [feared] = open_forecasts(opened)
    assert (feared.text, feared.likelihood, feared.person) == ("He sighs", 70, sam)
    _, on, found = try_of(opened, tried)
    assert on.id == rung
    assert found.open
    assert found.forecast == feared
    assert found.attempt.minutes == 10
    assert found.attempt.without == "phone in hand"
    assert found.came is None


def test_what_came_closes_the_forecast_and_counts(
    opened: Opened, ladder: RecordId, sets_out: Callable[..., RecordId]
) -> None:
    for came in ("not", "happened", "unknown", None, "partly"):
        tells(opened, sets_out(), After("It went on.", came))
    sets_out()
    assert len(closed_forecasts(opened)) == 4
    found = ladder_of(opened, ladder).evidence
    assert (found.closed, found.happened, found.partly) == (3, 1, 1)


def test_told_again_the_last_word_counts_and_it_may_be_left_open(
    opened: Opened, sets_out: Callable[..., RecordId]
) -> None:
    tried = sets_out()
    tells(opened, tried)
    began = try_of(opened, tried)[2].outcome
    tells(opened, tried, After("She left.", "happened"))
    _, _, found = try_of(opened, tried)
    assert began
    assert found.outcome
    assert (found.came, found.outcome.happened) == ("happened", "She left.")
    assert found.outcome.when == began.when
    tells(opened, tried, After("She left."))
    assert try_of(opened, tried)[2].came is None
    assert len(open_forecasts(opened)) == 1


def test_what_was_closed_elsewhere_is_known_here(
    opened: Opened, sets_out: Callable[..., RecordId]
) -> None:
    tried = sets_out()
    [feared] = open_forecasts(opened)
    close_forecast(opened, new_id(), feared.id, "partly", moment(opened.now()))
    found = try_of(opened, tried)[2]
    assert found.open
    assert found.came == "partly"
    # What somebody has told already is not said otherwise beforehand.
    with pytest.raises(NothingThereError):
        say_otherwise(opened, new_id(), tried, FEAR)
    let_go(opened, tried)
    assert len(closed_forecasts(opened)) == 1
    take_up(opened, tried)
    tells(opened, tried, After("It came in part.", "partly"))
    reopen_forecast(opened, feared.id)
    assert try_of(opened, tried)[2].came is None


def test_it_is_said_otherwise_while_it_is_open(
    opened: Opened, sets_out: Callable[..., RecordId]
) -> None:
    tried = sets_out()
    for _ in ("sent", "sent twice"):
        say_otherwise(opened, new_id(), tried, Before("He leaves", 30))
    _, _, found = try_of(opened, tried)
    assert found.id == tried
    assert found.attempt.know == ""
    [feared] = open_forecasts(opened)
    assert feared == found.forecast
    assert (feared.text, feared.likelihood) == ("He leaves", 30)
    tells(opened, tried)
    assert [each.forecast for each in closed_forecasts(opened)] == [feared]
    with pytest.raises(NothingThereError):
        say_otherwise(opened, new_id(), tried, FEAR)


def test_a_try_is_let_go_without_a_word_and_taken_up_again(
    opened: Opened, sets_out: Callable[..., RecordId]
) -> None:
    tried = sets_out()
    let_go(opened, tried)
    assert open_forecasts(opened) == ()
    assert this_week(opened) == 0
    with pytest.raises(NothingThereError):
        try_of(opened, tried)
    take_up(opened, tried)
    assert len(open_forecasts(opened)) == 1
    tells(opened, tried)
    with pytest.raises(NothingThereError):
        let_go(opened, tried)
    with pytest.raises(NothingThereError):
        take_up(opened, new_id())


def test_what_is_sent_twice_is_kept_once(
    opened: Opened, rung: RecordId, clock: SetClock
) -> None:
    tried, outcome = new_id(), new_id()
    for _ in range(2):
        set_out(opened, tried, rung, FEAR, moment(opened.now()))
        clock.go_on(120)
    for _ in range(2):
        tell_what_came(opened, outcome, tried, TOLD, moment(opened.now()))
        clock.go_on(120)
    assert len(ladders(opened)[0].tries) == 1
    assert len(closed_forecasts(opened)) == 1
    kinds = [type(each) for each in opened.journey.records()]
    assert (kinds.count(RungTry), kinds.count(RungOutcome)) == (1, 1)


def test_who_goes_back_to_a_form_and_writes_on_loses_nothing(
    opened: Opened, ladder: RecordId, rung: RecordId
) -> None:
    tried, outcome = new_id(), new_id()
    when = moment(opened.now())
    begin_ladder(opened, ladder, Wanted("asking", "An evening, and a walk"))
    add_rung(opened, rung, ladder, "Five minutes more", 45)
    for fear in ("He leaves", "He leaves, and says nothing"):
        set_out(opened, tried, rung, Before(fear, 30), when)
    for happened in ("It rained.", "It rained. She laughed."):
        tell_what_came(opened, outcome, tried, After(happened), when)
    [found] = ladders(opened)
    assert found.ladder.wants == "An evening, and a walk"
    [on] = found.rungs
    assert (on.rung.text, on.rung.hard) == ("Five minutes more", 45)
    [told] = on.tries
    assert told.forecast is not None
    assert told.forecast.text == "He leaves, and says nothing"
    assert told.outcome is not None
    assert told.outcome.happened == "It rained. She laughed."
    erase_elsewhere(opened, told.forecast.id)
    with pytest.raises(NothingThereError):  # there is nothing to be said otherwise
        set_out(opened, tried, rung, FEAR, when)


@pytest.mark.parametrize("what", ["ladder", "rung", "try"])
def test_erased_nothing_that_hangs_on_it_is_left(
    opened: Opened,
    ladder: RecordId,
    rung: RecordId,
    sets_out: Callable[..., RecordId],
    what: str,
) -> None:
    tried = sets_out()
    change_rung(opened, new_id(), rung, "Changed", 50)
    say_otherwise(opened, new_id(), tried, Before("Quince", 20))
    tells(opened, tried, After("Quince.", "not"))
    tells(opened, tried, After("Quince.", "partly"))
    tells(opened, tried, After("Quince."))  # its forecast is open again
    let_go(opened, other := sets_out())
    erase(opened, {"ladder": ladder, "rung": rung, "try": tried}[what])
    if what == "try":
        take_up(opened, other)
        erase(opened, other)
    left = [type(each) for each in opened.journey.records()]
    assert RungTry not in left
    assert RungOutcome not in left
    assert "Forecast" not in {each.__name__ for each in left}
    assert "ForecastOutcome" not in {each.__name__ for each in left}
    assert (Rung in left) == (what == "try")
    assert (Ladder in left) == (what != "ladder")
    with pytest.raises(NothingThereError):
        erase(opened, tried)


def test_empty_forms_keep_nothing(
    opened: Opened,
    ladder: RecordId,
    rung: RecordId,
    sets_out: Callable[..., RecordId],
) -> None:
    tried, when = sets_out(), moment(opened.now())
    empty: list[Callable[[], Any]] = [
        lambda: begin_ladder(opened, new_id(), Wanted("asking", "")),
        lambda: add_rung(opened, new_id(), ladder, "", 50),
        lambda: change_rung(opened, new_id(), rung, "", 50),
        lambda: set_out(opened, new_id(), rung, Before("", 50), when),
        lambda: say_otherwise(opened, new_id(), tried, Before("", 50)),
        lambda: tell_what_came(opened, new_id(), tried, After(), when),
    ]
    before = len(list(opened.journey.records()))
    for keep in empty:
        with pytest.raises(EmptyPageError):
            keep()
    assert len(list(opened.journey.records())) == before


# --- what rests, and what may be suggested ----------------------------------------


@pytest.mark.parametrize("direction", ["closeness", "uncertainty", "asking"])
def test_every_direction_rests_while_a_flag_stands(
    opened: Opened, sam: RecordId, direction: Direction
) -> None:
    begin_ladder(opened, record := new_id(), Wanted(direction, "this", sam))
    add_rung(opened, new_id(), record, "a rung", 40)
    for flagged in (sam, None, name_person(opened, "Lea")):
        assert not ladder_rests(opened, ladder_of(opened, record))
        raise_flag(opened, flagged)
        assert all_rest(opened)
        assert ladder_rests(opened, ladder_of(opened, record))
        assert suggested(opened, ladder_of(opened, record)) is None
        lift_flag(opened, flagged)


def test_three_that_left_it_harder_let_one_ladder_rest_for_a_week(
    opened: Opened,
    ladder: RecordId,
    sets_out: Callable[..., RecordId],
    clock: SetClock,
) -> None:
    begin_ladder(opened, other := new_id(), Wanted("asking", "Ask"))
    for _ in range(3):
        assert not ladder_rests(opened, ladder_of(opened, ladder))
        tells(opened, sets_out(), After("It was too much.", bore="no"))
    assert ladder_rests(opened, ladder_of(opened, ladder))
    assert not ladder_rests(opened, ladder_of(opened, other))
    assert not all_rest(opened)
    clock.go_on(timedelta(days=7).total_seconds())
    assert not ladder_rests(opened, ladder_of(opened, ladder))


def test_at_night_and_while_it_is_simple_nothing_is_suggested_and_nothing_rests(
    opened: Opened, ladder: RecordId, rung: RecordId, clock: SetClock
) -> None:
    assert suggested(opened, ladder_of(opened, ladder)) == Suggestion("begin", rung)
    choose(opened, {SIMPLE: "2026-03-02"})
    assert suggested(opened, ladder_of(opened, ladder)) is None
    assert not may_suggest(opened, "closeness")
    assert not ladder_rests(opened, ladder_of(opened, ladder))
    choose(opened, {SIMPLE: ""})
    clock.go_on(11 * 3_600)
    assert suggested(opened, ladder_of(opened, ladder)) is None
    assert not ladder_rests(opened, ladder_of(opened, ladder))


def test_being_young_hides_no_ideas_as_a_whole(opened: Opened) -> None:
    choose(opened, {"under-18": "yes"})
    assert may_suggest(opened, "closeness")


def test_the_tries_of_seven_days_are_counted_on_all_ladders(
    opened: Opened, sets_out: Callable[..., RecordId], clock: SetClock
) -> None:
    sets_out()
    clock.go_on(timedelta(days=6).total_seconds())
    sets_out()
    assert this_week(opened) == 2
    clock.go_on(timedelta(days=1).total_seconds())
    assert this_week(opened) == 1


@pytest.mark.parametrize(
    ("point", "both_ways"),
    [(7, True), (1, False)],
)
def test_whoever_leans_both_ways_in_a_sketch_begins_lower(
    opened: Opened, ladder: RecordId, point: int, *, both_ways: bool
) -> None:
    assert not drawn_both_ways(opened)
    sketch = instrument(FIRST_SKETCH)
    turned = {item for scale in sketch.key.scales for item in scale.reverse_keyed}
    order = sketch.form("short")
    answers = {item: 8 - point if item in turned else point for item in order}
    answer(opened, new_id(), Sitting(sketch, answers, opened.now(), order))
    choose(opened, {UNDER_18: "no"})
    assert drawn_both_ways(opened) == both_ways
    add_rung(opened, new_id(), ladder, "at fifty", 50)
    found = suggested(opened, ladder_of(opened, ladder))
    assert found
    assert found.what == ("unfit" if both_ways else "begin")


@pytest.mark.parametrize("age", ["yes", ""])
def test_a_sketch_that_may_not_be_read_makes_no_step_smaller(
    opened: Opened, age: str
) -> None:
    asked = instrument(FIRST_SKETCH)
    turned = {item for scale in asked.key.scales for item in scale.reverse_keyed}
    answers = {item: 1 if item in turned else 7 for item in asked.key.order}
    answer(opened, new_id(), Sitting(asked, answers, opened.now()))
    choose(opened, {UNDER_18: age})
    assert not drawn_both_ways(opened)


def test_what_is_not_there_is_not_found(opened: Opened, rung: RecordId) -> None:
    for find in (ladder_of, rung_of, try_of):
        with pytest.raises(NothingThereError):
            find(opened, new_id())
    with pytest.raises(NothingThereError):
        ladder_of(opened, rung)
