"""The plan for a dangerous night: one's own words, each version of them."""

from moorings.companion.drafting import save_draft
from moorings.companion.opened import Opened, new_id
from moorings.companion.planning import (
    FORM,
    PARTS,
    answers_of,
    earlier_plans,
    plan,
    unfinished_plan,
    write_plan,
)
from moorings.journey.records import NightPlan
from tests.conftest import SetClock


def test_there_is_no_plan_until_something_is_answered(opened: Opened) -> None:
    assert plan(opened) is None
    write_plan(opened, new_id(), {"signs": " \n", "worth": ""})
    assert plan(opened) is None
    assert not list(opened.journey.records())


def test_each_time_it_is_written_what_it_said_before_stays(
    opened: Opened, clock: SetClock
) -> None:
    for words in ("the red blanket", "the red blanket, the dog", "the dog"):
        write_plan(opened, new_id(), {"alone": words, "people": "Ines"})
        clock.go_on(60)
    now = plan(opened)
    assert now is not None
    assert answers_of(now) == dict.fromkeys(PARTS, "") | {
        "alone": "the dog",
        "people": "Ines",
    }
    before = [version.alone for version in earlier_plans(opened)]
    assert before == ["the red blanket, the dog", "the red blanket"]
    assert len(list(opened.journey.standing(NightPlan))) == 1


def test_the_same_again_is_no_new_version(opened: Opened) -> None:
    write_plan(opened, new_id(), {"worth": "Mira"})
    write_plan(opened, new_id(), {"worth": "Mira "})
    assert earlier_plans(opened) == ()


def test_emptied_it_is_gone_and_can_be_read_still(
    opened: Opened, clock: SetClock
) -> None:
    write_plan(opened, new_id(), {"worth": "Mira"})
    clock.go_on(60)
    write_plan(opened, new_id(), {})
    assert plan(opened) is None
    assert "Mira" in [version.worth for version in earlier_plans(opened)]


def test_what_was_typed_when_it_locked_waits_until_it_is_kept(opened: Opened) -> None:
    save_draft(opened, new_id(), "entry", {"text": "a page"})
    assert unfinished_plan(opened) is None
    save_draft(opened, new_id(), FORM, {"signs": "cold hands"})
    waiting = unfinished_plan(opened)
    assert waiting is not None
    assert waiting.fields == {"signs": "cold hands"}
    write_plan(opened, new_id(), waiting.fields)
    assert unfinished_plan(opened) is None
