"""Forms that come again: nothing is kept twice, and nothing that was typed is lost."""

from collections.abc import Callable

import pytest

from moorings.companion.clock import moment
from moorings.companion.kitting import Given, change_item, item, items, keep_item
from moorings.companion.noticing import change_mark, mark, marks
from moorings.companion.opened import Opened, new_id
from moorings.companion.planning_weeks import keep_week, plan_of, today
from moorings.companion.resending import new_in, unused
from moorings.companion.worksheets import (
    Answered,
    edit_worksheet,
    worksheet,
    write_worksheet,
)
from moorings.insight.window import Mark
from moorings.journey.records import (
    Arousal,
    KitItem,
    Ladder,
    RecordId,
    Rung,
    WeekPlan,
    Worksheet,
)
from tests.conftest import SetClock

#: Sends one form, with one text or another in it.
Send = Callable[[Opened, RecordId, str], object]


def answers(opened: Opened, record: RecordId, text: str) -> None:
    told = Answered({"feel": text})
    write_worksheet(opened, record, "honest-known", told, moment(opened.now()))


def other_answers(opened: Opened, record: RecordId, text: str) -> None:
    if worksheet(opened, "honest-known") is None:
        answers(opened, new_id(), "At first.")
    kept = worksheet(opened, "honest-known")
    assert kept is not None
    edit_worksheet(opened, record, kept.id, Answered({"feel": text}))


def kit(opened: Opened, record: RecordId, text: str) -> None:
    if not items(opened):
        keep_item(opened, new_id(), Given("touch", "At first."))
    change_item(opened, record, items(opened)[0].id, Given("touch", text))


def window(opened: Opened, record: RecordId, text: str) -> None:
    if not marks(opened):
        mark(opened, new_id(), Mark(5), moment(opened.now()))
    change_mark(opened, record, marks(opened)[0].id, Mark(len(text) % 4))


def week(opened: Opened, record: RecordId, text: str) -> None:
    days = (("stop",), (), (), (), (), (), ("box",) if "more" in text else ())
    keep_week(opened, record, today(opened), days)


FORMS: dict[type, tuple[Send, int]] = {
    Worksheet: (answers, 1),
    KitItem: (kit, 2),
    Arousal: (window, 2),
    WeekPlan: (week, 1),
}


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_a_form_that_comes_again_is_kept_once_however_late(
    opened: Opened, clock: SetClock, kind: type
) -> None:
    (send, versions), record = FORMS[kind], new_id()
    for _ in range(3):
        send(opened, record, "Words.")
        clock.go_on(120)
    kept = [each for each in opened.journey.records() if isinstance(each, kind)]
    assert len(kept) == versions
    assert len(opened.journey.versions(record)) == versions


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_what_was_written_on_in_it_stands_as_a_later_version(
    opened: Opened, clock: SetClock, kind: type
) -> None:
    (send, versions), record = FORMS[kind], new_id()
    for text in ("Words.", "Words, and more.", "Words, and more."):
        send(opened, record, text)
        clock.go_on(120)
    assert len(opened.journey.versions(record)) == versions + 1
    assert len([*opened.journey.standing(kind)]) == 1


def test_the_later_words_are_the_ones_that_stand(opened: Opened) -> None:
    one, other, third = new_id(), new_id(), new_id()
    for text in ("Cold.", "Cold, then cross."):
        answers(opened, one, text)
        kit(opened, other, text)
    kept = worksheet(opened, "honest-known")
    assert kept is not None
    assert kept.answers["feel"] == "Cold, then cross."
    assert item(opened, other).text == "Cold, then cross."
    for text in ("Hot.", "Hot, then calm."):
        other_answers(opened, third, text)
    kept = worksheet(opened, "honest-known")
    assert kept is not None
    assert kept.answers["feel"] == "Hot, then calm."
    week(opened, one, "and more")  # the id of something else
    plan = plan_of(opened, today(opened))
    assert plan is not None
    assert plan.days[6] == ("box",)


def test_what_is_new_is_kept_under_the_id_of_its_form(opened: Opened) -> None:
    now = opened.now()
    ladder = Ladder(id=new_id(), written_at=now, direction="asking", wants="A walk")
    assert new_in(opened, ladder) == (ladder,)
    assert unused(opened, ladder.id) == ladder.id
    opened.keep(ladder)
    assert new_in(opened, ladder) == ()
    assert unused(opened, ladder.id) != ladder.id
    rung = Rung(id=ladder.id, written_at=now, ladder=ladder.id, text="Stay", hard=30)
    assert new_in(opened, rung) == (rung,)
