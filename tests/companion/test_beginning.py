from collections.abc import Mapping

import pytest

from moorings.companion.assessing import FIRST_SKETCH, UNDER_18, Sitting, answer
from moorings.companion.beginning import begin_with, open_stages, reasons_to_begin
from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.mapping import Mapped, keep_pattern
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import set_night
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.insight.starting import Reason
from moorings.library.instruments import instrument
from moorings.library.roadmap import stages
from tests.conftest import SetClock


def answers(
    opened: Opened,
    sheet: str,
    poles: tuple[str, ...] = (),
    told: Mapping[str, str] | None = None,
) -> None:
    given = Answered(told or {}, chosen={"poles": poles})
    write_worksheet(opened, new_id(), sheet, given, moment(opened.now()))


def sketched(opened: Opened, straight: int, turned: int) -> None:
    asked = instrument(FIRST_SKETCH)
    reverse = {item for scale in asked.key.scales for item in scale.reverse_keyed}
    responses = {e: turned if e in reverse else straight for e in asked.key.order}
    answer(opened, new_id(), Sitting(asked, responses, opened.now()))


def steps(opened: Opened) -> list[str]:
    return [each.step for each in begin_with(opened, reasons_to_begin(opened))]


def test_where_nothing_was_answered_nothing_is_said(opened: Opened) -> None:
    assert reasons_to_begin(opened) == ()
    assert steps(opened) == []


def test_each_reason_names_the_very_answer(opened: Opened) -> None:
    answers(opened, "honest-distance", ("pursue",), {"do": "I check my phone."})
    answers(opened, "looking-secure", told={"helps": "He can sit there and read."})
    keep_pattern(opened, new_id(), Mapped("Quiet", beliefs=("too-much",)))
    [pattern] = [r for r in reasons_to_begin(opened) if r.how == "mapped"]
    assert pattern.sign == "belief"
    assert pattern.words == ("Quiet",)
    found = set(reasons_to_begin(opened))
    assert Reason("reaching", "ticked", "honest-distance", ("pursue",)) in found
    wrote = Reason("reaching", "wrote", "honest-distance", ("check my phone",))
    assert wrote in found
    assert Reason("at-ease", "answered", "looking-secure") in found


def test_what_was_written_about_childhood_is_not_read(opened: Opened) -> None:
    words = {"taught": "I was ashamed and numb. They are leaving me."}
    answers(opened, "looking-family", told=words)
    answers(opened, "origin", told={"learned": "I was ashamed."})
    assert reasons_to_begin(opened) == ()


def test_a_word_of_ones_own_speaks_by_the_family_it_was_put_into(
    opened: Opened,
) -> None:
    from moorings.companion.wording import add_word  # noqa: PLC0415

    own = add_word(opened, "feeling", "skinless", "ashamed")
    keep_pattern(opened, new_id(), Mapped("Seen", feelings=(own, "gone")))
    assert [r.sign for r in reasons_to_begin(opened)] == ["shame"]


@pytest.mark.parametrize(
    ("age", "signs"), [("no", ["sketch-both"]), ("yes", []), ("", [])]
)
def test_a_sketch_is_read_only_for_adults(
    opened: Opened, age: str, signs: list[str]
) -> None:
    sketched(opened, 7, 1)
    choose(opened, {UNDER_18: age})
    assert [r.sign for r in reasons_to_begin(opened)] == signs


def test_a_later_sketch_that_drew_nothing_is_passed_over(opened: Opened) -> None:
    sketched(opened, 7, 1)
    asked = instrument(FIRST_SKETCH)
    one = {asked.key.order[0]: 4}
    answer(opened, new_id(), Sitting(asked, one, opened.now()))
    choose(opened, {UNDER_18: "no"})
    assert [r.sign for r in reasons_to_begin(opened)] == ["sketch-both"]


def test_a_sketch_in_the_middle_is_no_reason(opened: Opened) -> None:
    sketched(opened, 4, 4)
    choose(opened, {UNDER_18: "no"})
    assert reasons_to_begin(opened) == ()


def test_while_a_flag_stands_no_step_toward_somebody_is_named(opened: Opened) -> None:
    answers(opened, "honest-closeness", ("away",))
    answers(opened, "honest-conflict", ("withdraw", "deflect"))
    assert steps(opened) == ["naming", "doses", "communication"]
    raise_flag(opened)
    assert not {"doses", "communication", "repair"} & open_stages(opened)
    assert "naming" in steps(opened)
    assert not {"doses", "communication", "repair"} & set(steps(opened))


def test_at_night_no_belief_and_no_figure_is_suggested(
    opened: Opened, clock: SetClock
) -> None:
    answers(opened, "honest-well", ("brace",), {"feel": "They are leaving me."})
    assert set(steps(opened)) == {"awareness", "beliefs", "figure"}
    set_night(opened, 0, 23)
    assert moment(clock.now()).time is not None
    assert not {"beliefs", "figure", "doses"} & open_stages(opened)
    assert steps(opened)[0] == "awareness"


def test_every_step_is_open_on_a_quiet_day(opened: Opened) -> None:
    set_night(opened, 3, 3)
    assert open_stages(opened) == set(stages())
