from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from moorings.companion import backing_up, backing_up_quietly
from moorings.companion.backing_up import backups_in
from moorings.companion.backing_up_quietly import (
    AUTOMATIC,
    Backups,
    is_automatic,
)
from moorings.companion.choosing import choose
from moorings.companion.drafting import save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, write_entry
from moorings.storage.copies import CopyLog, CopyNotMadeError, name_copy
from moorings.vault.derivation import cheapest_stretching
from tests.conftest import SetClock

Form = Callable[..., Written]
PASSPHRASE = "a lamp beside the harbour wall"
A_DAY = 86_400


@pytest.fixture
def backups(harbour: Harbour) -> Backups:
    return Backups(harbour)


@pytest.fixture
def vault(harbour: Harbour, written: Form) -> Opened:
    opened = harbour.make(PASSPHRASE).opened
    choose(opened, {"lock-after-minutes": "1440", "lock-when-hidden": "no"})
    write_entry(opened, new_id(), written("the first page"))
    return opened


@pytest.fixture
def place(backups: Backups, vault: Opened) -> Path:
    return backups.place(vault)


def days(place: Path) -> list[int]:
    return [each.day.day for each in backups_in(place)]


def settle(backups: Backups) -> None:
    """Let what is due be done, until nothing is."""
    for _ in range(3):
        backups.tick()
        backups.wait()


def keeps(place: Path, vault: Opened, record: str) -> bool:
    found = False
    for each in backups_in(place):
        with closing(CopyLog(each.path)) as log:
            found |= log.keeps_any(vault.owner, [bytes.fromhex(record)])
    return found


def test_one_is_made_in_a_quiet_moment_once_a_day_when_something_is_new(
    backups: Backups, vault: Opened, place: Path, clock: SetClock, written: Form
) -> None:
    settle(backups)
    assert days(place) == []
    clock.go_on(11)
    settle(backups)
    assert days(place) == [1]
    first = backups_in(place)[0].path.read_bytes()
    write_entry(vault, new_id(), written("later that day"))
    settle(backups)
    assert backups_in(place)[0].path.read_bytes() == first
    clock.go_on(A_DAY)
    settle(backups)
    assert days(place) == [2, 1]
    clock.go_on(A_DAY)
    settle(backups)
    assert days(place) == [2, 1]
    save_draft(vault, new_id(), "entry", {"text": "half a page"})
    clock.go_on(A_DAY)
    settle(backups)
    assert days(place) == [4, 2, 1]


def test_nothing_is_made_while_somebody_writes_or_once_it_was_switched_off(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path, clock: SetClock
) -> None:
    token = harbour.unlock(vault.owner.hex(), PASSPHRASE)
    clock.go_on(60)
    harbour.find(token)
    settle(backups)
    assert days(place) == []
    choose(vault, {AUTOMATIC: "off"})
    assert not is_automatic(vault)
    clock.go_on(60)
    settle(backups)
    assert days(place) == []
    assert backups.make(vault).pages == 1
    assert days(place) == [1]


def test_nothing_is_made_of_what_is_not_kept(
    harbour: Harbour, backups: Backups, clock: SetClock
) -> None:
    trial = harbour.try_out().opened
    clock.go_on(60)
    settle(backups)
    assert not backups.place(trial).exists()


def test_what_was_erased_goes_from_the_backups_once_a_new_one_was_opened(
    backups: Backups, vault: Opened, place: Path, clock: SetClock, written: Form
) -> None:
    page, other = new_id(), new_id()
    write_entry(vault, page, written("said too soon"))
    backups.make(vault)
    clock.go_on(A_DAY)
    write_entry(vault, other, written("stays"))
    backups.make(vault)
    assert keeps(place, vault, page)
    erase(vault, page)
    clock.go_on(A_DAY)
    backups.tick()
    backups.wait()
    assert days(place) == [3]
    assert not keeps(place, vault, page)
    assert keeps(place, vault, other)


def test_a_backup_that_never_held_it_stays(
    backups: Backups, vault: Opened, place: Path, clock: SetClock, written: Form
) -> None:
    backups.make(vault)
    clock.go_on(A_DAY)
    page = new_id()
    write_entry(vault, page, written("said too soon"))
    erase(vault, page)
    settle(backups)
    assert days(place) == [2, 1]


