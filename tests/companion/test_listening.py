"""A listening turn: who has the floor, what comes next, and pauses with a return."""

from datetime import UTC, datetime, timedelta

import pytest

from moorings.companion.listening import (
    LASTS,
    LONGEST,
    MOST,
    SHORTEST,
    TABLE,
    Act,
    Side,
    Step,
    TooManyTurnsError,
    Turns,
    TurnState,
    begin_turn,
    call_pause,
    come_back,
    go_on,
    name_return,
    stop_turn,
)
from moorings.companion.opened import new_id

NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
#: One whole half, from the floor being given to its being handed over.
HALF: tuple[Step, ...] = ("speak", "say-back", "got-it", "ask", "makes-sense")


def taken(state: TurnState, *acts: Act, by: Side | None = None) -> TurnState:
    for act in acts:
        state = go_on(state, act, state.number, by, NOW)
    return state


def at(step: Step, floor: Side = 1) -> TurnState:
    """Give a turn at a step, the first half over where it can be so only then."""
    state = begin_turn(4, 1, NOW)
    for _ in range(40):
        if state.step == step and state.floor == floor:
            return state
        odd = step == "missing" and state.step == "got-it" and state.floor == floor
        state = taken(state, "not-quite" if odd else "on")
    raise AssertionError(step)


# --- the steps ------------------------------------------------------------------------


def test_each_speaks_and_is_summed_up_before_anything_can_be_decided() -> None:
    state, seen = begin_turn(3, 1, NOW), list[tuple[Step, Side]]()
    while state.step != "over":
        state = taken(state, "on")
        seen.append((state.step, state.floor))
    first = [(step, 1) for step in HALF]
    second = [("swap", 2), *((step, 2) for step in HALF)]
    assert seen == [*first, *second, ("both", 2), ("decide", 2), ("over", 2)]


@pytest.mark.parametrize(
    ("step", "act", "following"),
    [
        ("ready", "on", "speak"),
        ("got-it", "on", "ask"),
        ("got-it", "not-quite", "missing"),
        ("missing", "on", "say-back"),
        ("both", "again", "swap"),
        ("both", "leave", "over"),
        ("both", "on", "decide"),
        ("decide", "on", "over"),
        ("speak", "leave", "speak"),
        ("speak", "decide", "speak"),
        ("over", "on", "over"),
    ],
)
def test_each_step_leads_where_the_table_says_and_nowhere_else(
    step: Step, act: Act, following: Step
) -> None:
    floor: Side = 2 if step in {"both", "decide", "over"} else 1
    assert taken(at(step, floor), act).step == following


def test_every_step_of_the_table_can_be_reached() -> None:
    late = {"both", "decide", "over", "swap"}
    assert {at(step, 2 if step in late else 1).step for step in TABLE} == {*TABLE}


def test_another_turn_each_begins_with_whoever_spoke_first_and_sums_up_anew() -> None:
    state = taken(at("both", 2), "again")
    assert (state.step, state.floor, state.summed) == ("swap", 1, frozenset())
    state = taken(state, "on", "on", "on", "on", "on", "on")
    assert (state.step, state.floor) == ("swap", 2)


def test_two_taps_are_one_step() -> None:
    state = at("speak")
    once = go_on(state, "on", state.number, None, NOW)
    assert go_on(once, "on", state.number, None, NOW) is once


@pytest.mark.parametrize(
    ("step", "acts"),
    [
        ("ready", 2),
        ("speak", 1),
        ("say-back", 2),
        ("got-it", 1),
        ("missing", 1),
        ("ask", 2),
        ("makes-sense", 2),
    ],
)
def test_on_two_devices_a_step_is_taken_by_whose_it_is(step: Step, acts: Side) -> None:
    state = at(step)
    assert state.acts == acts
    other: Side = 1 if acts == 2 else 2
    assert taken(state, "on", by=other) is state
    assert taken(state, "on", by=acts).number == state.number + 1


def test_what_belongs_to_both_either_of_them_can_do() -> None:
    sides: tuple[Side, Side] = (1, 2)
    for side in sides:
        assert taken(at("both", 2), "leave", by=side).step == "over"


def test_the_minutes_run_from_when_the_floor_was_given() -> None:
    state = at("speak")
    assert state.left(NOW + MINUTE) == 3 * MINUTE
    assert state.left(NOW + 9 * MINUTE) == timedelta()
    later = go_on(at("swap", 2), "on", at("swap", 2).number, None, NOW + 5 * MINUTE)
    assert later.left(NOW + 6 * MINUTE) == 3 * MINUTE


# --- pauses ---------------------------------------------------------------------------


def test_a_pause_is_called_at_once_by_either_and_nothing_goes_on_meanwhile() -> None:
    state = at("speak")
    paused = call_pause(state, 2, NOW)
    assert paused.pause is not None
    assert (paused.pause.by, paused.pause.until) == (2, NOW + SHORTEST)
    assert taken(paused, "on") is paused
    assert call_pause(paused, 1, NOW) is paused


def test_before_it_began_and_after_it_ended_there_is_nothing_to_pause() -> None:
    for state in (begin_turn(4, 1, NOW), stop_turn(at("speak"))):
        assert call_pause(state, 1, NOW) is state


