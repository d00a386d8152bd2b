"""Pages of the file in which SQLite can read nothing: the others are given out."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.companion.drafting import drafts, save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.restoring import Wish, restore
from moorings.companion.spoilt import is_spoilt
from moorings.companion.writing import Written, write_entry
from moorings.errors import MooringsError
from moorings.journey.records import AnyRecord, Entry, When
from moorings.storage.copies import CopyNotMadeError, write_copy
from moorings.storage.log import Failures, NotKeptError, Row
from moorings.storage.salvage import _SAID_IN, _Pages, rows_around
from moorings.storage.schema import SCHEMA
from moorings.storage.sqlite import FILE_NAME, SqliteLog, UnreadableVaultError

PASSPHRASE = "a long enough passphrase"
PAGE, RECORDS = 4096, 60
INDEX = "sqlite_autoindex_records_1"


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


def root_of(file: Path, of: str) -> int:
    query = "SELECT pageno FROM dbstat WHERE name = ? AND path = '/'"
    with closing(apsw.Connection(str(file))) as db:
        ((page,),) = db.execute(query, (of,)).fetchall()
    assert isinstance(page, int)
    return page


def rows_in(opened: Opened) -> dict[int, bytes | None]:
    return {row.position: row.body for row in opened.log.read(opened.owner)}


@pytest.mark.parametrize("tree", ["records", INDEX])
def test_where_the_tree_is_spoilt_every_record_is_given_out_all_the_same(
    harbour: Harbour, vault: Path, tree: str
) -> None:
    every = rows_of(vault)
    spoil(vault, root_of(vault, tree))
    opened = opened_again(harbour, vault)
    assert rows_in(opened) == every
    assert not opened.condition.damaged
    assert opened.condition.torn
    assert not opened.writable


def test_where_the_beginning_of_a_page_is_spoilt_the_rest_of_it_is_given_out(
    harbour: Harbour, vault: Path
) -> None:
    every, start = rows_of(vault), (leaves(vault)[4] - 1) * PAGE
    content = bytearray(vault.read_bytes())
    content[start : start + 64] = bytes(64)
    vault.write_bytes(content)
    opened = opened_again(harbour, vault)
    assert rows_in(opened) == every
    assert not opened.condition.damaged


def test_a_tree_that_knows_fewer_rows_than_there_are_does_not_hide_them(
    harbour: Harbour, vault: Path
) -> None:
    """An older page of an index is whole, and knows nothing of what came later."""
    every, start = rows_of(vault), (root_of(vault, INDEX) - 1) * PAGE
    content = bytearray(vault.read_bytes())
    count = int.from_bytes(content[start + 3 : start + 5], "big")
    content[start + 3 : start + 5] = (count - 3).to_bytes(2, "big")
    vault.write_bytes(content)
    opened = opened_again(harbour, vault)
    assert rows_in(opened) == every
    assert opened.condition.torn
    assert not opened.writable


#: Before this share of the file no record lies.
SOME = 0.5


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 0.99])
@pytest.mark.parametrize("beyond", [0, 700])
def test_of_a_file_that_was_cut_short_every_record_that_is_left_is_given_out(
    harbour: Harbour, vault: Path, kept: float, beyond: int
) -> None:
    every, whole = rows_of(vault), vault.read_bytes()
    left = whole[: int(len(whole) * kept) // PAGE * PAGE + beyond]
    vault.write_bytes(left)
    opened = opened_again(harbour, vault)
    given = {at: body for at, body in every.items() if body in left}
    assert given.items() <= rows_in(opened).items()
    assert {*opened.condition.damaged} == every.keys() - given.keys()
    assert len(given) < len(every)
    assert bool(given) == (kept >= SOME)
    with pytest.raises(MooringsError, match="can be read but not written"):
        write_entry(opened, new_id(), Written("more", When(date(2026, 3, 1))))
    harbour.lock_all()
    assert vault.read_bytes() == left


def test_of_a_file_that_was_cut_short_nothing_in_the_log_beside_it_is_lost(
    harbour: Harbour, vault: Path, tmp_path: Path
) -> None:
    opened = opened_again(harbour, vault)
    write_entry(opened, new_id(), Written("the latest", When(date(2026, 3, 1))))
    shutil.copytree(vault.parent, tmp_path / "killed")
    harbour.lock_all()
    shutil.rmtree(vault.parent)
    shutil.copytree(tmp_path / "killed", vault.parent)
    vault.write_bytes(vault.read_bytes()[: 20 * PAGE])
    before = {
        each.name: each.read_bytes() for each in vault.parent.glob("vault.db-wal")
    }
    assert before
    for _ in range(2):
        opened = opened_again(harbour, vault)
        texts = [r.text for r in opened.journey.records() if isinstance(r, Entry)]
        assert "the latest" in texts
        harbour.lock_all()
        assert {n: (vault.parent / n).read_bytes() for n in before} == before


def test_what_is_left_of_a_file_that_was_cut_short_is_written_to_by_nobody(
    vault: Path,
) -> None:
    vault.write_bytes(vault.read_bytes()[: 20 * PAGE])
    owner = bytes.fromhex(vault.parent.name)
    with closing(SqliteLog(vault.parent, claim=False)) as log:
        assert log.torn
        with pytest.raises(NotKeptError), log.writing(owner) as writing:
            writing.put("inbox", b"i" * 16, b"noted while locked")
        with pytest.raises(NotKeptError):
            log.put_failures(owner, "passphrase", Failures(1, 1.0))


def test_what_is_missing_for_good_does_not_make_a_whole_file_a_torn_one(
    harbour: Harbour, vault: Path
) -> None:
    with closing(apsw.Connection(str(vault))) as db:
        db.execute("PRAGMA secure_delete = ON").fetchall()
        db.execute("DROP TRIGGER records_are_never_taken_out")
        db.execute("DELETE FROM records WHERE position = 9")
    opened = opened_again(harbour, vault)
    assert opened.condition.unlinked == (10,)
    assert not opened.condition.torn


OWNER, LINK = b"o" * 16, b"l" * 68
#: Bodies that fit, that just run over, and that need one page more or many.
SIZES = (0, 1, 57, 58, 385, *range(3_850, 3_980), *range(8_050, 8_080), 9_000_000)
#: As large as each kind of integer can hold.
PLACES = (1, 127, 128, 2**15, 2**23, 2**31, 2**47, 2**62)


def log_with(*rows: tuple[int, bytes | None]) -> apsw.Connection:
    """Lay rows down, each with its place and its body."""
    db = apsw.Connection(":memory:")
    db.execute(SCHEMA)
    query = "INSERT INTO records (owner, position, id, link, body) VALUES (?,?,?,?,?)"
    for number, (position, body) in enumerate(rows):
        item = number.to_bytes(16, "big")
        db.execute(query, (OWNER, position, item, LINK, body))
    return db


def test_a_row_of_any_length_and_at_any_place_is_found() -> None:
    sizes = [(n + 1_000, bytes([n % 251]) * size) for n, size in enumerate(SIZES)]
    with closing(log_with(*sizes, *((place, b"far") for place in PLACES))) as db:
        found = list(rows_around(db, OWNER, 2**63, {1_002}))
        kept = [
            Row(*row)
            for row in db.execute(
                "SELECT position, id, link, body FROM records"
                " WHERE position != 1002 ORDER BY position"
            )
        ]
    assert found == kept
    assert len(found) == len(SIZES) + len(PLACES) - 1


def test_what_lies_before_the_beginning_or_past_the_end_is_not_given_out() -> None:
    rows = ((-1, b"a"), (0, b"b"), (1, b"c"), (2, b"d"))
    with closing(log_with(*rows)) as db:
        assert [row.body for row in rows_around(db, OWNER, 1, ())] == [b"c"]
        assert not [*rows_around(db, b"p" * 16, 1, ())]


@pytest.mark.parametrize("bodies", [(None, b"too soon"), (b"too soon", None)])
def test_what_was_erased_stays_erased_where_it_lies_there_twice(
    bodies: tuple[bytes | None, bytes | None],
) -> None:
    with closing(log_with((7, bodies[0]), (8, b"kept"))) as db:
        db.execute("CREATE TABLE twice AS SELECT * FROM records WHERE position = 8")
        row = (OWNER, 7, b"i" * 16, LINK, bodies[1])
        db.execute("INSERT INTO twice VALUES (?, ?, ?, ?, ?)", row)
        found = {row.position: row.body for row in rows_around(db, OWNER, 8, ())}
    assert found == {7: None, 8: b"kept"}


@given(st.binary(max_size=200), st.integers(0, 3 * PAGE))
def test_whatever_lies_about_is_no_row_or_one_that_ends(noise: bytes, at: int) -> None:
    with closing(log_with((1, b"x" * 5_000))) as db:
        content = bytearray(db.serialize("main"))
    content[at : at + len(noise)] = noise
    for row in _Pages(bytes(content) + OWNER, PAGE, PAGE).rows(OWNER):
        assert len(row.body or b"") <= len(content)


@pytest.mark.parametrize("number", range(_SAID_IN.stop))
def test_lengths_that_are_too_great_are_those_of_no_row(number: int) -> None:
    said = bytes((_SAID_IN.stop - 1, 44, 1, 44, 0x81, 0x14, *(b"\xff" * 6), 0x7E))
    assert not [*_Pages(said[number:] + OWNER + bytes(PAGE), PAGE, PAGE).rows(OWNER)]


def test_pages_that_lead_in_a_circle_or_nowhere_do_not_hold_it_up() -> None:
    with closing(log_with((1, b"x" * 9_000))) as db:
        content = bytearray(db.serialize("main"))
    [row] = _Pages(bytes(content), PAGE, PAGE).rows(OWNER)
    assert row.body == b"x" * 9_000
    starts = range(0, len(content), PAGE)
    over = [at for at in starts if content[at + 4 : at + 40] == b"x" * 36]
    first = next(at for at in over if any(content[at : at + 4]))
    content[first : first + 4] = (first // PAGE + 1).to_bytes(4, "big")
    assert list(_Pages(bytes(content), PAGE, PAGE).rows(OWNER)) == [row]
    for nowhere in (0, 2**32 - 1):
        content[first : first + 4] = nowhere.to_bytes(4, "big")
        assert not [*_Pages(bytes(content), PAGE, PAGE).rows(OWNER)]


SPOILS: dict[str, Callable[[Path], object]] = {
    "cut short": lambda file: file.write_bytes(file.read_bytes()[: 30 * PAGE]),
    "tree": lambda file: spoil(file, root_of(file, "records")),
    "fewer": lambda file: forget_rows(file, root_of(file, "records")),
}


def forget_rows(file: Path, page: int) -> None:
    """Let an inner page know some rows less, as an older one would."""
    start, content = (page - 1) * PAGE, bytearray(file.read_bytes())
    count = int.from_bytes(content[start + 3 : start + 5], "big")
    content[start + 3 : start + 5] = (count - 3).to_bytes(2, "big")
    file.write_bytes(content)


@pytest.mark.parametrize("how", SPOILS)
def test_no_copy_is_made_that_leaves_behind_what_can_still_be_found(
    vault: Path, tmp_path: Path, how: str
) -> None:
    SPOILS[how](vault)
    with pytest.raises(CopyNotMadeError) as raised:
        write_copy(vault.parent, tmp_path / "copy")
    assert is_spoilt(raised.value)
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("how", SPOILS)
def test_a_backup_takes_the_place_of_what_is_damaged_and_that_is_put_aside_whole(
    harbour: Harbour, vault: Path, tmp_path: Path, how: str
) -> None:
    write_copy(vault.parent, tmp_path / "copy")
    SPOILS[how](vault)
    before = vault.read_bytes()
    restored = restore(harbour, tmp_path / "copy", PASSPHRASE, Wish(replace=True))
    assert restored.opened.condition.sound
    assert restored.aside
    assert (restored.aside / FILE_NAME).read_bytes() == before
