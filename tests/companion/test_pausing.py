"""Everything rests as long as somebody likes; what is not needed is let go."""

from datetime import date, timedelta

import pytest

from moorings.companion.clock import when
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.pausing import (
    PAUSE,
    end_pause,
    is_paused,
    pause,
    pause_for,
    paused_until,
)
from moorings.companion.practising import Practised, keep_time, open_practices
from moorings.companion.retiring import had_its_time, retire, retired, take_up
from moorings.companion.stepping import next_for
from moorings.journey.records import Choice
from tests.conftest import SetClock

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(("length", "days"), [("day", 1), ("week", 7), ("month", 30)])
def test_a_pause_ends_by_itself(
    opened: Opened, clock: SetClock, length: str, days: int
) -> None:
    assert not is_paused(opened)
    pause_for(opened, length)
    assert paused_until(opened) == TODAY + timedelta(days=days)
    assert is_paused(opened)
    clock.go_on(days * 86_400)
    assert is_paused(opened)
    clock.go_on(86_400)
    assert not is_paused(opened)
    assert paused_until(opened) is None


def test_a_pause_without_an_end_lasts_until_one_touch(
    opened: Opened, clock: SetClock
) -> None:
    pause_for(opened, "open")
    clock.go_on(400 * 86_400)
    assert is_paused(opened)
    assert paused_until(opened) is None
    end_pause(opened)
    assert not is_paused(opened)


def test_a_pause_that_makes_no_sense_is_none(opened: Opened) -> None:
    now = opened.now()
    opened.keep(Choice(id=new_id(), written_at=now, setting=PAUSE, value="for ever"))
    assert not is_paused(opened)
    pause(opened, TODAY - timedelta(days=1))
    assert not is_paused(opened)


def test_while_it_is_paused_nothing_is_suggested(opened: Opened) -> None:
    assert next_for(opened).practice
    pause(opened, None)
    assert not next_for(opened).practice
    end_pause(opened)
    assert next_for(opened).practice


def test_a_practice_that_is_no_longer_needed_is_not_suggested(opened: Opened) -> None:
    first = next_for(opened).practice
    retire(opened, first)
    retire(opened, first)
    assert retired(opened) == {first}
    assert first not in open_practices(opened)
    assert next_for(opened).practice not in {"", first}
    assert sum(isinstance(each, Choice) for each in opened.journey.records()) == 1
    take_up(opened, first)
    assert not retired(opened)
    assert next_for(opened).practice == first
    for act in (retire, take_up):
        with pytest.raises(NothingThereError):
            act(opened, "no-such-thing")


def test_what_was_done_often_and_not_for_long_has_had_its_time(opened: Opened) -> None:
    long_ago = TODAY - timedelta(days=60)
    for back in range(5):
        assert not had_its_time(opened, "box")
        day = when(long_ago - timedelta(days=back), None)
        keep_time(opened, new_id(), "box", Practised(), day)
    assert had_its_time(opened, "box")
    retire(opened, "box")
    assert not had_its_time(opened, "box")
    take_up(opened, "box")
    keep_time(opened, new_id(), "box", Practised(), when(TODAY, None))
    assert not had_its_time(opened, "box")
