"""A notebook whose file cannot be read names the backups that will open instead."""

from contextlib import closing
from pathlib import Path

import apsw
import pytest

from moorings.companion.backing_up import FOLDER, back_up_here, name_of
from moorings.companion.clock import moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.restoring import Wish, restore
from moorings.companion.spoilt import SpoiltError
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import When
from moorings.storage.sqlite import FILE_NAME, SqliteLog, UnreadableVaultError
from moorings.vault.errors import DamagedHeaderError, WrongPassphraseError

PASSPHRASE = "a long enough passphrase"
PAGE = 4096


@pytest.fixture
def place(harbour: Harbour) -> Path:
    """Give the folder of a notebook that is locked."""
    opened = harbour.make(PASSPHRASE).opened
    day = When(moment(harbour.clock.now()).date)
    write_entry(opened, opened.new_id(), Written("words that were kept", day))
    harbour.lock_all()
    return harbour.folder / opened.owner.hex()


def opened_again(harbour: Harbour, place: Path) -> Opened:
    return harbour.find(harbour.unlock(place.name, PASSPHRASE))


def back_up(harbour: Harbour, place: Path) -> Path:
    opened, day = opened_again(harbour, place), moment(harbour.clock.now()).date
    back_up_here(place, opened, day)
    harbour.lock_all()
    return place / FOLDER / name_of(day)


def spoil(place: Path, table: str) -> None:
    """Make nothing of the page from which a table is found."""
    query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    with closing(apsw.Connection(str(place / FILE_NAME))) as db:
        ((page,),) = db.execute(query, (table,)).fetchall()
        assert isinstance(page, int)
    content = bytearray((place / FILE_NAME).read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    (place / FILE_NAME).write_bytes(content)


def look(harbour: Harbour, place: Path) -> None:
    with harbour.looking(place.name, PASSPHRASE):
        pass


def test_a_file_without_its_first_page_names_its_backups_and_the_newest_comes_back(
    harbour: Harbour, place: Path
) -> None:
    backup = back_up(harbour, place)
    spoil(place, "header")
    before = (place / FILE_NAME).read_bytes()
    for act in (opened_again, look):
        with pytest.raises(SpoiltError) as told:
            act(harbour, place)
        assert f"1 in all, in {backup.parent}; the newest is of 2026-" in str(
            told.value
        )
        assert str(told.value).endswith(f"moorings restore --replace {backup}")
    assert (place / FILE_NAME).read_bytes() == before
    with pytest.raises(SpoiltError):
        opened_again(harbour, place)
    restore(harbour, backup, PASSPHRASE, Wish(replace=True))
    opened = opened_again(harbour, place)
    assert opened.condition.sound
    assert opened.journey.count() == 1


def test_so_does_one_that_is_no_file_of_sqlite_or_has_another_first_page(
    harbour: Harbour, place: Path
) -> None:
    back_up(harbour, place)
    whole = (place / FILE_NAME).read_bytes()
    (place / FILE_NAME).write_bytes(b"no notebook any more" * 500)
    with pytest.raises(SpoiltError):
        opened_again(harbour, place)
    (place / FILE_NAME).write_bytes(whole)
    with closing(apsw.Connection(str(place / FILE_NAME))) as db:
        db.execute("UPDATE header SET header = x'00'")
    with pytest.raises(SpoiltError):
        opened_again(harbour, place)


def test_a_sound_backup_is_named_before_a_newer_one_of_what_was_damaged(
    harbour: Harbour, place: Path
) -> None:
    backup = back_up(harbour, place)
    newer = backup.with_name("notebook-2030-01-01-damaged.moorings")
    newer.write_bytes(backup.read_bytes())
    spoil(place, "header")
    with pytest.raises(SpoiltError) as told:
        opened_again(harbour, place)
    assert told.value.particulars["many"] == 2
    assert told.value.particulars["file"] == backup
    backup.unlink()
    with pytest.raises(SpoiltError) as told:
        opened_again(harbour, place)
    assert told.value.particulars["file"] == newer


def test_where_there_is_no_backup_none_is_promised(
    harbour: Harbour, place: Path
) -> None:
    spoil(place, "header")
    with pytest.raises(UnreadableVaultError, match="Nothing was changed in it"):
        opened_again(harbour, place)


def test_what_may_pass_is_not_called_damage(
    harbour: Harbour, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(harbour, place)

    def refused(*_: object) -> None:
        raise UnreadableVaultError(reason="Busy")

    monkeypatch.setattr(SqliteLog, "header", refused)
    with pytest.raises(UnreadableVaultError, match="Busy"):
        opened_again(harbour, place)


def test_another_page_than_its_own_is_damage_where_there_is_nothing_to_go_back_to(
    harbour: Harbour, place: Path
) -> None:
    with closing(apsw.Connection(str(place / FILE_NAME))) as db:
        db.execute("UPDATE header SET header = x'00'")
    with pytest.raises(DamagedHeaderError):
        opened_again(harbour, place)


# --- what only holds something else ---------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        "sqlite_autoindex_header_1",
        "delay",
        "sqlite_autoindex_delay_1",
        "inbox",
        "sqlite_autoindex_inbox_1",
        "sqlite_autoindex_records_1",
    ],
)
def test_whatever_else_is_spoilt_every_record_is_given_out(
    harbour: Harbour, place: Path, table: str
) -> None:
    with pytest.raises(WrongPassphraseError):
        harbour.unlock(place.name, "another passphrase")
    spoil(place, table)
    opened = opened_again(harbour, place)
    assert opened.journey.count() == 1
    assert not opened.condition.damaged
