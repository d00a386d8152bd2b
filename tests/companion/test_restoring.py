import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from moorings.companion.backing_up import backups_in
from moorings.companion.backing_up_quietly import Backups
from moorings.companion.choosing import choose
from moorings.companion.deleting import delete_vault, finish_deleting
from moorings.companion.drafting import save_draft
from moorings.companion.errors import DoorTakenError, TooSoonError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.restoring import (
    REHEARSED,
    RESTORED,
    AlreadyHereError,
    DoorForCopyError,
    Wish,
    laid_down,
    note_rehearsed,
    rehearsal_is_due,
    rehearse,
    require_backup,
    restore,
    restored_on,
)
from moorings.companion.securing import change_passphrase
from moorings.companion.writing import Written, write_entry
from moorings.storage.copies import CopyNotMadeError, NoSuchCopyError
from moorings.storage.log import VaultInUseError
from moorings.storage.sqlite import FILE_NAME, SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError
from tests.conftest import SetClock

Form = Callable[..., Written]
PASSPHRASE = "a lamp beside the harbour wall"
A_DAY = 86_400


@pytest.fixture
def backups(harbour: Harbour) -> Backups:
    return Backups(harbour)


@pytest.fixture
def code(harbour: Harbour, written: Form) -> str:
    made = harbour.make(PASSPHRASE)
    for number in range(12):
        write_entry(made.opened, new_id(), written(f"page {number}"))
    save_draft(made.opened, new_id(), "entry", {"text": "half a page"})
    return made.code


@pytest.fixture
def vault(harbour: Harbour, code: str) -> Opened:
    assert code
    [vault] = harbour.vaults()
    return harbour.find(harbour.unlock(vault, PASSPHRASE))


@pytest.fixture
def file(backups: Backups, vault: Opened, tmp_path: Path) -> Path:
    """Give a backup that was taken elsewhere."""
    backups.make(vault)
    taken = tmp_path / "elsewhere.moorings"
    shutil.copyfile(backups_in(backups.place(vault))[0].path, taken)
    return taken


@pytest.fixture
def fresh(tmp_path: Path, clock: SetClock) -> Harbour:
    return Harbour(tmp_path / "new", clock, stretching=cheapest_stretching)


def everything(opened: Opened) -> list[object]:
    log, owner = opened.log, opened.owner
    shelves = [log.shelf(owner, name) for name in ("inbox", "drafts", "blobs")]
    return [log.header(owner), list(log.read(owner)), *shelves]


@pytest.mark.parametrize("with_code", [False, True])
def test_on_another_machine_a_backup_is_the_vault_to_the_byte(
    fresh: Harbour,
    vault: Opened,
    file: Path,
    code: str,
    written: Form,
    *,
    with_code: bool,
) -> None:
    back = restore(fresh, file, code if with_code else PASSPHRASE, Wish())
    assert everything(back.opened) == everything(vault)
    assert back.opened.journey == vault.journey
    assert (back.verdict.pages, back.aside) == (12, None)
    assert fresh.find(back.token) is back.opened
    write_entry(back.opened, new_id(), written("on"))
    fresh.lock_all()


def test_nothing_changes_where_the_secret_is_wrong_or_the_file_missing(
    fresh: Harbour, file: Path, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassphraseError):
        restore(fresh, file, "another lamp at another wall", Wish())
    with pytest.raises(NoSuchCopyError):
        require_backup(tmp_path / "none")
    assert fresh.vaults() == ()


def test_beside_another_notebook_it_needs_a_door_name_of_its_own(
    fresh: Harbour, file: Path
) -> None:
    fresh.lock(fresh.make("another lamp at another wall", door="blue").opened)
    with pytest.raises(DoorForCopyError):
        restore(fresh, file, PASSPHRASE, Wish())
    with pytest.raises(DoorTakenError):
        restore(fresh, file, PASSPHRASE, Wish("blue"))
    assert len(fresh.vaults()) == 1
    back = restore(fresh, file, PASSPHRASE, Wish("green"))
    assert fresh.which(door="green") == back.opened.owner.hex()
    fresh.lock_all()


def test_what_a_restore_left_half_does_not_stand_in_the_way(
    fresh: Harbour, vault: Opened, file: Path
) -> None:
    half = fresh.folder / f".{vault.owner.hex()}"
    half.mkdir(parents=True)
    (half / FILE_NAME).write_bytes(b"half")
    fresh.lock(restore(fresh, file, PASSPHRASE, Wish()).opened)
    assert not half.exists()


def test_over_the_same_notebook_it_comes_only_at_its_owner_s_word(
    harbour: Harbour, backups: Backups, vault: Opened, file: Path, written: Form
) -> None:
    write_entry(vault, new_id(), written("written since"))
    with pytest.raises(AlreadyHereError):
        restore(harbour, file, PASSPHRASE, Wish())
    assert not vault.locked
    back = restore(harbour, file, PASSPHRASE, Wish(replace=True))
    assert vault.locked
    assert back.opened.journey.count() == 12
    assert back.opened.condition.sound
    assert restored_on(back.opened) == date(2026, 3, 1)
    place = backups.place(back.opened)
    assert [each.aside for each in backups_in(place)] == [False, True]
    assert back.aside == place / "backups" / "notebook-2026-03-01-before.moorings"


