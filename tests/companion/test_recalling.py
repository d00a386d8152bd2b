"""One's own moments in a hard moment: when there are any to be shown, and which."""

from datetime import timedelta
from typing import Any

import pytest

from moorings.companion.clock import moment
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import keep_simple
from moorings.companion.recalling import recalled
from moorings.companion.settling import end_activation, note_moment, note_step, rate
from moorings.companion.wording import add_word
from moorings.companion.writing import name_person
from moorings.journey.records import (
    Naming,
    NowOrFamiliar,
    PauseAnswer,
    Rating,
    RecordId,
    When,
)
from tests.conftest import SetClock

LEAVE = "everyone-leaves"


def noted(
    opened: Opened,
    text: str,
    *who: str,
    days: int = 1,
    against: tuple[str, ...] = (LEAVE,),
    supports: tuple[str, ...] = (),
) -> None:
    day = moment(opened.now()).date - timedelta(days)
    people = tuple(name_person(opened, name) for name in who)
    done = Done("deposit", "heard", text, people, against, supports)
    keep_moment(opened, new_id(), done, When(day))


def wave(
    opened: Opened,
    *beliefs: str,
    answer: NowOrFamiliar = "familiar",
    strong: int | None = 6,
) -> RecordId:
    activation, now = new_id(), moment(opened.now())
    if strong is not None:
        rate(opened, new_id(), activation, strong, now)
    note_step(opened, PauseAnswer, new_id(), activation, now, answer=answer)
    note_step(opened, Naming, new_id(), activation, now, beliefs=beliefs or (LEAVE,))
    return activation


def texts(opened: Opened) -> list[str]:
    found = recalled(opened)
    return [each.text for each in found.moments] if found else []


def test_moments_against_the_named_belief_come_and_the_other_side_is_counted(
    opened: Opened,
) -> None:
    noted(opened, "Mira stayed.", "Mira", days=5)
    noted(opened, "Sam came back.", "Sam", days=9)
    noted(opened, "Mira rang.", "Mira", days=2)
    noted(opened, "Papa went.", "Papa", against=(), supports=(LEAVE,))
    wave(opened)
    found = recalled(opened)
    assert found is not None
    assert (found.words, found.other_side) == ("people always leave", 1)
    assert texts(opened) == ["Mira rang.", "Sam came back.", "Mira stayed."]


def test_the_first_named_belief_that_has_any_is_the_one(opened: Opened) -> None:
    noted(opened, "Mira stayed.", "Mira")
    wave(opened, "burden", LEAVE)
    found = recalled(opened)
    assert found is not None
    assert found.belief == LEAVE


def test_of_a_belief_in_own_words_it_speaks_as_well(opened: Opened) -> None:
    own = add_word(opened, "belief", "whoever knows me goes quiet")
    noted(opened, "Mira stayed.", against=(own,))
    wave(opened, own)
    found = recalled(opened)
    assert found is not None
    assert found.words == "whoever knows me goes quiet"


@pytest.mark.parametrize(
    ("told", "speaks"),
    [
        ({}, True),
        ({"answer": "both"}, True),
        ({"answer": "now"}, False),
        ({"answer": "unsure"}, False),
        ({"strong": 7}, True),
        ({"strong": 8}, False),
        ({"strong": None}, False),
    ],
)
def test_it_speaks_only_after_familiar_or_both_and_up_to_seven(
    opened: Opened, told: dict[str, Any], *, speaks: bool
) -> None:
    noted(opened, "Mira stayed.")
    wave(opened, **told)
    assert bool(texts(opened)) is speaks


def test_the_last_word_counts(opened: Opened, clock: SetClock) -> None:
    noted(opened, "Mira stayed.")
    activation = wave(opened)
    clock.go_on(120)
    rate(opened, new_id(), activation, 9, moment(opened.now()))
    assert texts(opened) == []
    clock.go_on(120)
    rate(opened, new_id(), activation, 4, moment(opened.now()))
    assert texts(opened) == ["Mira stayed."]
    answered = moment(opened.now())
    note_step(opened, PauseAnswer, new_id(), activation, answered, answer="now")
    assert texts(opened) == []


def test_a_flag_for_anybody_is_enough_to_be_silent(opened: Opened) -> None:
    noted(opened, "Mira stayed.", "Mira")
    wave(opened)
    raise_flag(opened, name_person(opened, "Sam"))
    assert texts(opened) == []
    lift_flag(opened, name_person(opened, "Sam"))
    assert texts(opened) == ["Mira stayed."]


def test_words_of_danger_in_this_moment_are_enough(opened: Opened) -> None:
    noted(opened, "Mira stayed.")
    activation = wave(opened)
    now = moment(opened.now())
    note_moment(opened, new_id(), activation, "I want to kill myself.", now)
    assert texts(opened) == []


def test_words_of_danger_in_a_word_of_ones_own_are_enough(opened: Opened) -> None:
    noted(opened, "Mira stayed.")
    wave(opened, LEAVE, add_word(opened, "belief", "I would be better off dead"))
    assert texts(opened) == []


def test_a_moment_that_tells_of_danger_is_not_shown(opened: Opened) -> None:
    noted(opened, "He hit me, and then he stayed all night.", days=1)
    noted(opened, "Mira stayed.", days=2)
    wave(opened)
    assert texts(opened) == ["Mira stayed."]


def test_unreal_or_kept_simple_it_is_silent(opened: Opened) -> None:
    noted(opened, "Mira stayed.")
    activation = wave(opened)
    now = moment(opened.now())
    keep_simple(opened, now.date)
    assert texts(opened) == []
    keep_simple(opened, None)
    assert texts(opened) == ["Mira stayed."]
    opened.keep(
        Rating(
            id=new_id(),
            written_at=opened.now(),
            activation=activation,
            when=now,
            intensity=7,
            scale="unreal",
        )
    )
    assert texts(opened) == []


def test_what_is_over_or_long_ago_is_not_meant(opened: Opened, clock: SetClock) -> None:
    noted(opened, "Mira stayed.")
    activation = wave(opened)
    clock.go_on(11 * 3600)
    assert texts(opened) == ["Mira stayed."]
    clock.go_on(3600)
    assert texts(opened) == []
    activation = wave(opened)
    assert texts(opened) == ["Mira stayed."]
    end_activation(opened, new_id(), activation, "calm", moment(opened.now()))
    assert texts(opened) == []


def test_without_a_moment_or_a_named_belief_there_is_nothing(opened: Opened) -> None:
    assert recalled(opened) is None
    wave(opened)
    assert recalled(opened) is None
    noted(opened, "Mira stayed.")
    wave(opened, "burden")
    assert recalled(opened) is None
