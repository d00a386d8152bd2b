"""Backups that must not be lost: put aside, or from before something was damaged."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from moorings.companion.adding_passkeys import add_passkey, ask_passkey, take_asked
from moorings.companion.backing_up import FOLDER, backups_in, examine, let_one_go
from moorings.companion.backing_up_quietly import Backups, StillThereError
from moorings.companion.deleting import finish_deleting
from moorings.companion.errors import TooSoonError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.restoring import (
    DoorForCopyError,
    Wish,
    any_key,
    restore,
)
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, write_entry
from moorings.storage.unfinished import STALE_SECONDS
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError
from tests.conftest import SetClock

Form = Callable[..., Written]
PASSPHRASE = "a lamp beside the harbour wall"
ANOTHER = "quite another evening by the sea"
A_DAY = 86_400


@pytest.fixture
def backups(harbour: Harbour) -> Backups:
    return Backups(harbour)


@pytest.fixture
def vault(harbour: Harbour, written: Form) -> Opened:
    opened = harbour.make(PASSPHRASE).opened
    for number in range(3):
        write_entry(opened, new_id(), written(f"page {number}"))
    return opened


@pytest.fixture
def place(backups: Backups, vault: Opened) -> Path:
    return backups.place(vault)


def go_back(harbour: Harbour, file: Path) -> Opened:
    return restore(harbour, file, PASSPHRASE, Wish(replace=True)).opened


def settle(backups: Backups) -> None:
    for _ in range(3):
        backups.tick()
        backups.wait()


def damage_one(harbour: Harbour, opened: Opened) -> Opened:
    """Flip one bit of the second record in the file, and open it again."""
    place = harbour.folder / opened.owner.hex()
    harbour.lock(opened)
    with closing(apsw.Connection(str(place / "vault.db"))) as db:
        [body] = next(iter(db.execute("SELECT body FROM records LIMIT 1 OFFSET 1")))
    file = place / "vault.db"
    content = bytearray(file.read_bytes())
    content[content.find(bytes(body)) + 20] ^= 1
    file.write_bytes(content)
    damaged = harbour.find(harbour.unlock(place.name, PASSPHRASE))
    assert not damaged.condition.sound
    return damaged


def sound(place: Path, clock: SetClock) -> list[bool]:
    """Say of each copy, the newest first, whether all of it opens as at first."""
    key = any_key(PASSPHRASE)
    return [
        examine(each.path, key, clock).condition.sound for each in backups_in(place)
    ]


def test_what_was_put_aside_is_never_written_over(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path, written: Form
) -> None:
    backups.make(vault)
    [first] = backups_in(place)
    write_entry(vault, new_id(), written("a fourth"))
    again = go_back(harbour, first.path)
    for number in range(2):
        write_entry(again, new_id(), written(f"another way {number}"))
    go_back(harbour, first.path)
    named = {
        each.path.stem.removeprefix("notebook-2026-03-01"): each
        for each in (backups_in(place))
    }
    assert set(named) == {"", "-before", "-before-2"}
    let_one_go(place, named["-before"].id)
    back = go_back(harbour, named["-before-2"].path)
    assert back.journey.count() == 5
    assert examine(named["-before-2"].path, any_key(PASSPHRASE), back.clock).pages == 5


def test_one_more_passkey_removes_no_backup(
    harbour: Harbour,
    backups: Backups,
    vault: Opened,
    place: Path,
    written: Form,
    clock: SetClock,
) -> None:
    backups.make(vault)
    write_entry(vault, new_id(), written("newer"))
    clock.go_on(A_DAY)
    [first] = backups_in(place)
    again = go_back(harbour, first.path)
    settle(backups)
    before = {each.path for each in backups_in(place)}
    ask_passkey(again, PASSPHRASE)
    add_passkey(again, take_asked(again), b"c" * 20, b"s" * 32, "phone")
    settle(backups)
    assert {each.path for each in backups_in(place)} >= before


def test_where_something_is_damaged_no_older_copy_goes_by_itself(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path, clock: SetClock
) -> None:
    backups.make(vault)
    clock.go_on(A_DAY)
    damaged = damage_one(harbour, vault)
    erase(damaged, next(iter(damaged.journey.pages())).id)
    settle(backups)
    assert isinstance(backups.problem(damaged), StillThereError)
    assert True in sound(place, clock)
    backups.make(damaged)
    assert isinstance(backups.problem(damaged), StillThereError)
    assert True in sound(place, clock)
    change_passphrase(damaged, ANOTHER, cheapest_stretching())
    settle(backups)
    assert any(not each.damaged for each in backups_in(place))


def test_a_copy_of_a_damaged_notebook_stands_beside_the_sound_one_of_the_day(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path, clock: SetClock
) -> None:
    backups.make(vault)
    backups.make(damage_one(harbour, vault))
    assert sorted(sound(place, clock)) == [False, True]
    assert [each.damaged for each in backups_in(place)].count(True) == 1


def test_what_a_killed_program_left_half_written_is_swept_once_it_is_old(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path
) -> None:
    backups.make(vault)
    left = [
        place / FOLDER / ".notebook-2026-03-01.moorings.00112233.unfinished",
        harbour.folder / ".arriving-0011223344556677",
        harbour.folder / f".{'0a' * 16}" / "vault.db",
    ]
    left[2].parent.mkdir()
    for file in left:
        file.write_bytes(b"sealed")
    erase(vault, next(iter(vault.journey.pages())).id)
    settle(backups)
    finish_deleting(harbour)
    assert all(file.exists() for file in left)
    old = left[0].stat().st_mtime - 2 * STALE_SECONDS
    for path in (left[0], left[1], left[2].parent):
        os.utime(path, (old, old))
    erase(vault, next(iter(vault.journey.pages())).id)
    settle(backups)
    finish_deleting(harbour)
    assert not any(file.exists() for file in left)


def test_beside_another_notebook_a_copy_needs_a_door_name_of_its_own(
    harbour: Harbour, backups: Backups, vault: Opened, tmp_path: Path, clock: SetClock
) -> None:
    harbour.name_door(vault, "blue")
    elsewhere = Harbour(tmp_path / "elsewhere", clock, harbour.stretching)
    made = elsewhere.make(ANOTHER, door="blue").opened
    others = Backups(elsewhere)
    others.make(made)
    [copy] = backups_in(others.place(made))
    with pytest.raises(DoorForCopyError):
        restore(harbour, copy.path, ANOTHER, Wish())
    back = restore(harbour, copy.path, ANOTHER, Wish(door="green")).opened
    assert back.unlocked.header.door != made.unlocked.header.door
    elsewhere.lock_all()
    assert len(harbour.vaults()) == 2
    assert backups.place(back).is_dir()


def test_going_back_asks_for_patience_as_every_proof_does(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path
) -> None:
    backups.make(vault)
    [copy] = backups_in(place)
    wish, met = Wish(replace=True), set[type[Exception]]()
    for number in range(8):
        with pytest.raises((TooSoonError, WrongPassphraseError)) as refused:
            restore(harbour, copy.path, f"no {number}", wish, vault)
        met.add(refused.type)
    assert met == {TooSoonError, WrongPassphraseError}


def test_files_of_a_notebook_that_cannot_be_read_are_put_aside_for_their_owner_alone(
    harbour: Harbour, backups: Backups, vault: Opened, place: Path
) -> None:
    backups.make(vault)
    [copy] = backups_in(place)
    harbour.lock(vault)
    (place / "vault.db").write_bytes(b"no database" * 999)
    aside = restore(harbour, copy.path, PASSPHRASE, Wish(replace=True)).aside
    assert aside
    assert (aside / "vault.db").stat().st_mode & 0o777 == 0o600
