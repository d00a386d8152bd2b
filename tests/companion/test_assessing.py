from datetime import timedelta

import pytest

from moorings.companion.assessing import (
    NothingAnsweredError,
    Sitting,
    answer,
    sketches,
    take_sitting_back,
)
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import bring_back
from moorings.journey.records import Administration, RecordId
from moorings.library.instruments import instrument
from moorings.measures.cloud import Leaning
from moorings.measures.scoring import ImpossibleResponseError
from tests.conftest import SetClock

ORDER = instrument("first-sketch").form("short")


def sitting(opened: Opened, **responses: int) -> Sitting:
    given = {name.replace("_", "-"): point for name, point in responses.items()}
    return Sitting(instrument("first-sketch"), given, opened.now(), ORDER)


def sheet(opened: Opened, straight: int, turned: int) -> Sitting:
    asked = instrument("first-sketch")
    reverse = {item for scale in asked.key.scales for item in scale.reverse_keyed}
    given = {item: turned if item in reverse else straight for item in ORDER}
    return Sitting(asked, given, opened.now(), ORDER)


@pytest.fixture
def kept(opened: Opened) -> RecordId:
    record = new_id()
    answer(opened, record, sheet(opened, 6, 2))
    return record


def test_what_is_kept_are_the_raw_answers_and_how_they_were_asked_for(
    opened: Opened, clock: SetClock
) -> None:
    record, begun = new_id(), sitting(opened, asking=7, comfort=2)
    clock.go_on(120)
    answer(opened, record, begun)
    [found] = opened.journey.standing(Administration)
    assert found == Administration(
        id=record,
        written_at=opened.now(),
        instrument="first-sketch",
        version=2,
        wording=instrument("first-sketch").fingerprint,
        language="en",
        shown=ORDER,
        responses={"asking": 7, "comfort": 2},
        started=opened.now() - timedelta(seconds=120),
        ended=opened.now(),
    )


def test_a_sketch_is_worked_out_from_what_was_kept(
    opened: Opened, kept: RecordId
) -> None:
    [found] = sketches(opened)
    assert found.administration.id == kept
    assert found.answered == 12
    assert found.anxiety.score.value == found.avoidance.score.value == 6
    assert found.anxiety.leaning is Leaning.HIGHER
    assert found.avoidance.cloud is not None


def test_answers_that_contradict_one_another_draw_nothing(opened: Opened) -> None:
    answer(opened, new_id(), sheet(opened, 7, 7))
    [found] = sketches(opened)
    assert found.anxiety.contradicts
    assert found.anxiety.cloud is None
    assert found.anxiety.leaning is Leaning.UNCLEAR


def test_the_same_sheet_sent_twice_is_kept_once(
    opened: Opened, kept: RecordId, clock: SetClock
) -> None:
    clock.go_on(1)
    answer(opened, kept, sheet(opened, 6, 2))
    assert len(sketches(opened)) == 1
    answer(opened, kept, sheet(opened, 6, 3))
    assert len(sketches(opened)) == 2


def test_an_empty_sheet_and_an_impossible_one_are_not_kept(opened: Opened) -> None:
    with pytest.raises(NothingAnsweredError):
        answer(opened, new_id(), sitting(opened))
    with pytest.raises(ImpossibleResponseError):
        answer(opened, new_id(), sitting(opened, asking=9))
    assert not sketches(opened)


def test_a_sheet_cannot_have_been_begun_after_it_was_finished(opened: Opened) -> None:
    late = Sitting(
        instrument("first-sketch"), {"asking": 1}, opened.now() + timedelta(days=1)
    )
    answer(opened, new_id(), late)
    [found] = opened.journey.standing(Administration)
    assert found.started == found.ended


def test_the_latest_sketch_comes_first_and_one_can_be_taken_back(
    opened: Opened, kept: RecordId, clock: SetClock
) -> None:
    clock.go_on(60)
    again = new_id()
    answer(opened, again, sheet(opened, 2, 6))
    assert [each.administration.id for each in sketches(opened)] == [again, kept]
    take_sitting_back(opened, again)
    assert [each.administration.id for each in sketches(opened)] == [kept]
    with pytest.raises(NothingThereError):
        take_sitting_back(opened, again)
    bring_back(opened, again)
    assert len(sketches(opened)) == 2


def test_what_came_from_elsewhere_and_does_not_fit_is_passed_over(
    opened: Opened, kept: RecordId
) -> None:
    [good] = opened.journey.standing(Administration)
    changes: tuple[dict[str, object], ...] = (
        {"version": 3},
        {"instrument": "elsewhere"},
        {"responses": {"asking": 70}},
    )
    fields = {name: getattr(good, name) for name in good.__struct_fields__}
    for change in changes:
        opened.keep(Administration(**{**fields, "id": new_id(), **change}))
    assert [each.administration.id for each in sketches(opened)] == [kept]
