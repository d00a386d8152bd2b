"""A scene is gone through turn by turn, waits by the clock, and rests like others."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, drafts, save_draft
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import set_night
from moorings.companion.rehearsing import (
    FORM,
    Rehearsed,
    UnderWay,
    begin_scene,
    change_rehearsal,
    drop_typed,
    erase_rehearsal,
    keep_rehearsal,
    leave_scene,
    pass_over,
    rehearsal_of,
    rehearsals,
    scene_is_suggested,
    scene_of,
    scene_rests,
    take_turns,
    under_way,
)
from moorings.companion.together import RestsError, keep_check
from moorings.journey.records import Rehearsal, When
from tests.conftest import SetClock

SCENE, THERAPIST = "unanswered", "holiday"
TO_END = ("write", "halt")
DAY = When(date(2026, 3, 1))
PLACE = "/practise/rehearse/unanswered"


def test_one_goes_on_turn_by_turn_and_finds_oneself_there_again(
    opened: Opened,
) -> None:
    assert under_way(opened, SCENE) is None
    begin_scene(opened, SCENE, 3)
    begin_scene(opened, SCENE, 9)
    take_turns(opened, SCENE, ("write",))
    for _ in range(2):
        take_turns(opened, SCENE, TO_END, "A line")
    now = under_way(opened, SCENE)
    assert now
    assert (now.turns, now.before, now.text) == (TO_END, 3, "A line")
    assert now.way.ended
    take_turns(opened, SCENE, ())
    assert under_way(opened, SCENE) == UnderWay(SCENE, (), 3, opened.now(), "A line")
    assert under_way(opened, THERAPIST) is None
    assert [each.form for each in drafts(opened)] == [FORM]


def test_the_clock_of_a_place_runs_from_when_one_came_and_can_be_passed_over(
    opened: Opened, clock: SetClock
) -> None:
    begin_scene(opened, SCENE)
    clock.go_on(60)
    came = take_turns(opened, SCENE, ("wait",))
    assert came.left(opened.now()) == timedelta(seconds=120)
    clock.go_on(50)
    again = take_turns(opened, SCENE, ("wait",))
    assert again.left(opened.now()) == timedelta(seconds=70)
    assert again.left(opened.now() - timedelta(days=1)) == timedelta(seconds=120)
    pass_over(opened, SCENE)
    passed = under_way(opened, SCENE)
    assert passed
    assert not passed.left(opened.now())
    clock.go_on(600)
    assert not came.left(opened.now())
    assert not begin_scene(opened, THERAPIST).left(opened.now())
    pass_over(opened, "quarrel")
    assert under_way(opened, "quarrel") is None


def test_leaving_keeps_nothing_not_even_what_was_typed(opened: Opened) -> None:
    begin_scene(opened, SCENE)
    begin_scene(opened, THERAPIST)
    save_draft(opened, new_id(), IN_PLACE, {"text": "Half", "place": PLACE})
    save_draft(opened, new_id(), IN_PLACE, {"text": "Other", "place": "/way/words"})
    leave_scene(opened, SCENE, PLACE)
    drop_typed(opened, PLACE)
    left = [
        each.fields.get("scene", each.fields.get("text")) for each in drafts(opened)
    ]
    assert sorted(map(str, left)) == ["Other", THERAPIST]
    assert rehearsals(opened) == ()


def test_nobody_goes_on_in_a_scene_that_was_not_begun_or_is_not_there(
    opened: Opened,
) -> None:
    with pytest.raises(NothingThereError):
        take_turns(opened, SCENE, ("wait",))
    for name in ("", "no-scene"):
        with pytest.raises(NothingThereError):
            scene_of(name)
        with pytest.raises(NothingThereError):
            begin_scene(opened, name)


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ({"before": "11", "since": "yesterday", "turns": "wait gone"}, None),
        ({"before": "x", "since": "2026-03-01T12:00:00", "turns": "wait"}, None),
        (
            {"since": "2026-03-01T12:00:00+00:00", "turns": "wait"},
            datetime(2026, 3, 1, 12, tzinfo=UTC),
        ),
    ],
)
def test_what_came_from_elsewhere_and_cannot_be_so_is_passed_by(
    opened: Opened, said: dict[str, str], since: datetime | None
) -> None:
    save_draft(opened, new_id(), FORM, {"scene": SCENE, **said})
    assert under_way(opened, SCENE) == UnderWay(SCENE, ("wait",), None, since)


def test_a_scene_is_kept_once_changed_by_another_version_and_erased(
    opened: Opened,
) -> None:
    record, later = new_id(), new_id()
    told = Rehearsed(SCENE, TO_END, 3, 5, " Shoes first\n")
    for _ in range(2):
        keep_rehearsal(opened, record, told, DAY)
    [kept] = rehearsals(opened, SCENE)
    assert (kept.turns, kept.before, kept.after) == (TO_END, 3, 5)
    assert kept.text == "Shoes first"
    for _ in range(2):
        change_rehearsal(opened, later, record, (None, 6), "Coat first")
    [changed] = rehearsals(opened)
    assert (changed.before, changed.after, changed.text) == (None, 6, "Coat first")
    assert (changed.turns, changed.when) == (TO_END, DAY)
    assert len(opened.journey.versions(record)) == 2
    erase_rehearsal(opened, record)
    assert rehearsals(opened) == ()
    with pytest.raises(NothingThereError):
        rehearsal_of(opened, later)


@pytest.mark.parametrize("turns", [(), ("wait",), ("no",), (*TO_END, "no")])
def test_what_came_to_no_end_is_not_kept(
    opened: Opened, turns: tuple[str, ...]
) -> None:
    with pytest.raises(NothingThereError):
        keep_rehearsal(opened, new_id(), Rehearsed(SCENE, turns), DAY)
    assert rehearsals(opened) == ()


def test_under_a_flag_scenes_with_people_rest_and_nothing_is_kept(
    opened: Opened,
) -> None:
    begin_scene(opened, SCENE)
    record = new_id()
    keep_rehearsal(opened, record, Rehearsed(SCENE, TO_END), DAY)
    raise_flag(opened)
    assert scene_rests(opened, SCENE)
    assert not scene_rests(opened, THERAPIST)
    for refused in (
        lambda: begin_scene(opened, SCENE),
        lambda: take_turns(opened, SCENE, ("wait",)),
        lambda: keep_rehearsal(opened, new_id(), Rehearsed(SCENE, TO_END), DAY),
        lambda: change_rehearsal(opened, new_id(), record, (1, 2), ""),
    ):
        with pytest.raises(RestsError):
            refused()
    assert [each.id for each in rehearsals(opened)] == [record]
    lift_flag(opened)
    assert not scene_rests(opened, SCENE)
    erase_rehearsal(opened, record)


def test_after_force_of_ones_own_no_sentence_is_rehearsed_on_anybody(
    opened: Opened,
) -> None:
    assert not scene_rests(opened, "quarrel")
    keep_check(opened, new_id(), "force")
    assert scene_rests(opened, "quarrel")
    assert not scene_rests(opened, THERAPIST)


def test_at_night_a_scene_is_there_and_not_suggested(opened: Opened) -> None:
    hour = (moment(opened.now()).time or time()).hour
    set_night(opened, hour, hour)
    assert scene_is_suggested(opened, SCENE)
    set_night(opened, hour, hour + 1)
    assert not scene_is_suggested(opened, SCENE)
    assert not scene_rests(opened, SCENE)


def test_of_a_scene_that_is_gone_what_was_kept_can_be_changed_and_erased(
    opened: Opened,
) -> None:
    gone = Rehearsal(id=new_id(), written_at=opened.now(), when=DAY, scene="gone")
    opened.keep(gone)
    change_rehearsal(opened, new_id(), gone.id, (None, None), "Long ago")
    assert [each.text for each in rehearsals(opened, "gone")] == ["Long ago"]
    erase_rehearsal(opened, gone.id)