@pytest.mark.parametrize(
    ("minutes", "kept"),
    [
        (-1, SHORTEST),
        (5, SHORTEST),
        (60, 60 * MINUTE),
        (1440, LONGEST),
        (2880, LONGEST),
    ],
)
def test_a_return_is_twenty_minutes_off_at_least_and_a_day_at_most(
    minutes: int, kept: timedelta
) -> None:
    paused = call_pause(at("speak"), 1, NOW)
    named = name_return(paused, 1, NOW + minutes * MINUTE, NOW).pause
    assert named is not None
    assert named.until == NOW + kept


def test_only_whoever_called_it_names_the_hour_and_opens_it_again() -> None:
    paused = call_pause(at("say-back"), 1, NOW)
    later = NOW + SHORTEST
    assert name_return(paused, 2, NOW + LONGEST, NOW) is paused
    assert come_back(paused, 2, later) is paused
    opened = come_back(paused, 1, later)
    assert (opened.pause, opened.step) == (None, "say-back")
    assert opened.left(later) == 4 * MINUTE


def test_nobody_comes_back_before_twenty_minutes_are_over() -> None:
    paused = call_pause(at("speak"), None, NOW)
    assert come_back(paused, None, NOW + SHORTEST - MINUTE) is paused
    assert come_back(paused, None, NOW + SHORTEST).pause is None


def test_another_hour_can_be_named_when_the_first_has_come() -> None:
    paused = call_pause(at("speak"), 1, NOW)
    later = NOW + 30 * MINUTE
    named = name_return(paused, 1, later + 60 * MINUTE, later).pause
    assert named is not None
    assert named.until == NOW + 90 * MINUTE


def test_without_a_pause_there_is_nothing_to_name_or_to_open() -> None:
    state = at("speak")
    assert name_return(state, 1, NOW + LONGEST, NOW) is state
    assert come_back(state, 1, NOW + LONGEST) is state


def test_either_can_end_it_also_in_a_pause() -> None:
    over = stop_turn(call_pause(at("speak"), 1, NOW))
    assert (over.step, over.pause) == ("over", None)
    assert stop_turn(over) is over


# --- where they lie -------------------------------------------------------------------


def test_on_two_devices_each_has_a_code_of_its_own_that_nobody_guesses() -> None:
    turns, turn = Turns(), new_id()
    mine = turns.start(turn, begin_turn(4, 1, NOW), apart=True)
    found = turns.find(mine, NOW)
    assert found is not None
    assert found[0].side == 1
    theirs = turns.find(found[0].other, NOW)
    assert theirs is not None
    assert (theirs[0].side, theirs[0].other) == (2, mine)
    turns.put(theirs[0], taken(theirs[1], "on"))
    assert turns.find(mine, NOW) == (found[0], taken(theirs[1], "on"))
    assert len({c.replace("-", "") for c in (mine, found[0].other)}) == 2
    assert len(mine.replace("-", "")) == 16
    assert mine not in repr(turns)


def test_on_one_screen_there_is_one_code_and_no_side() -> None:
    turns = Turns()
    code = turns.start(new_id(), begin_turn(4, 1, NOW), apart=False)
    found = turns.find(code, NOW)
    assert found is not None
    assert (found[0].side, found[0].other) == (None, "")


def test_a_form_that_comes_twice_leads_to_the_same_turn() -> None:
    turns, turn = Turns(), new_id()
    first = turns.start(turn, begin_turn(4, 1, NOW), apart=True)
    assert turns.start(turn, begin_turn(5, 2, NOW), apart=True) == first


def test_a_turn_is_gone_after_three_hours_but_not_within_a_pause() -> None:
    turns, state = Turns(), at("speak")
    code = turns.start(new_id(), state, apart=False)
    assert turns.find(code, NOW + LASTS - MINUTE) is not None
    assert turns.find(code, NOW + LASTS) is None
    found = turns.find(code, NOW)
    assert found is not None
    paused = name_return(call_pause(state, None, NOW), None, NOW + LONGEST, NOW)
    turns.put(found[0], paused)
    assert turns.find(code, NOW + LONGEST) is not None
    back = come_back(paused, None, NOW + LONGEST)
    turns.put(found[0], back)
    assert turns.find(code, NOW + LONGEST + MINUTE) is not None
    assert turns.find("no-such-code", NOW) is None


def test_there_are_a_few_at_once_and_what_is_over_makes_room() -> None:
    turns = Turns()
    codes = [
        turns.start(new_id(), begin_turn(4, 1, NOW), apart=True) for _ in range(MOST)
    ]
    with pytest.raises(TooManyTurnsError):
        turns.start(new_id(), begin_turn(4, 1, NOW), apart=True)
    found = turns.find(codes[0], NOW)
    assert found is not None
    turns.put(found[0], stop_turn(found[1]))
    assert turns.start(new_id(), begin_turn(4, 1, NOW), apart=False)
    assert turns.find(codes[0], NOW) is None
    late = NOW + LASTS
    assert turns.start(new_id(), begin_turn(4, 1, late), apart=False)
    assert [turns.find(code, NOW) for code in codes[1:]] == [None] * (MOST - 1)
