"""Where the answers to the private check lead, and what rests where nobody is named."""

import pytest

from moorings.companion.checking import (
    Told,
    open_unnamed,
    open_with,
    open_with_anybody,
    require_open_with,
    require_sheet,
    require_sheet_with,
    sheet_rests,
    take_check,
    those_open,
)
from moorings.companion.guarding import lift_flag, standing
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import (
    RestsError,
    check_of,
    force_was_named,
    is_open,
    keep_check,
    say_age,
)
from moorings.companion.writing import name_person
from moorings.journey.records import PrivateCheck
from tests.conftest import SetClock


def checks(opened: Opened) -> list[str]:
    return [each.answer for each in opened.journey.standing(PrivateCheck)]


@pytest.mark.parametrize(
    ("afraid", "force", "leads", "kept"),
    [
        (0, 0, "clear", ["clear"]),
        (1, 0, "afraid", ["afraid"]),
        (0, 1, "force", ["force"]),
        (1, 1, "afraid", ["afraid", "force"]),
    ],
)
def test_only_where_the_answers_lead_is_kept_and_once(
    opened: Opened, afraid: int, force: int, leads: str, kept: list[str]
) -> None:
    record, other = new_id(), new_id()
    for _ in range(2):
        told = Told(afraid=bool(afraid), force=bool(force))
        assert take_check(opened, record, other, told) == leads
    assert checks(opened) == kept
    assert bool(standing(opened).flagged) == bool(afraid)


def test_a_form_that_comes_again_later_raises_no_flag_that_was_lifted(
    opened: Opened, clock: SetClock
) -> None:
    record, other = new_id(), new_id()
    take_check(opened, record, other, Told(afraid=True, force=True))
    lift_flag(opened)
    clock.go_on(600)
    take_check(opened, record, other, Told(afraid=True, force=True))
    assert standing(opened).flagged == frozenset()
    assert checks(opened) == ["afraid", "force"]


def test_fear_and_force_with_the_same_person_are_both_kept_and_fear_rests_more(
    opened: Opened,
) -> None:
    ida = name_person(opened, "Ida")
    told = Told(afraid=True, force=True, afraid_of=ida, force_with=ida)
    assert take_check(opened, new_id(), new_id(), told) == "afraid"
    assert standing(opened).flagged == {ida}
    assert not is_open(opened, "check-up", ida)
    lift_flag(opened, ida)
    assert force_was_named(opened)
    assert not is_open(opened, "statement", ida)


def test_where_nobody_is_named_it_rests_for_whoever_force_was_used_with(
    opened: Opened, clock: SetClock
) -> None:
    say_age(opened, under_18=False)
    ida = name_person(opened, "Ida")
    name_person(opened, "Bo")
    assert not open_unnamed(opened, "listening")
    keep_check(opened, new_id(), "clear")
    assert open_unnamed(opened, "listening")
    clock.go_on(60)
    told = Told(afraid=False, force=True, force_with=ida)
    assert take_check(opened, new_id(), new_id(), told) == "force"
    assert is_open(opened, "listening")
    assert not open_unnamed(opened, "listening")
    assert open_unnamed(opened, "check-up")
    clock.go_on(60)
    keep_check(opened, new_id(), "clear")
    assert check_of(opened, ida) == "clear"
    assert open_unnamed(opened, "listening")


def test_a_room_is_open_with_somebody_and_else_where_nobody_forced_is_named(
    opened: Opened,
) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    keep_check(opened, new_id(), "force", ida)
    whom = [open_with(opened, "promises", each) for each in (ida, bo, None)]
    assert whom == [False, True, False]
    assert open_with_anybody(opened, "promises")
    require_open_with(opened, "promises", bo)
    for people in ((None,), (bo, ida)):
        with pytest.raises(RestsError):
            require_open_with(opened, "promises", *people)
    assert those_open(opened, "promises", (ida, bo, bo, None)) == {bo}
    keep_check(opened, new_id(), "force", bo)
    assert not open_with_anybody(opened, "promises")
    assert those_open(opened, "promises", (ida, bo, None)) == frozenset()


def test_a_page_of_questions_rests_with_its_room_and_others_do_not(
    opened: Opened,
) -> None:
    assert sheet_rests(opened, "listening-turn")
    assert sheet_rests(opened, "time-out-agreement")
    with pytest.raises(RestsError):
        require_sheet(opened, "time-out-agreement")
    for other in ("slip", "wider", "no-such-sheet"):
        assert not sheet_rests(opened, other)
        require_sheet(opened, other)
    keep_check(opened, new_id(), "clear")
    assert not sheet_rests(opened, "listening-turn")
    require_sheet_with(opened, "listening-turn", name_person(opened, "Bo"))


def test_a_page_of_questions_that_names_somebody_rests_with_them(
    opened: Opened,
) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    keep_check(opened, new_id(), "force", ida)
    require_sheet_with(opened, "listening-turn", bo)
    with pytest.raises(RestsError):
        require_sheet_with(opened, "listening-turn", bo, ida)


@pytest.mark.parametrize("sheet", ["with-this-person", "what-i-want-here"])
def test_a_page_about_one_person_needs_no_check_and_rests_where_they_are_feared(
    opened: Opened, sheet: str
) -> None:
    ida, bo = name_person(opened, "Ida"), name_person(opened, "Bo")
    require_sheet_with(opened, sheet, ida, bo)
    keep_check(opened, new_id(), "afraid", ida)
    assert not sheet_rests(opened, sheet)
    require_sheet_with(opened, sheet, bo)
    with pytest.raises(RestsError):
        require_sheet_with(opened, sheet, ida)
    keep_check(opened, new_id(), "afraid")
    assert sheet_rests(opened, sheet)
