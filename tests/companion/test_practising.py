"""What may be taken up just now, and the times that were given to it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from moorings.companion.accompanying import choose_therapist, therapist
from moorings.companion.assessing import UNDER_18
from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import (
    NIGHT,
    Practised,
    keep_simple,
    keep_time,
    night_hours,
    open_practices,
    reasons,
    rests_now,
    set_night,
    take_time_back,
    times,
)
from moorings.companion.writing import name_person
from moorings.journey.records import Entry, PracticeTime
from moorings.library.practices import practices
from tests.conftest import SetClock
from tests.unreal import feels_unreal


def practised(opened: Opened, name: str, *, line: str = "", after: int = 3) -> None:
    told = Practised(before=5, after=after, line=line)
    keep_time(opened, new_id(), name, told, moment(opened.now()))


def test_a_time_is_kept_and_its_line_is_a_page_of_the_diary(opened: Opened) -> None:
    practised(opened, "three-lines", line="  Rain on the roof.\n")
    [time] = times(opened, "three-lines")
    assert (time.before, time.after) == (5, 3)
    [page] = opened.journey.pages()
    assert isinstance(page.newest, Entry)
    assert (page.newest.text, page.newest.practice) == (
        "  Rain on the roof.",
        "three-lines",
    )


def test_a_form_that_is_sent_twice_is_kept_once(opened: Opened) -> None:
    record, told = new_id(), Practised(line="Rain.")
    for _ in range(2):
        keep_time(opened, record, "three-lines", told, moment(opened.now()))
    assert len(times(opened)) == 1
    assert opened.journey.count() == 1


def test_what_is_no_practice_is_not_kept(opened: Opened) -> None:
    with pytest.raises(NothingThereError):
        practised(opened, "no-such-thing")


def test_a_time_can_be_taken_out_and_the_line_stays(opened: Opened) -> None:
    practised(opened, "three-lines", line="Rain.")
    take_time_back(opened, times(opened)[0].id)
    assert times(opened) == ()
    assert opened.journey.count() == 1
    with pytest.raises(NothingThereError):
        take_time_back(opened, new_id())


def test_in_calm_by_day_nothing_rests(opened: Opened) -> None:
    assert reasons(opened) == frozenset()
    assert open_practices(opened).keys() == practices().keys()


def test_a_flag_rests_what_needs_somebody_and_for_them_the_therapist_too(
    opened: Opened,
) -> None:
    sam, ada = name_person(opened, "Sam"), name_person(opened, "Ada")
    raise_flag(opened, sam)
    assert reasons(opened, ada) == {"flagged"}
    assert reasons(opened, sam) == {"flagged", "flagged for this person"}
    assert rests_now(opened, "stay-a-little", reasons(opened))
    assert not rests_now(opened, "pacing-words", reasons(opened))
    assert rests_now(opened, "pacing-words", reasons(opened, sam))
    lift_flag(opened, sam)
    assert reasons(opened, sam) == frozenset()


def test_a_flag_on_the_therapist_rests_what_needs_them_everywhere(
    opened: Opened,
) -> None:
    choose_therapist(opened, None, "Dr Hahn")
    assert not rests_now(opened, "pacing-words", reasons(opened))
    raise_flag(opened, therapist(opened))
    assert "flagged therapist" in reasons(opened)
    assert rests_now(opened, "pacing-words", reasons(opened))


@pytest.mark.parametrize(("rated", "told"), [(6, False), (7, True), (10, True)])
def test_far_away_counts_from_seven_on_and_for_three_hours(
    opened: Opened,
    clock: SetClock,
    rated: int,
    told: bool,  # noqa: FBT001
) -> None:
    feels_unreal(opened, rated)
    assert ("unreal" in reasons(opened)) is told
    clock.go_on(3 * 3600 - 60)
    assert ("unreal" in reasons(opened)) is told
    clock.go_on(60)
    assert "unreal" not in reasons(opened)


def test_the_latest_word_on_how_far_away_it_is_counts(
    opened: Opened, clock: SetClock
) -> None:
    feels_unreal(opened, 9)
    clock.go_on(60)
    feels_unreal(opened, 4)
    assert "unreal" not in reasons(opened)


@pytest.mark.parametrize(
    ("hours", "hour", "dark"),
    [
        ("", 21, False),
        ("", 22, True),
        ("", 5, True),
        ("", 6, False),
        ("20-4", 20, True),
        ("20-4", 4, False),
        ("1-5", 0, False),
        ("1-5", 4, True),
        ("7-7", 7, False),
        ("nonsense", 23, True),
        ("25-3", 23, True),
        ("3", 23, True),
    ],
)
def test_night_is_when_the_person_says(
    opened: Opened,
    clock: SetClock,
    hours: str,
    hour: int,
    dark: bool,  # noqa: FBT001
) -> None:
    if hours:
        choose(opened, {NIGHT: hours})
    wall = datetime(2026, 3, 1, hour, 30, tzinfo=UTC)
    clock.set_to(wall - (wall.astimezone().utcoffset() or timedelta()))
    assert ("night" in reasons(opened)) is dark


def test_the_hours_of_night_are_kept(opened: Opened) -> None:
    set_night(opened, 21, 5)
    assert night_hours(opened) == (21, 5)


def test_simple_holds_until_its_day_is_over(opened: Opened, clock: SetClock) -> None:
    keep_simple(opened, date(2026, 3, 3))
    assert "simple" in reasons(opened)
    assert "stay-a-little" not in open_practices(opened)
    assert "belly-breath" in open_practices(opened)
    clock.go_on(3 * 86_400)
    assert "simple" not in reasons(opened)
    keep_simple(opened, date(2026, 4, 1))
    keep_simple(opened, None)
    assert "simple" not in reasons(opened)


def test_whoever_is_under_18_is_not_sent_nearer(opened: Opened) -> None:
    choose(opened, {UNDER_18: "yes"})
    assert "stay-a-little" not in open_practices(opened)


def test_a_practice_rests_after_three_times_that_left_it_stronger(
    opened: Opened, clock: SetClock
) -> None:
    for _ in range(3):
        assert not rests_now(opened, "box", reasons(opened))
        practised(opened, "box", after=8)
        clock.go_on(3600)
    assert rests_now(opened, "box", reasons(opened))
    assert "box" not in open_practices(opened)
    practised(opened, "box", after=2)
    assert not rests_now(opened, "box", reasons(opened))


def test_a_stopped_one_counts(opened: Opened) -> None:
    told = Practised(stopped=True, minutes=2)
    keep_time(opened, new_id(), "body-scan", told, moment(opened.now()))
    assert [type(each) for each in times(opened)] == [PracticeTime]
    assert times(opened)[0].stopped
