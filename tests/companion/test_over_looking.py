"""Openings lie sealed for two days, looks in memory alone, and neither ever leaves."""

from datetime import timedelta

import pytest

from moorings.companion.carrying import move, take_out
from moorings.companion.clock import moment
from moorings.companion.drafting import drafts, save_draft
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.over_looking import (
    ITEM,
    SHELF,
    attention_of,
    end_rest,
    forget,
    guard,
    guards,
    keep_offered,
    let_rest,
    note_look,
    note_opening,
    rests_until,
    show_all_the_same,
)
from moorings.companion.pausing import end_pause, pause
from moorings.companion.settling import rate
from moorings.companion.verifying import verify
from moorings.insight.over_focus import KEPT, LOOKS, OPENINGS, REST, Offer
from moorings.storage.log import NotKeptError
from tests.conftest import SetClock

PASSPHRASE = "a lamp beside the harbour wall"
MINUTE = 60.0
HOUR = 60 * MINUTE


def row(opened: Opened) -> bytes | None:
    return opened.log.item(opened.owner, SHELF, ITEM)


def checks(opened: Opened, clock: SetClock, times: int = LOOKS + 1) -> list[Offer]:
    """Look at one page again and again."""
    found = []
    for _ in range(times):
        clock.go_on(2 * MINUTE)
        found.append(note_look(opened, "a page"))
    return [each for each in found if each]


def again(harbour: Harbour, opened: Opened) -> Opened:
    """Lock it, and open it again."""
    vault = opened.owner.hex()
    harbour.lock(opened)
    return harbour.find(harbour.unlock(vault, PASSPHRASE))


def test_openings_outlive_a_lock_and_looks_do_not(
    harbour: Harbour, clock: SetClock
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    for _ in range(OPENINGS - 1):
        clock.go_on(HOUR)
        note_opening(opened)
        opened = again(harbour, opened)
    checks(opened, clock, LOOKS - 1)
    opened = again(harbour, opened)
    assert len(attention_of(opened).openings) == OPENINGS - 1
    assert not attention_of(opened).looks
    clock.go_on(HOUR)
    note_opening(opened)
    assert note_look(opened, "a page") == Offer("openings", OPENINGS)


def test_an_offer_that_nobody_answered_is_not_made_again_after_a_lock(
    harbour: Harbour, clock: SetClock
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    assert checks(opened, clock) == [Offer("looks", LOOKS + 1)]
    assert row(opened) is None
    opened = again(harbour, opened)
    assert row(opened)
    assert not checks(opened, clock, 3 * LOOKS)
    clock.go_on(24 * HOUR)
    assert len(checks(opened, clock)) == 1


def test_the_row_leaves_by_no_export_and_is_no_draft_and_no_damage(
    harbour: Harbour, clock: SetClock
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    note_opening(opened)
    save_draft(opened, new_id(), "entry", {"text": "wor"})
    assert row(opened)
    assert len(drafts(opened)) == len(take_out(opened).drafts) == 1
    assert verify(opened).drafts == 1
    assert not verify(opened).unreadable
    other = harbour.make(PASSPHRASE, door="other").opened
    move(opened, other)
    assert row(other) is None
    assert not any("over" in each for each in opened.journey.choices)
    clock.go_on(KEPT.total_seconds())
    opened = again(harbour, opened)
    keep_offered(opened)
    assert row(opened) is None


def test_a_row_that_does_not_open_or_makes_no_sense_is_as_none(
    harbour: Harbour,
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    seal = opened.unlocked.keyring.seal_item
    for body in (b"damaged", *(seal(b"drafts", ITEM, m) for m in (b"{}", b"[1]"))):
        with opened.log.writing(opened.owner) as writing:
            writing.put(SHELF, ITEM, body)
        opened.attention = None
        assert attention_of(opened).empty


def test_nothing_is_counted_while_paused_or_where_somebody_wished_it_so(
    harbour: Harbour, clock: SetClock
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    pause(opened, None)
    note_opening(opened)
    assert not checks(opened, clock, 20)
    assert attention_of(opened).empty
    end_pause(opened)
    note_opening(opened)
    assert row(opened)
    guard(opened, on=False)
    assert not guards(opened)
    assert row(opened) is None
    note_opening(opened)
    assert not checks(opened, clock, 20)
    guard(opened, on=True)
    assert guards(opened)
    assert len(checks(opened, clock)) == 1


def test_nothing_is_counted_of_a_notebook_that_is_tried_out(
    harbour: Harbour, clock: SetClock
) -> None:
    tried = harbour.try_out().opened
    note_opening(tried)
    assert not checks(tried, clock, 20)


def test_whoever_may_be_in_danger_or_in_a_hard_moment_is_told_nothing(
    harbour: Harbour, clock: SetClock
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    rate(opened, new_id(), new_id(), 8, moment(opened.now()))
    assert not checks(opened, clock)
    other = harbour.make(PASSPHRASE, door="other").opened
    raise_flag(other)
    assert not checks(other, clock)


def test_pictures_rest_for_a_day_and_are_shown_all_the_same_until_the_lock(
    harbour: Harbour, clock: SetClock
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    assert rests_until(opened) is None
    let_rest(opened)
    until = clock.now() + REST
    assert rests_until(opened) == until
    show_all_the_same(opened)
    assert rests_until(opened) is None
    opened = again(harbour, opened)
    assert rests_until(opened) == until
    forget(opened)
    assert rests_until(opened) == until
    clock.set_to(until - timedelta(minutes=1))
    assert rests_until(opened) == until
    clock.set_to(until)
    assert rests_until(opened) is None
    let_rest(opened)
    end_rest(opened)
    assert rests_until(opened) is None
    assert row(opened) is None


def test_neither_opening_nor_locking_waits_for_a_disk_that_refuses(
    harbour: Harbour, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = harbour.make(PASSPHRASE).opened

    def refuse(*_: object, **__: object) -> None:
        raise NotKeptError(reason="full")

    monkeypatch.setattr(type(opened), "keep", refuse)
    note_opening(opened)
    assert checks(opened, clock)
    harbour.lock(opened)
    assert opened.locked


def test_a_notebook_that_can_only_be_read_stays_as_it_is(
    harbour: Harbour, clock: SetClock
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    opened.looking = True
    note_opening(opened)
    assert row(opened) is None
    assert checks(opened, clock)