def test_what_was_put_aside_comes_back_too(
    harbour: Harbour, backups: Backups, vault: Opened, file: Path, written: Form
) -> None:
    write_entry(vault, new_id(), written("written since"))
    first = restore(harbour, file, PASSPHRASE, Wish(replace=True))
    assert first.aside
    again = restore(harbour, first.aside, PASSPHRASE, Wish(replace=True))
    assert again.opened.journey.count() == 13
    assert again.aside
    assert again.aside.name == "notebook-2026-03-01-before-2.moorings"
    assert len(backups_in(backups.place(again.opened))) == 3


def test_what_was_put_aside_stays_though_it_opens_with_the_later_passphrase(
    harbour: Harbour, backups: Backups, vault: Opened, file: Path, clock: SetClock
) -> None:
    change_passphrase(vault, "another lamp at another wall", cheapest_stretching())
    back = restore(harbour, file, PASSPHRASE, Wish(replace=True))
    place = backups.place(back.opened)
    for _ in range(3):
        backups.tick()
        backups.wait()
    assert any(each.aside for each in backups_in(place))
    change_passphrase(back.opened, "a third lamp, on the pier", cheapest_stretching())
    clock.go_on(A_DAY)
    for _ in range(3):
        backups.tick()
        backups.wait()
    assert [each.day.day for each in backups_in(place)] == [2]


def test_a_browser_that_saw_the_newer_one_notices_and_is_told_since_when(
    harbour: Harbour, vault: Opened, file: Path, written: Form
) -> None:
    write_entry(vault, new_id(), written("written since"))
    seen = vault.mark
    harbour.lock(restore(harbour, file, PASSPHRASE, Wish(replace=True)).opened)
    opened = harbour.find(harbour.unlock(vault.owner.hex(), PASSPHRASE, seen=seen))
    assert opened.condition.older_than_seen
    assert restored_on(opened) == date(2026, 3, 1)
    choose(opened, {RESTORED: "nonsense"})
    assert restored_on(opened) is None


def test_a_vault_that_cannot_be_read_is_put_aside_as_it_lies(
    harbour: Harbour, backups: Backups, vault: Opened, file: Path
) -> None:
    place = backups.place(vault)
    harbour.lock(vault)
    (place / FILE_NAME).write_bytes(b"broken " * 999)
    back = restore(harbour, file, PASSPHRASE, Wish(replace=True))
    assert back.opened.journey.count() == 12
    assert back.aside
    assert (back.aside / FILE_NAME).read_bytes() == b"broken " * 999


def test_a_vault_that_somebody_else_writes_in_is_not_replaced(
    harbour: Harbour, backups: Backups, vault: Opened, file: Path
) -> None:
    harbour.lock(vault)
    other = SqliteLog(backups.place(vault))
    with closing(other), pytest.raises(VaultInUseError):
        restore(harbour, file, PASSPHRASE, Wish(replace=True))


def test_what_was_sent_lies_there_only_while_it_is_read(fresh: Harbour) -> None:
    with laid_down(fresh, b"content") as file:
        assert file.read_bytes() == b"content"
        assert fresh.vaults() == ()
    assert list(fresh.folder.iterdir()) == []
    with pytest.raises(CopyNotMadeError), laid_down(fresh, b"content"):
        raise OSError


def test_a_rehearsal_opens_the_file_and_counts_wrong_tries(
    backups: Backups, vault: Opened, file: Path, code: str
) -> None:
    assert file.exists()
    [copy] = backups_in(backups.place(vault))
    assert rehearse(vault, copy, PASSPHRASE).pages == 12
    assert rehearse(vault, copy, code).drafts == 1
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            rehearse(vault, copy, "another lamp at another wall")
    with pytest.raises(TooSoonError):
        rehearse(vault, copy, PASSPHRASE)


def test_a_rehearsal_is_offered_after_a_month_and_then_once_a_year(
    harbour: Harbour, vault: Opened, clock: SetClock
) -> None:
    choose(vault, {"lock-after-minutes": "1440"})
    assert not rehearsal_is_due(vault)
    assert not rehearsal_is_due(harbour.try_out().opened)
    clock.go_on(30 * A_DAY)
    assert rehearsal_is_due(vault)
    note_rehearsed(vault)
    assert vault.journey.choices[REHEARSED] == "2026-03-31"
    assert not rehearsal_is_due(vault)
    clock.go_on(365 * A_DAY)
    assert rehearsal_is_due(vault)


def test_a_deleted_vault_is_gone_with_its_backups_and_others_stay(
    harbour: Harbour, backups: Backups, vault: Opened, file: Path
) -> None:
    assert file.exists()
    other = harbour.make("another lamp at another wall", door="two").opened
    delete_vault(backups, vault)
    assert vault.locked
    assert harbour.vaults() == (other.owner.hex(),)
    backups.tick()
    backups.wait()
    assert [each.name for each in harbour.folder.iterdir()] == [other.owner.hex()]
    (harbour.folder / f".{vault.owner.hex()}.gone").mkdir()
    finish_deleting(harbour)
    assert [each.name for each in harbour.folder.iterdir()] == [other.owner.hex()]
