"""Pages of the file in which SQLite can read nothing: the others are given out."""

from contextlib import closing
from datetime import date
from pathlib import Path

import apsw
import pytest

from moorings.companion.drafting import drafts, save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import Written, write_entry
from moorings.errors import MooringsError
from moorings.journey.records import AnyRecord, When
from moorings.storage import salvage
from moorings.storage.schema import SCHEMA
from moorings.storage.sqlite import FILE_NAME, SqliteLog, UnreadableVaultError

PASSPHRASE = "a long enough passphrase"
PAGE, RECORDS = 4096, 60


@pytest.fixture
def vault(harbour: Harbour) -> Path:
    """A vault of some pages, closed: all of it lies in one file."""
    opened = harbour.make(PASSPHRASE).opened
    for number in range(RECORDS):
        text = f"{number} words that were kept " * 30
        day = When(date(2026, 1, 1 + number % 28))
        write_entry(opened, new_id(), Written(text, day))
    save_draft(opened, new_id(), "entry", {"text": "not finished"})
    harbour.lock_all()
    return harbour.folder / opened.owner.hex() / FILE_NAME


def leaves(file: Path) -> list[int]:
    """Number the pages in which the rows of records lie, where none runs over."""
    query = "SELECT pageno FROM dbstat WHERE name = 'records' AND pagetype = 'leaf'"
    with closing(apsw.Connection(str(file))) as db:
        return [page for (page,) in db.execute(query)]


def rows_of(file: Path) -> dict[int, bytes]:
    with closing(apsw.Connection(str(file))) as db:
        return dict(db.execute("SELECT position, body FROM records"))


def spoil(file: Path, page: int) -> None:
    content = bytearray(file.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    file.write_bytes(content)


def opened_again(harbour: Harbour, file: Path) -> Opened:
    return harbour.find(harbour.unlock(file.parent.name, PASSPHRASE))


def test_every_record_outside_of_a_spoilt_page_is_given_out_and_the_rest_is_named(
    harbour: Harbour, vault: Path
) -> None:
    whole, rows = vault.read_bytes(), rows_of(vault)
    pages = leaves(vault)
    assert len(pages) > 10
    for page in pages:
        spoil(vault, page)
        left = vault.read_bytes()
        gone = {at for at, body in rows.items() if body not in left}
        assert gone
        opened = opened_again(harbour, vault)
        assert {*opened.condition.damaged} == gone
        assert not opened.condition.unlinked
        assert opened.condition.torn
        assert opened.condition.missing_end == (max(rows) in gone)
        assert len(list(opened.journey.records())) == len(rows) - len(gone)
        harbour.lock_all()
        vault.write_bytes(whole)
    assert opened_again(harbour, vault).condition.sound


def test_a_torn_file_is_read_and_never_written_to(
    harbour: Harbour, vault: Path
) -> None:
    spoil(vault, leaves(vault)[3])
    before = vault.read_bytes()
    opened = opened_again(harbour, vault)
    assert not opened.writable
    with pytest.raises(MooringsError, match="can be read but not written"):
        write_entry(opened, new_id(), Written("more", When(date(2026, 3, 1))))
    assert [draft.fields["text"] for draft in drafts(opened)] == ["not finished"]
    harbour.lock_all()
    assert vault.read_bytes() == before


def test_whatever_page_is_spoilt_nothing_is_missing_without_a_word(
    harbour: Harbour, vault: Path
) -> None:
    whole = vault.read_bytes()
    every: list[AnyRecord] = list(opened_again(harbour, vault).journey.records())
    harbour.lock_all()
    refused = 0
    for page in range(1, len(whole) // PAGE + 1):
        spoil(vault, page)
        try:
            opened = opened_again(harbour, vault)
        except MooringsError:
            refused += 1
        else:
            told = list(opened.journey.records())
            assert told == every or not opened.condition.sound
            assert all(record in every for record in told)
            harbour.lock_all()
        vault.write_bytes(whole)
    assert 0 < refused < 15


def test_shelves_that_cannot_be_read_are_refused_unless_the_file_is_known_as_torn(
    harbour: Harbour, vault: Path
) -> None:
    query = "SELECT pageno FROM dbstat WHERE name = 'drafts'"
    with closing(apsw.Connection(str(vault))) as db:
        ((page,),) = db.execute(query).fetchall()
    assert isinstance(page, int)
    spoil(vault, page)
    owner = bytes.fromhex(vault.parent.name)
    with closing(SqliteLog(vault.parent)) as log:
        with pytest.raises(UnreadableVaultError):
            log.shelf(owner, "drafts")
        log.torn = True
        assert log.shelf(owner, "drafts") == []
    assert harbour.vaults()


def test_a_forged_head_makes_it_look_no_further_than_the_file_is_long(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(salvage, "_row_at", lambda _, __, at: asked.append(at))
    with closing(apsw.Connection(str(vault))) as db:
        list(salvage.rows_around(db, b"", 2**62, {3}))
    assert 3 not in asked
    assert len(asked) < vault.stat().st_size // 50


def test_a_row_is_found_by_its_place_where_its_number_leads_elsewhere() -> None:
    owner, link = b"o" * 16, b"l" * 68
    with closing(apsw.Connection(":memory:")) as db:
        db.execute(SCHEMA)
        for number, position in ((2, 1), (1, 2), (9, 4)):
            db.execute(
                "INSERT INTO records (rowid, owner, position, id, link, body)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (number, owner, position, bytes([position]) * 16, link, b"body"),
            )
        found = list(salvage.rows_around(db, owner, 4, set()))
    assert [row.position for row in found] == [1, 2, 4]
