from datetime import date, time, timedelta
from typing import Any

import pytest

from moorings.companion.choosing import choose
from moorings.companion.following import begin
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.planning_weeks import keep_week, pick, take_off
from moorings.companion.practising import Practised, keep_time, times
from moorings.companion.settling import note_step
from moorings.companion.stepping import Done, done_at, next_for, visits
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.journey.records import (
    AnyRecord,
    Arousal,
    Belief,
    BeliefRating,
    KitItem,
    LedgerEntry,
    Naming,
    Pattern,
    Rating,
    RungTry,
    Scale,
    When,
)
from tests.conftest import SetClock

SUNDAY = date(2026, 3, 1)
NOON = When(SUNDAY, time(12))


def did(
    opened: Opened, name: str, ago: int = 0, rated: tuple[int, int] | None = None
) -> None:
    before, after = rated or (None, None)
    told = Practised(before=before, after=after)
    keep_time(opened, new_id(), name, told, When(SUNDAY - timedelta(days=ago)))


def one(opened: Opened, stage: str) -> Done:
    [found] = done_at(opened, stage)
    return found


def test_a_practice_counts_at_each_of_its_steps(opened: Opened) -> None:
    did(opened, "yes-no-not-yet", 3)
    did(opened, "yes-no-not-yet", 8)
    for stage in ("communication", "interdependence"):
        found = one(opened, stage)
        assert (found.kind, found.name, found.count) == (
            "practice",
            "yes-no-not-yet",
            2,
        )
        assert found.last == SUNDAY - timedelta(days=3)
    assert done_at(opened, "kindness") == ()


def test_a_middle_is_told_only_of_three_times_with_both_ratings(opened: Opened) -> None:
    for ago, rated in enumerate(((7, 4), (6, 5), None)):
        did(opened, "box", ago, rated)
    assert (one(opened, "regulation").rated, one(opened, "regulation").before) == (
        2,
        None,
    )
    did(opened, "box", 9, (3, 3))
    found = one(opened, "regulation")
    assert (found.count, found.rated, found.before, found.after) == (4, 3, 6, 4)


KEPT: dict[type[AnyRecord], tuple[str, dict[str, Any]]] = {
    RungTry: ("doses", {"rung": new_id(), "when": NOON}),
    BeliefRating: ("beliefs", {"of": new_id(), "when": NOON, "strength": 60}),
    Belief: ("beliefs", {"belief": "too-much"}),
    Arousal: ("regulation", {"when": NOON, "level": 2}),
    KitItem: ("regulation", {"sense": "touch", "text": "a warm stone"}),
    LedgerEntry: ("relationships", {"when": NOON, "side": "deposit", "text": "rang"}),
    Pattern: ("self-awareness", {"title": "No answer"}),
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_is_kept_in_a_room_counts_at_its_step(
    opened: Opened, kind: type[AnyRecord]
) -> None:
    stage, told = KEPT[kind]
    made: Any = kind
    opened.keep(made(id=new_id(), written_at=opened.now(), **told))
    found = one(opened, stage)
    assert (found.count, found.last) == (1, SUNDAY)


@pytest.mark.parametrize("kind", [Belief, KitItem, Pattern])
def test_to_change_what_was_kept_moves_no_visit(
    opened: Opened, clock: SetClock, kind: type[AnyRecord]
) -> None:
    stage, told = KEPT[kind]
    made: Any = kind
    first, later = new_id(), new_id()
    opened.keep(made(id=first, written_at=opened.now(), **told))
    clock.go_on(timedelta(days=40).total_seconds())
    opened.keep(made(id=later, written_at=opened.now(), replaces=first, **told))
    assert (one(opened, stage).count, one(opened, stage).last) == (1, SUNDAY)
    assert visits(opened)[stage].days == {SUNDAY}


def test_a_named_moment_and_a_worksheet_count(opened: Opened) -> None:
    note_step(opened, Naming, new_id(), new_id(), NOON, feelings=("hurt",))
    write_worksheet(opened, new_id(), "slip", Answered({"happened": "x"}), NOON)
    assert one(opened, "naming").kind == "moment"
    assert [(d.kind, d.name) for d in done_at(opened, "recommit")] == [
        ("worksheet", "slip")
    ]


def test_to_come_back_after_a_while_is_a_return_and_so_is_a_slip(
    opened: Opened,
) -> None:
    for ago in (60, 59, 30, 2):
        did(opened, "box", ago)
    assert len(visits(opened)["regulation"].returns) == 2
    write_worksheet(opened, new_id(), "slip", Answered({"happened": "x"}), NOON)
    found = visits(opened)
    assert found["recommit"].returns == {SUNDAY}
    assert found["kindness"].returns == frozenset()


def test_the_next_step_knows_the_plan_the_programme_and_what_was_done(
    opened: Opened,
) -> None:
    assert next_for(opened).because == "first"
    begin(opened, 3, NOON)
    assert next_for(opened).because == "week"
    keep_week(opened, new_id(), SUNDAY, (*((),) * 6, ("brisk-move",)))
    assert (next_for(opened).because, next_for(opened).practice) == (
        "planned",
        "brisk-move",
    )
    did(opened, "box")
    assert next_for(opened).because == "enough"
    take_off(opened, new_id(), SUNDAY, off=True)
    assert next_for(opened).because == "off"


def test_the_next_step_knows_the_hour_what_fits_and_what_rests(opened: Opened) -> None:
    did(opened, "box", 30)
    pick(opened, ["avoidant"])
    assert next_for(opened).because == "leaning"
    keep_week(opened, new_id(), SUNDAY, (*((),) * 6, ("small-ask",)))
    raise_flag(opened)
    assert next_for(opened).practice == "word-by-word"
    choose(opened, {"night-hours": "0-23"})
    assert next_for(opened).because == "steady"


def rated(opened: Opened, practice: str, when: When, scale: Scale) -> None:
    told = Rating(
        id=new_id(),
        written_at=opened.now(),
        activation=new_id(),
        when=when,
        intensity=3,
        practice=practice,
        scale=scale,
    )
    opened.keep(told)


@pytest.mark.parametrize("scale", ["intensity", "unreal"])
def test_what_was_done_in_help_now_counts_as_tried(
    opened: Opened, scale: Scale
) -> None:
    for days, because in ((2, "untried"), (0, "enough")):
        rated(opened, "box", When(SUNDAY - timedelta(days=days), time(9)), scale)
        assert next_for(opened).because == because
    assert times(opened) == ()


def test_a_rating_beside_no_practice_is_no_try(opened: Opened) -> None:
    for practice in ("", "no-such-thing"):
        rated(opened, practice, NOON, "intensity")
    assert next_for(opened).because == "first"


def test_what_was_last_done_at_a_step_is_told_with_it(opened: Opened) -> None:
    did(opened, "compassion-break", 9)
    found = next_for(opened)
    assert found.because == "untried"
    assert found.last is None
