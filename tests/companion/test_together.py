"""What is open with whom, and what the private check lets rest."""

from datetime import timedelta

import pytest

from moorings.companion.guarding import leaves_out, lift_flag, raise_flag, standing
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import (
    HOLDS,
    RestsError,
    age_of,
    check_of,
    force_was_named,
    is_open,
    keep_check,
    require_open,
    say_age,
)
from moorings.companion.writing import name_person, rename_person
from moorings.journey.records import PrivateCheck
from tests.conftest import SetClock


def test_a_room_for_two_opens_after_the_check_and_not_before(opened: Opened) -> None:
    ida = name_person(opened, "Ida")
    assert not is_open(opened, "statement", ida)
    assert is_open(opened, "both-and")
    with pytest.raises(RestsError):
        require_open(opened, "statement", ida)
    keep_check(opened, new_id(), "clear")
    assert is_open(opened, "statement", ida)
    require_open(opened, "statement")


def test_a_check_is_asked_again_for_whoever_is_named_later_and_after_a_while(
    opened: Opened, clock: SetClock
) -> None:
    keep_check(opened, new_id(), "clear")
    clock.go_on(60)
    ida = name_person(opened, "Ida")
    assert check_of(opened) == "clear"
    assert check_of(opened, ida) == "not asked"
    keep_check(opened, new_id(), "clear", ida)
    assert check_of(opened, ida) == "clear"
    clock.go_on((HOLDS + timedelta(days=1)).total_seconds())
    assert check_of(opened) == check_of(opened, ida) == "not asked"


def test_somebody_who_is_called_otherwise_is_not_somebody_new(
    opened: Opened, clock: SetClock
) -> None:
    ida = name_person(opened, "Ida")
    keep_check(opened, new_id(), "clear")
    clock.go_on(60)
    rename_person(opened, ida, "Ida from the choir")
    assert check_of(opened, ida) == "clear"


def test_fear_raises_the_flag_for_that_person_and_stays_until_it_is_answered_anew(
    opened: Opened, clock: SetClock
) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    keep_check(opened, new_id(), "afraid", ida)
    assert standing(opened).flagged == {ida}
    assert is_open(opened, "both-and", ida)
    assert not is_open(opened, "promises", ida)
    assert is_open(opened, "check-up", bo)
    assert not is_open(opened, "promises", bo)
    assert not is_open(opened, "repair", bo)
    clock.go_on(2 * HOLDS.total_seconds())
    assert check_of(opened, ida) == "afraid"
    lift_flag(opened, ida)
    keep_check(opened, new_id(), "clear", ida)
    say_age(opened, under_18=False)
    assert is_open(opened, "repair", ida)


def test_force_of_ones_own_is_known_until_it_is_answered_anew(opened: Opened) -> None:
    assert not force_was_named(opened)
    keep_check(opened, new_id(), "force")
    assert force_was_named(opened)
    assert not is_open(opened, "repair")
    assert standing(opened).flagged == frozenset()
    keep_check(opened, new_id(), "clear")
    assert not force_was_named(opened)


def test_force_with_somebody_is_known_until_it_is_answered_anew(opened: Opened) -> None:
    ida = name_person(opened, "Ida")
    keep_check(opened, new_id(), "force", ida)
    assert force_was_named(opened)
    keep_check(opened, new_id(), "clear", name_person(opened, "Bo"))
    assert force_was_named(opened)
    keep_check(opened, new_id(), "clear")
    assert check_of(opened, ida) == "clear"
    assert not force_was_named(opened)


def test_a_flag_closes_what_the_check_had_opened(opened: Opened) -> None:
    keep_check(opened, new_id(), "clear")
    raise_flag(opened)
    assert not is_open(opened, "statement")
    assert not is_open(opened, "promises")
    assert is_open(opened, "spread")


def test_the_age_is_said_once(opened: Opened) -> None:
    keep_check(opened, new_id(), "clear")
    assert age_of(opened) == "not asked"
    assert not is_open(opened, "rebuild")
    say_age(opened, under_18=True)
    assert not is_open(opened, "rebuild")
    say_age(opened, under_18=False)
    assert is_open(opened, "rebuild")


def test_the_check_is_in_nothing_that_can_be_read(opened: Opened) -> None:
    keep_check(opened, new_id(), "force")
    told = leaves_out(opened.journey.records())
    assert not any(isinstance(each, PrivateCheck) for each in told)
