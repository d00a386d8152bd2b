"""What somebody did is noted once, changed, erased; asked for once a week at most."""

from datetime import UTC, datetime, timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.person_noting import (
    NOT_NOW,
    Seen,
    erase_note,
    is_asked,
    keep_note,
    note_of,
    notes,
    open_to_some,
    put_off,
)
from moorings.companion.practising import keep_simple
from moorings.companion.together import RestsError, keep_check
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.conftest import SetClock

DAY = 86_400
WEEK = 7 * DAY
NIGHT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


@pytest.fixture
def ida(opened: Opened) -> RecordId:
    return name_person(opened, "Ida")


def seen(person: RecordId, text: str = " Rang at six. ") -> Seen:
    return Seen(person, "kept-word", "often", text)


def keep(opened: Opened, person: RecordId) -> RecordId:
    record = new_id()
    keep_note(opened, record, seen(person), moment(opened.now()))
    return record


def test_a_note_is_kept_once_and_changed_as_a_later_version(
    opened: Opened, ida: RecordId
) -> None:
    first, second, now = new_id(), new_id(), moment(opened.now())
    for _ in range(2):
        keep_note(opened, first, seen(ida), now)
    changed = Seen(ida, "repaired", "rarely", "Came back to it.")
    for _ in range(2):
        keep_note(opened, second, changed, now, first)
    [kept] = notes(opened)
    assert (kept.id, kept.person, kept.text) == (second, ida, "Came back to it.")
    assert (kept.aspect, kept.often) == ("repaired", "rarely")
    assert note_of(opened, first) == kept
    assert len(opened.journey.versions(first)) == 2


def test_notes_are_those_about_somebody_the_latest_first(
    opened: Opened, ida: RecordId, clock: SetClock
) -> None:
    bo = name_person(opened, "Bo")
    first = keep(opened, ida)
    clock.go_on(WEEK)
    second = keep(opened, ida)
    keep(opened, bo)
    assert [each.id for each in notes(opened, ida)] == [second, first]
    assert len(notes(opened)) == 3


def test_without_something_seen_or_where_none_stands_there_is_nothing(
    opened: Opened, ida: RecordId
) -> None:
    now = moment(opened.now())
    with pytest.raises(EmptyPageError):
        keep_note(opened, new_id(), seen(ida, " \n"), now)
    with pytest.raises(NothingThereError):
        keep_note(opened, new_id(), seen(ida), now, new_id())
    assert notes(opened) == ()


def test_one_is_erased_with_all_its_versions_also_where_it_rests(
    opened: Opened, ida: RecordId
) -> None:
    first, second = keep(opened, ida), new_id()
    keep_note(opened, second, seen(ida, "Twice."), moment(opened.now()), first)
    raise_flag(opened, ida)
    erase_note(opened, first)
    assert notes(opened) == ()
    assert opened.journey.versions(second) == ()
    with pytest.raises(NothingThereError):
        erase_note(opened, first)


def test_it_rests_with_whom_one_fears_and_with_nobody_else(
    opened: Opened, ida: RecordId
) -> None:
    bo = name_person(opened, "Bo")
    keep_check(opened, new_id(), "afraid", ida)
    with pytest.raises(RestsError):
        keep(opened, ida)
    keep(opened, bo)
    assert [each.person for each in notes(opened)] == [bo]
    assert open_to_some(opened)
    raise_flag(opened)
    assert open_to_some(opened)


def test_a_note_is_asked_for_a_week_after_the_last_one(
    opened: Opened, clock: SetClock
) -> None:
    assert not is_asked(opened)
    ida = name_person(opened, "Ida")
    assert is_asked(opened)
    keep(opened, ida)
    assert not is_asked(opened)
    clock.go_on(6 * DAY)
    assert not is_asked(opened)
    clock.go_on(DAY)
    assert is_asked(opened)


def test_what_was_put_away_comes_back_after_a_week(
    opened: Opened, ida: RecordId, clock: SetClock
) -> None:
    del ida
    put_off(opened)
    assert not is_asked(opened)
    clock.go_on(WEEK)
    assert is_asked(opened)
    choose(opened, {NOT_NOW: "some day"})
    assert is_asked(opened)


def test_nothing_is_asked_at_night_in_simple_weeks_or_where_everything_rests(
    opened: Opened, ida: RecordId, clock: SetClock
) -> None:
    noon = clock.now()
    clock.set_to(NIGHT)
    assert not is_asked(opened)
    clock.set_to(noon)
    keep_simple(opened, moment(noon).date + timedelta(3))
    assert not is_asked(opened)
    keep_simple(opened, None)
    raise_flag(opened, ida)
    assert not is_asked(opened)
    lift_flag(opened, ida)
    assert is_asked(opened)


def test_where_nothing_can_be_kept_nothing_is_asked(
    opened: Opened, ida: RecordId
) -> None:
    keep_note(opened, new_id(), seen(ida), moment(opened.now() - timedelta(9)))
    erase_note(opened, notes(opened)[0].id)
    assert is_asked(opened)
    opened.looking = True
    assert not is_asked(opened)
