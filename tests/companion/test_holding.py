from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.holding import (
    LONGEST,
    SHOWN_DAYS,
    Held,
    change_held,
    come_back,
    end_held,
    held_text,
    held_texts,
    hold,
    hold_longer,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import take_back
from moorings.journey.records import HeldText, HowItEnded, RecordId, When
from tests.conftest import SetClock

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ZONE = "Europe/London"

Holding = Callable[..., RecordId]


@pytest.fixture
def holding(opened: Opened) -> Holding:
    def keep(
        text: str = "As it is.", wait: timedelta = HOUR, *, unwanted: bool = False
    ) -> RecordId:
        now, record = opened.now(), new_id()
        held = HeldText(
            id=record,
            written_at=now,
            when=moment(now, ZONE),
            text=text,
            until=now + wait,
            to="Sam",
            unwanted=unwanted,
        )
        hold(opened, held)
        return record

    return keep


def end(opened: Opened, held: Held, how: HowItEnded, when: When | None = None) -> Held:
    end_held(opened, held, new_id(), how, when or moment(opened.now(), ZONE))
    return held_text(opened, held.id)


def test_a_text_waits_and_then_its_hour_has_come(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    held = held_text(opened, holding())
    assert (held.state, held.left, held.text.to) == ("waiting", HOUR, "Sam")
    clock.go_on(59 * 60)
    assert held_text(opened, held.id).left == MINUTE
    assert come_back(opened) is None
    clock.go_on(60)
    held = held_text(opened, held.id)
    assert (held.state, held.left) == ("ready", timedelta())
    assert come_back(opened) == held


def test_it_waits_on_over_a_restart(harbour: Harbour, clock: SetClock) -> None:
    made = harbour.make("a lamp beside the harbour wall")
    now = made.opened.now()
    record = new_id()
    hold(
        made.opened,
        HeldText(
            id=record, written_at=now, when=moment(now), text="x", until=now + HOUR
        ),
    )
    vault = made.opened.owner.hex()
    harbour.lock(made.opened)
    clock.go_on(1800)
    again = harbour.unlock(vault, "a lamp beside the harbour wall")
    assert held_text(harbour.find(again), record).left == HOUR / 2


def test_a_text_without_words_is_not_held(opened: Opened, holding: Holding) -> None:
    with pytest.raises(EmptyPageError):
        holding(" \n")
    assert held_texts(opened) == ()


def test_a_clock_turned_back_makes_no_wait_longer(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    record = holding()
    clock.set_to(clock.moment - timedelta(days=30))
    assert held_text(opened, record).left == HOUR


def test_no_wait_is_longer_than_a_day_whatever_was_noted_offline(
    opened: Opened, holding: Holding
) -> None:
    assert held_text(opened, holding(wait=timedelta(days=900))).left == LONGEST


def test_other_words_keep_the_hour_and_the_first_stay_readable(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    record = holding()
    clock.go_on(600)
    changed = new_id()
    change_held(opened, held_text(opened, record), changed, "Softer.", "Sam")
    held = held_text(opened, changed)
    assert (held.id, held.text.text, held.due) == (record, "Softer.", held.began + HOUR)
    assert held.left == 50 * MINUTE
    assert len(opened.journey.versions(record)) == 2
    with pytest.raises(EmptyPageError):
        change_held(opened, held, new_id(), "  ", "")


def test_it_may_wait_longer_from_now_on(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    held = held_text(opened, holding())
    clock.go_on(3600)
    hold_longer(opened, held, new_id(), 10 * MINUTE)
    held = held_text(opened, held.id)
    assert (held.state, held.left) == ("waiting", 10 * MINUTE)
    hold_longer(opened, held, new_id(), 50 * HOUR)
    assert held_text(opened, held.id).left == LONGEST


@pytest.mark.parametrize("how", ["sent", "changed", "not-sent"])
def test_a_wait_that_ends_before_its_hour_counts_for_what_it_was(
    opened: Opened, clock: SetClock, holding: Holding, how: HowItEnded
) -> None:
    held = held_text(opened, holding())
    clock.go_on(12 * 60 + 20)
    held = end(opened, held, how)
    assert held.end is not None
    assert (held.state, held.end.how) == ("ended", how)
    assert held.waited == timedelta(minutes=12, seconds=20)
    assert not held.whole
    assert come_back(opened) is None


def test_a_wait_to_its_hour_is_whole(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    held = held_text(opened, holding())
    clock.go_on(3601)
    assert end(opened, held, "not-sent").whole


def test_an_end_can_be_told_later_than_it_was(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    held = held_text(opened, holding())
    clock.go_on(24 * 3600)
    at = When(date(2026, 3, 1), time(12, 15), 0, ZONE)
    held = end(opened, held, "sent", at)
    assert (held.waited, held.whole) == (15 * MINUTE, False)
    east = When(date(2026, 3, 1), time(14, 30), 7200)
    assert end(opened, held, "sent", east).waited == 30 * MINUTE
    before = When(date(2026, 2, 1), time(1), 0)
    assert end(opened, held, "sent", before).waited == timedelta()


def test_the_last_word_on_how_it_ended_counts(opened: Opened, holding: Holding) -> None:
    held = end(opened, held_text(opened, holding()), "sent")
    held = end(opened, held, "changed")
    assert held.end is not None
    assert held.end.how == "changed"


def test_a_text_for_somebody_who_asked_for_silence_never_comes_back(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    held = held_text(opened, holding(unwanted=True))
    clock.go_on(7200)
    assert (held.state, held_text(opened, held.id).state) == ("kept", "kept")
    assert come_back(opened) is None
    assert end(opened, held, "not-sent").state == "ended"


def test_the_hour_that_came_first_is_shown_first_and_rests_after_some_days(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    late, early = holding(wait=3 * HOUR), holding(wait=HOUR)
    clock.go_on(4 * 3600)
    shown = come_back(opened)
    assert shown is not None
    assert shown.id == early
    clock.go_on(SHOWN_DAYS * 86_400 - 2.5 * 3600)
    shown = come_back(opened)
    assert shown is not None
    assert shown.id == late
    clock.go_on(3600 * 2)
    assert come_back(opened) is None
    assert {held.state for held in held_texts(opened)} == {"ready"}


def test_they_stand_the_latest_first_and_what_was_taken_back_is_gone(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    first = holding()
    clock.go_on(60)
    second = holding()
    assert [held.id for held in held_texts(opened)] == [second, first]
    take_back(opened, second)
    assert [held.id for held in held_texts(opened)] == [first]
    for record in (second, new_id()):
        with pytest.raises(NothingThereError):
            held_text(opened, record)


def test_an_hour_left_out_of_an_end_is_noon(
    opened: Opened, clock: SetClock, holding: Holding
) -> None:
    clock.set_to(datetime(2026, 3, 1, 9, tzinfo=UTC))
    held = held_text(opened, holding())
    clock.go_on(86_400)
    day = datetime(2026, 3, 1, 12).astimezone()
    waited = end(opened, held, "sent", When(date(2026, 3, 1))).waited
    assert waited == max(day - held.began, timedelta())
