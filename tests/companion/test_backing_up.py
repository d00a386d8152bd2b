from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import apsw
import pytest

from moorings.companion import backing_up
from moorings.companion.backing_up import (
    NotProvedError,
    back_up_here,
    backup_of,
    backups_in,
    let_one_go,
    name_of,
    past_their_time,
    prove_copy,
)
from moorings.companion.errors import NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Condition, Opened, new_id
from moorings.companion.writing import Written, write_entry
from moorings.storage import copies
from moorings.storage.copies import CopyLog, write_copy
from moorings.storage.sqlite import FILE_NAME
from moorings.vault.keyring import seal_for_box

Form = Callable[..., Written]
PASSPHRASE = "a lamp beside the harbour wall"
TODAY = date(2026, 3, 1)


@pytest.fixture
def vault(harbour: Harbour, written: Form) -> Opened:
    opened = harbour.make(PASSPHRASE).opened
    for number in range(40):
        write_entry(opened, new_id(), written(f"page {number}"))
    return opened


@pytest.fixture
def place(harbour: Harbour, vault: Opened) -> Path:
    return harbour.folder / vault.owner.hex()


def days(place: Path) -> list[date]:
    return [each.day for each in backups_in(place)]


def test_a_backup_is_one_file_of_its_day_that_was_opened(
    place: Path, vault: Opened
) -> None:
    assert backups_in(place) == ()
    verdict = back_up_here(place, vault, TODAY, gently=True)
    assert (verdict.pages, verdict.condition) == (40, Condition())
    [backup] = backups_in(place)
    assert backup.path.name == "notebook-2026-03-01.moorings"
    assert (backup.day, backup.aside) == (TODAY, False)
    assert backup.size == backup.path.stat().st_size
    assert [each.name for each in backup.path.parent.iterdir()] == [backup.path.name]
    assert backup.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_later_one_of_a_day_takes_the_place_of_the_earlier(
    place: Path, vault: Opened, written: Form
) -> None:
    back_up_here(place, vault, TODAY)
    write_entry(vault, new_id(), written("one more"))
    assert back_up_here(place, vault, TODAY).pages == 41
    assert days(place) == [TODAY]


def test_one_is_found_by_a_name_without_its_day_and_let_go(
    place: Path, vault: Opened
) -> None:
    back_up_here(place, vault, TODAY - timedelta(days=1))
    back_up_here(place, vault, TODAY)
    backup, older = backups_in(place)
    assert backup_of(place, older.id) == older
    assert "2026" not in backup.id
    assert backup_of(place, backup.id) == backup
    let_one_go(place, backup.id)
    with pytest.raises(NothingThereError):
        backup_of(place, backup.id)


def test_what_is_no_backup_among_them_is_left_alone(place: Path, vault: Opened) -> None:
    back_up_here(place, vault, TODAY)
    for name in ("notes.txt", "notebook-2026-02-31.moorings"):
        (place / "backups" / name).write_text("mine")
    (place / "backups" / "notebook-2026-02-01.moorings").mkdir()
    assert days(place) == [TODAY]


def test_seven_days_four_weeks_and_twelve_months_stay() -> None:
    every_day = [TODAY - timedelta(days=n) for n in range(800)]
    stay = sorted({*every_day} - past_their_time(every_day), reverse=True)
    assert stay[:7] == every_day[:7]
    assert len({(each.year, each.month) for each in stay}) == 12
    assert len(stay) <= 7 + 4 + 12
    assert past_their_time(every_day[:7]) == frozenset()
    rare = [date(2010, 1, 1), date(2020, 5, 4), TODAY]
    assert past_their_time(rare) == frozenset()


def test_old_ones_go_only_after_a_new_one_was_opened(
    place: Path, vault: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        back_up_here(place, vault, TODAY - timedelta(days=40 - number))
    before = days(place)
    assert len(before) < 14
    monkeypatch.setattr(backing_up, "_as_known", lambda *_: False)
    with pytest.raises(NotProvedError):
        back_up_here(place, vault, TODAY)
    assert days(place) == before
    monkeypatch.undo()
    back_up_here(place, vault, TODAY)
    assert days(place)[0] == TODAY
    assert not list((place / "backups").glob(".*"))


def test_a_copy_that_lost_something_is_not_proved(
    place: Path, vault: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "copy"
    write_copy(place, file)
    with closing(apsw.Connection(str(file))) as db:
        db.execute("UPDATE records SET body = NULL WHERE position = 7")
    monkeypatch.setattr(copies, "require_whole", lambda _: None)
    with pytest.raises(NotProvedError):
        prove_copy(file, vault, vault.log)


def test_where_the_vault_is_damaged_its_copy_is_made_and_no_older_one_goes(
    harbour: Harbour, place: Path, vault: Opened
) -> None:
    for number in range(12):
        back_up_here(place, vault, TODAY - timedelta(days=20 - number))
    before = days(place)
    harbour.lock(vault)
    with closing(apsw.Connection(str(place / FILE_NAME))) as db:
        db.execute("DROP TRIGGER records_lose_their_body_or_keep_it")
        db.execute("UPDATE records SET body = x'00' WHERE position = 7")
        db.execute(
            "CREATE TRIGGER records_lose_their_body_or_keep_it\n"
            "    BEFORE UPDATE OF body ON records WHEN NEW.body IS NOT NULL\n"
            "    BEGIN SELECT RAISE(ABORT, 'append only'); END"
        )
    again = harbour.find(harbour.unlock(harbour.vaults()[0], PASSPHRASE))
    assert again.condition.damaged == (7,)
    verdict = back_up_here(place, again, TODAY)
    assert verdict.condition.damaged == (7,)
    assert days(place) == [TODAY, *before]


def test_what_does_not_open_in_the_vault_need_not_open_in_its_copy(
    place: Path, vault: Opened
) -> None:
    item = b"\x01" * 16
    with vault.log.writing(vault.owner) as writing:
        writing.put("inbox", item, b"laid there by a stranger")
        public, other = vault.unlocked.header.box, bytes(16)
        sealed = seal_for_box(public, vault.owner, other, b"words")
        writing.put("inbox", other, sealed)
    verdict = back_up_here(place, vault, TODAY)
    assert verdict.unreadable == (f"inbox {item.hex()}",)
    with closing(CopyLog(place / "backups" / name_of(TODAY))) as log:
        for shelf in ("inbox", "drafts", "blobs"):
            assert log.shelf(vault.owner, shelf) == vault.log.shelf(vault.owner, shelf)
        assert list(log.read(vault.owner)) == list(vault.log.read(vault.owner))
        assert log.header(vault.owner) == vault.log.header(vault.owner)