def test_what_is_erased_while_one_is_made_leaves_it_until_the_next_took_its_place(
    backups: Backups,
    vault: Opened,
    place: Path,
    written: Form,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    erased = new_id()
    write_entry(vault, erased, written("a line too many"))
    backups.make(vault)

    def erase_first(unfinished: Path, target: Path) -> None:
        monkeypatch.undo()
        erase(vault, erased)
        name_copy(unfinished, target)

    monkeypatch.setattr(backing_up, "name_copy", erase_first)
    backups.make(vault)
    assert days(place) == [1]
    assert keeps(place, vault, erased)
    settle(backups)
    assert days(place) == [1]
    assert not keeps(place, vault, erased)


def test_a_draft_of_what_was_erased_goes_with_it(
    backups: Backups, vault: Opened, place: Path, clock: SetClock, written: Form
) -> None:
    page, unread = new_id(), b"\x07" * 16
    save_draft(vault, new_id(), "edit", {"replaces": page, "text": "changed"})
    with vault.log.writing(vault.owner) as writing:
        writing.put("drafts", unread, b"damaged")
    backups.make(vault)
    clock.go_on(A_DAY)
    write_entry(vault, page, written("as it was"))
    erase(vault, page)
    with vault.log.writing(vault.owner) as writing:
        writing.drop("drafts", unread)
    settle(backups)
    assert days(place) == [2]


def test_where_it_locks_right_after_an_erasure_it_still_goes(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path, written: Form
) -> None:
    page = new_id()
    write_entry(vault, page, written("said too soon"))
    backups.make(vault)
    erase(vault, page)
    harbour.lock(vault)
    backups.wait()
    assert not keeps(place, vault, page)
    assert days(place) == [1]


def test_where_two_lock_at_once_what_was_erased_goes_from_the_backups_of_both(
    harbour: Harbour, backups: Backups, vault: Opened, written: Form
) -> None:
    second = harbour.make("another lamp at another wall", door="two").opened
    pages = {vault: new_id(), second: new_id()}
    for opened, page in pages.items():
        write_entry(opened, page, written("said too soon"))
        backups.make(opened)
        erase(opened, page)
    harbour.lock_all()
    backups.wait()
    for opened, page in pages.items():
        assert not keeps(backups.place(opened), opened, page)


def test_where_there_are_no_backups_nothing_is_begun_as_it_locks(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path, written: Form
) -> None:
    settle(backups)
    page = new_id()
    write_entry(vault, page, written("said too soon"))
    erase(vault, page)
    harbour.lock(vault)
    backups.wait()
    assert not (place / "backups").exists()


def test_after_a_new_passphrase_none_opens_with_the_old_one(
    backups: Backups, vault: Opened, place: Path, clock: SetClock
) -> None:
    backups.make(vault)
    clock.go_on(A_DAY)
    change_passphrase(vault, "another lamp at another wall", cheapest_stretching())
    settle(backups)
    assert days(place) == [2]


def test_a_failure_lets_nothing_go_and_is_told_and_tried_again_later(
    backups: Backups,
    vault: Opened,
    place: Path,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backups.make(vault)
    failing = [CopyNotMadeError(reason="Full"), OSError("gone")]

    def fail(*_: object, **__: object) -> None:
        raise failing.pop(0)

    monkeypatch.setattr(backing_up_quietly, "back_up_here", fail)
    change_passphrase(vault, "another lamp at another wall", cheapest_stretching())
    clock.go_on(A_DAY)
    for left in (1, 0):
        settle(backups)
        assert isinstance(backups.problem(vault), CopyNotMadeError)
        assert len(failing) == left
        clock.go_on(601)
    assert days(place) == [1]
    monkeypatch.undo()
    settle(backups)
    assert backups.problem(vault) is None
    assert days(place) == [2]


def test_one_that_cannot_be_read_goes_only_where_it_could_hold_what_was_erased(
    backups: Backups, vault: Opened, place: Path, clock: SetClock, written: Form
) -> None:
    backups.make(vault)
    clock.go_on(A_DAY)
    (place / "backups" / "notebook-2026-02-01.moorings").write_bytes(b"broken" * 99)
    write_entry(vault, new_id(), written("more"))
    backups.make(vault)
    assert len(days(place)) == 3
    page = new_id()
    write_entry(vault, page, written("said too soon"))
    erase(vault, page)
    settle(backups)
    assert days(place) == [2, 1]


def test_a_broken_newest_one_does_not_keep_a_new_one_from_being_made(
    backups: Backups, vault: Opened, place: Path, clock: SetClock
) -> None:
    backups.make(vault)
    backups_in(place)[0].path.write_bytes(b"broken" * 99)
    clock.go_on(A_DAY)
    settle(backups)
    assert days(place) == [2, 1]
    assert backups_in(place)[0].day == date(2026, 3, 2)


def test_only_one_is_made_at_a_time(
    harbour: Harbour, backups: Backups, vault: Opened, clock: SetClock
) -> None:
    second = harbour.make("another lamp at another wall", door="two").opened
    settle(backups)
    clock.go_on(60)
    backups.tick()
    backups.tick()
    backups.wait()
    settle(backups)
    assert [len(backups_in(backups.place(each))) for each in (vault, second)] == [1, 1]
