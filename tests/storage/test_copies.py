import random
import stat
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from moorings.errors import MooringsError
from moorings.storage import copies
from moorings.storage.copies import (
    ChangedCopyError,
    CopyLog,
    CopyNotMadeError,
    CutShortError,
    NewerCopyError,
    NoSuchCopyError,
    NotACopyError,
    copy_files,
    install_copy,
    name_copy,
    require_whole,
    write_copy,
)
from moorings.storage.log import NotKeptError
from moorings.storage.sqlite import FILE_NAME, SqliteLog

ME = b"m" * 16
SHELVES = ("inbox", "drafts", "blobs")
#: A word of 16 letters, the number of a form, and a digest.
SEAL_BYTES = 16 + 2 + 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    SqliteLog.create(tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def log(folder: Path) -> SqliteLog:
    kept = SqliteLog(folder)
    with kept.writing(ME) as writing:
        writing.put_header(b"the first page")
        for number in range(40):
            writing.append(name(number), lambda at, _: (b"body %d" % at, b"l%d" % at))
        for shelf in SHELVES:
            writing.put(shelf, name(1), shelf.encode() * 300)
            writing.put(shelf, name(2), b"second")
    with kept.writing(ME) as writing:
        writing.destroy([name(3)])
    return kept


@pytest.fixture
def copy(folder: Path, log: SqliteLog, tmp_path: Path) -> Path:
    write_copy(folder, tmp_path / "copy")
    log.close()
    return tmp_path / "copy"


def name(number: int) -> bytes:
    return number.to_bytes(16, "big")


def told(log: SqliteLog) -> list[object]:
    shelves = [log.shelf(ME, shelf) for shelf in SHELVES]
    return [log.header(ME), log.head(ME), list(log.read(ME)), *shelves]


def refusal(file: Path) -> type[MooringsError] | None:
    try:
        require_whole(file)
    except MooringsError as error:
        return type(error)
    return None


def test_a_copy_of_a_vault_in_use_holds_everything_to_the_byte(
    folder: Path, log: SqliteLog, tmp_path: Path
) -> None:
    write_copy(folder, tmp_path / "copy")
    with closing(CopyLog(tmp_path / "copy")) as copied:
        assert told(copied) == told(log)
        assert copied.owners() == [ME]
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    log.close()


def test_reading_a_copy_writes_nothing_into_it_or_beside_it(copy: Path) -> None:
    before, beside = copy.read_bytes(), sorted(copy.parent.iterdir())
    with closing(CopyLog(copy)) as log:
        list(log.read(ME))
        with pytest.raises(NotKeptError, match="ReadOnly"), log.writing(ME) as writing:
            writing.put_header(b"another")
    assert copy.read_bytes() == before
    assert sorted(copy.parent.iterdir()) == beside


def test_a_copy_opens_in_sqlite_without_this_program(copy: Path) -> None:
    with closing(apsw.Connection(str(copy), apsw.SQLITE_OPEN_READONLY)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT COUNT(*) FROM records").fetchone() == (40,)


def test_a_flipped_bit_anywhere_is_found(copy: Path) -> None:
    content = copy.read_bytes()
    chance = random.Random(8)  # noqa: S311 - repeatable on purpose
    places = {*range(20), *range(len(content) - 50, len(content))}
    places |= {chance.randrange(len(content)) for _ in range(200)}
    for at in places:
        changed = bytearray(content)
        changed[at] ^= 1 << chance.randrange(8)
        copy.write_bytes(changed)
        assert refusal(copy) is not None, at


def test_a_copy_that_was_cut_anywhere_is_refused(copy: Path) -> None:
    content = copy.read_bytes()
    for size in (0, 5, 16, 49, 51, 100, 4096, len(content) - 50, len(content) - 1):
        copy.write_bytes(content[:size])
        wanted = NotACopyError if size < 16 else CutShortError
        assert refusal(copy) is wanted, size


def test_what_is_no_copy_or_a_newer_one_is_told_apart(
    copy: Path, tmp_path: Path
) -> None:
    content = bytearray(copy.read_bytes())
    with pytest.raises(NoSuchCopyError, match=str(tmp_path / "none")):
        require_whole(tmp_path / "none")
    content[-33] = 9
    copy.write_bytes(content)
    assert refusal(copy) is NewerCopyError
    content[-33] = 0
    copy.write_bytes(content)
    assert refusal(copy) is ChangedCopyError
    copy.write_bytes(b"a picture of a lake, say" * 100)
    assert refusal(copy) is NotACopyError


def test_a_copy_with_tables_of_another_making_is_refused(
    folder: Path, tmp_path: Path
) -> None:
    with closing(apsw.Connection(str(folder / FILE_NAME))) as db:
        db.execute("CREATE TABLE more (x)")
    write_copy(folder, tmp_path / "copy")
    with pytest.raises(ChangedCopyError):
        CopyLog(tmp_path / "copy")


def test_a_changed_copy_is_opened_only_by_who_asks_for_it_as_it_is(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[-60] ^= 1
    copy.write_bytes(content)
    with pytest.raises(ChangedCopyError):
        CopyLog(copy)
    with closing(CopyLog(copy, whole=False)) as log:
        assert log.owners() == [ME]


def test_what_only_looks_like_a_copy_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    with pytest.raises(ChangedCopyError):
        CopyLog(file, whole=False)
    file.write_bytes(b"x" * 5000)
    with pytest.raises(ChangedCopyError):
        CopyLog(file, whole=False)


def test_a_copy_tells_whether_it_holds_the_bytes_of_something(copy: Path) -> None:
    with closing(CopyLog(copy)) as log:
        assert log.keeps_any(ME, [name(5)])
        assert not log.keeps_any(ME, [name(3)])
        assert not log.keeps_any(ME, [name(99)])


def test_a_damaged_copy_that_is_read_all_the_same_says_so(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[4096 * 2 :] = b"\x07" * (len(content) - 4096 * 2)
    copy.write_bytes(content)
    log = CopyLog(copy, whole=False)
    with closing(log), pytest.raises(ChangedCopyError):
        log.keeps_any(ME, [name(5)])


def test_an_installed_copy_is_the_vault_again(copy: Path, tmp_path: Path) -> None:
    with closing(CopyLog(copy)) as copied:
        before = told(copied)
    install_copy(copy, tmp_path / "new")
    sealed = copy.stat().st_size - (tmp_path / "new" / FILE_NAME).stat().st_size
    assert sealed == SEAL_BYTES
    log = SqliteLog(tmp_path / "new")
    assert told(log) == before
    with log.writing(ME) as writing:
        writing.append(name(77), lambda _, __: (b"later", b"link"))
    log.close()
    for place, mode in ((tmp_path / "new", 0o700), (tmp_path / "new/vault.db", 0o600)):
        assert stat.S_IMODE(place.stat().st_mode) == mode


def test_a_full_disk_leaves_nothing_half(
    folder: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(copies, "_sync", full)
    with pytest.raises(CopyNotMadeError, match=r"\(OS\)"):
        write_copy(folder, tmp_path / "again")
    with pytest.raises(CopyNotMadeError, match=r"\(OS\)"):
        install_copy(copy, tmp_path / "new")
    assert not (tmp_path / "again").exists()
    assert list((tmp_path / "new").iterdir()) == []
    with pytest.raises(CopyNotMadeError, match=r"\(FileNotFound\)"):
        name_copy(tmp_path / "none", tmp_path / "some")
    with pytest.raises(CopyNotMadeError, match=r"\(FileExists\)"):
        copy_files(folder, folder)


def test_a_folder_in_the_place_of_a_copy_is_told_and_stays(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy").mkdir()
    with pytest.raises(CopyNotMadeError):
        write_copy(folder, tmp_path / "copy")
    assert (tmp_path / "copy").is_dir()


def test_what_ends_a_copy_before_its_end_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(copies, "_sync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_copy(folder, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_the_files_of_a_vault_can_be_put_away_as_they_lie(
    folder: Path, tmp_path: Path
) -> None:
    (folder / FILE_NAME).write_bytes(b"not readable at all")
    copy_files(folder, tmp_path / "away")
    assert (tmp_path / "away" / FILE_NAME).read_bytes() == b"not readable at all"
    assert [each.name for each in (tmp_path / "away").iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((tmp_path / "away" / FILE_NAME).stat().st_mode) == 0o600
