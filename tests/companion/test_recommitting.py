"""Returns are counted, nothing is taken off, and two if-then lines are for now."""

from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.recommitting import (
    TooManyPlansError,
    choose_if_thens,
    grown,
    if_thens,
    narrow,
    stronger,
)
from moorings.companion.settling import note_step
from moorings.companion.worksheets import (
    Answered,
    edit_worksheet,
    erase_worksheet,
    write_worksheet,
)
from moorings.insight.grown import Grown
from moorings.journey.records import Naming, RecordId
from tests.conftest import SetClock


def slip(opened: Opened, line: str = "", *picked: str) -> RecordId:
    record = new_id()
    said = {"happened": "It went the old way.", "if-then": line}
    told = Answered(said, chosen={"stronger": picked})
    write_worksheet(opened, record, "slip", told, moment(opened.now()))
    return record


def plan(opened: Opened, line: str) -> RecordId:
    record, told = new_id(), Answered({"if-then": line})
    write_worksheet(opened, record, "recommit-plan", told, moment(opened.now()))
    return record


def now(opened: Opened) -> list[str]:
    return [each.words for each in if_thens(opened) if each.now]


def day_by_day(clock: SetClock) -> None:
    clock.set_to(clock.now() + timedelta(days=1))


def test_with_nothing_there_nothing_is_counted(opened: Opened) -> None:
    assert grown(opened) == Grown(0, 0, 0, 0, 0, None)


def test_returns_are_counted_beside_what_has_grown_since_the_first_of_all(
    opened: Opened, clock: SetClock
) -> None:
    first = moment(opened.now())
    keep_time(opened, new_id(), "stop", Practised(), first)
    for _ in range(2):
        day_by_day(clock)
        slip(opened)
    when = moment(opened.now())
    note_step(opened, Naming, new_id(), new_id(), when, feelings=("hurt",))
    assert grown(opened) == Grown(2, 1, 1, 1, 0, first)
    keep_time(opened, new_id(), "stop", Practised(), when)
    assert grown(opened).returns == 2


def test_what_was_stronger_is_told_from_three_slips_on_and_never_of_one(
    opened: Opened,
) -> None:
    slip(opened, "", "sleep", "quarrel")
    slip(opened, "", "sleep", "unsure")
    assert stronger(opened) == ()
    slip(opened, "", "unsure", "stress")
    assert stronger(opened) == (("sleep", 2),)


def test_the_two_latest_lines_are_for_now(opened: Opened, clock: SetClock) -> None:
    plan(opened, "If A, then B.\n\n If C, then D. ")
    assert now(opened) == ["If A, then B.", "If C, then D."]
    day_by_day(clock)
    slip(opened, "If E, then F.")
    assert now(opened) == ["If E, then F.", "If A, then B."]
    assert [each.words for each in if_thens(opened)][2:] == ["If C, then D."]


def test_others_can_be_chosen_and_a_new_one_still_comes_first(
    opened: Opened, clock: SetClock
) -> None:
    for letter in "ABC":
        slip(opened, letter)
        day_by_day(clock)
    ids = {each.words: each.id for each in if_thens(opened)}
    choose_if_thens(opened, [ids["A"]])
    assert now(opened) == ["A"]
    slip(opened, "D")
    assert now(opened) == ["D", "A"]
    choose_if_thens(opened, [])
    assert now(opened) == []
    assert len(if_thens(opened)) == 4


def test_more_than_two_are_refused_and_nothing_changes(opened: Opened) -> None:
    for letter in "ABC":
        slip(opened, letter)
    before = if_thens(opened)
    with pytest.raises(TooManyPlansError):
        choose_if_thens(opened, [each.id for each in before])
    assert if_thens(opened) == before
    choose_if_thens(opened, [before[0].id, before[1].id, "made up", "made up too"])
    assert len(now(opened)) == 2


def test_another_line_above_it_changes_nothing_for_the_others(
    opened: Opened, clock: SetClock
) -> None:
    kept = plan(opened, "If A, then B.\nIf C, then D.\nIf E, then F.")
    ids = {each.words: each.id for each in if_thens(opened)}
    choose_if_thens(opened, [ids["If C, then D."]])
    day_by_day(clock)
    lines = "If G, then H.\nIf A, then B.\nIf C, then D.\nIf E, then F.\nIf A, then B."
    edit_worksheet(opened, new_id(), kept, Answered({"if-then": lines}))
    assert now(opened) == ["If G, then H.", "If C, then D."]
    assert len(if_thens(opened)) == 4


def test_a_line_keeps_its_place_when_its_page_is_changed(
    opened: Opened, clock: SetClock
) -> None:
    kept, laid_aside = plan(opened, "If A, then B."), slip(opened, "If C, then D.")
    ids = {each.words: each.id for each in if_thens(opened)}
    choose_if_thens(opened, [ids["If A, then B."]])
    day_by_day(clock)
    edit_worksheet(opened, new_id(), kept, Answered({"if-then": "If A, then E."}))
    assert now(opened) == ["If A, then E."]
    erase_worksheet(opened, laid_aside)
    assert [each.words for each in if_thens(opened)] == ["If A, then E."]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("no", "no", "yes"), True),
        (("no", "partly", "yes"), False),
        (("unsure", "partly", "no"), False),
        (("no", "no", "no"), True),
    ],
)
def test_two_noes_in_the_last_look_are_told(
    opened: Opened, answers: tuple[str, ...], *, told: bool
) -> None:
    assert not narrow(opened)
    questions = ("other", "living", "undone")
    chosen = {q: (a,) for q, a in zip(questions, answers, strict=True)}
    answered = Answered(chosen=chosen)
    write_worksheet(opened, new_id(), "wider", answered, moment(opened.now()))
    assert narrow(opened) == told
