import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import apsw
import pytest

from moorings.storage import sqlite
from moorings.storage.library import UnsafeSqliteError, require_safe_sqlite
from moorings.storage.log import Failures, NotKeptError, VaultInUseError
from moorings.storage.sqlite import (
    FILE_NAME,
    LOCK_NAME,
    SqliteLog,
    UnreadableVaultError,
)

ME = b"m" * 16
MARK = b"a marked body that nobody else has " * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    SqliteLog.create(tmp_path / "data" / "vaults" / "vault")
    return tmp_path / "data" / "vaults" / "vault"


@pytest.fixture
def log(folder: Path) -> Iterator[SqliteLog]:
    kept = SqliteLog(folder)
    yield kept
    kept.close()


def name(number: int) -> bytes:
    return number.to_bytes(16, "big")


def append(log: SqliteLog, number: int, body: bytes = b"body") -> None:
    with log.writing(ME) as writing:
        writing.append(name(number), lambda at, _: (body, b"link %d" % at))


def bodies(log: SqliteLog) -> list[bytes | None]:
    return [row.body for row in log.read(ME)]


def raw(folder: Path) -> apsw.Connection:
    return apsw.Connection(str(folder / FILE_NAME))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_kept_is_there_after_closing_and_opening(folder: Path) -> None:
    first = SqliteLog(folder)
    append(first, 1)
    first.put_failures(ME, "passphrase", Failures(3, 12.5))
    first.close()
    second = SqliteLog(folder)
    assert bodies(second) == [b"body"]
    assert second.failures(ME, "passphrase") == Failures(3, 12.5)
    second.close()


def test_nobody_else_may_enter_the_folders_or_read_the_files(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        place = tmp_path / "data" / "vaults" / "vault"
        SqliteLog.create(place)
        log = SqliteLog(place)
        append(log, 1)
        files = {each.name: mode(each) for each in place.iterdir()}
        log.close()
    finally:
        os.umask(before)
    assert files == dict.fromkeys(
        (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", LOCK_NAME), 0o600
    )
    assert [mode(each) for each in (place, place.parent, place.parents[1])] == [
        0o700
    ] * 3


def test_making_a_log_makes_its_folder_s_content_durable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(sqlite, "sync_folder", synced.append)
    SqliteLog.create(tmp_path / "vault")
    assert synced[-1] == tmp_path / "vault"


def test_a_log_is_not_made_where_one_is_already(folder: Path) -> None:
    with pytest.raises(FileExistsError):
        SqliteLog.create(folder)


def test_saved_means_durable_and_erased_means_overwritten(log: SqliteLog) -> None:
    def pragma(setting: str) -> object:
        return log._db.pragma(setting)

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL
    assert pragma("secure_delete") == 1
    assert pragma("cell_size_check") == 1
    assert pragma("trusted_schema") == 0
    assert pragma("wal_autocheckpoint") == 256
    assert pragma("mmap_size") == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records SET position = 9",
        "UPDATE records SET id = x'00'",
        "UPDATE records SET link = x'00'",
        "UPDATE records SET owner = x'00'",
        "UPDATE records SET body = x'00'",
        "DELETE FROM records",
    ],
)
def test_the_file_itself_refuses_to_change_or_drop_a_record(
    log: SqliteLog, change: str
) -> None:
    append(log, 1)
    before = list(log.read(ME))
    with pytest.raises(apsw.ConstraintError, match="append only"):
        log._db.execute(change)
    assert list(log.read(ME)) == before


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_nothing_of_a_destroyed_record_is_left_in_the_files(
    folder: Path, log: SqliteLog
) -> None:
    for number in range(30):
        append(log, number, MARK if number % 2 else b"other")
    assert MARK[:30] in everything(folder)
    with log.writing(ME) as writing:
        writing.destroy([name(number) for number in range(1, 30, 2)])
    assert MARK[:30] not in everything(folder)
    assert bodies(log) == [b"other", None] * 15


@pytest.mark.parametrize("large", [b"", b"x" * 20_000])
def test_nothing_of_a_dropped_picture_is_left_in_the_files(
    folder: Path, log: SqliteLog, large: bytes
) -> None:
    with log.writing(ME) as writing:
        writing.put("blobs", name(1), MARK + large)
    assert MARK[:30] in everything(folder)
    with log.writing(ME) as writing:
        writing.drop("blobs", name(1))
    assert MARK[:30] not in everything(folder)


def test_a_reader_in_the_way_does_not_undo_an_erasure(
    folder: Path, log: SqliteLog
) -> None:
    append(log, 1, MARK)
    log._db.set_busy_timeout(1)
    with closing(raw(folder)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM records").fetchall()
        with log.writing(ME) as writing:
            writing.destroy([name(1)])
        assert bodies(log) == [None]


IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from moorings.storage.sqlite import SqliteLog
log = SqliteLog(Path(sys.argv[1]))
print("in", flush=True)
sys.stdin.read()
log.close()
"""


def test_a_second_process_that_would_write_is_kept_out_until_the_first_is_gone(
    folder: Path,
) -> None:
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"in\n"
        with pytest.raises(VaultInUseError):
            SqliteLog(folder)
        looking = SqliteLog(folder, claim=False)
        assert bodies(looking) == []
        looking.close()
        other.stdin.close()
        other.wait()
    SqliteLog(folder).close()


def test_a_process_that_was_killed_leaves_no_lock_behind(folder: Path) -> None:
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        other.kill()
    SqliteLog(folder).close()


def test_reading_sees_one_moment_while_another_writes(
    folder: Path, log: SqliteLog
) -> None:
    append(log, 1)
    looking = SqliteLog(folder, claim=False)
    with looking.reading():
        assert looking.head(ME).position == 1
        append(log, 2)
        assert looking.head(ME).position == 1
        assert len(bodies(looking)) == 1
    assert looking.head(ME).position == 2
    looking.close()


def test_whoever_only_looks_may_still_use_the_box(folder: Path, log: SqliteLog) -> None:
    looking = SqliteLog(folder, claim=False)
    with looking.writing(ME) as writing:
        writing.put("inbox", name(1), b"boxed")
    looking.close()
    assert log.shelf(ME, "inbox") == [(name(1), b"boxed")]


def test_a_vault_that_stays_busy_keeps_nothing_and_says_so(
    folder: Path, log: SqliteLog
) -> None:
    log._db.set_busy_timeout(1)
    with closing(raw(folder)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotKeptError, match="Busy"):
            append(log, 1)
        with pytest.raises(NotKeptError, match="Busy"):
            log.put_failures(ME, "passphrase", Failures(1, 1.0))
        other.execute("ROLLBACK")
    append(log, 1)
    assert bodies(log) == [b"body"]


@pytest.mark.parametrize(
    "content",
    [b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000],
    ids=["words", "a damaged beginning"],
)
def test_a_file_that_is_no_vault_is_said_to_be_unreadable_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(UnreadableVaultError):
        SqliteLog(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == content
    with pytest.raises(UnreadableVaultError):
        SqliteLog(tmp_path)  # and not: in use


def test_a_folder_without_a_vault_gets_none(tmp_path: Path) -> None:
    with pytest.raises(UnreadableVaultError):
        SqliteLog(tmp_path, claim=False)
    assert not (tmp_path / FILE_NAME).exists()


def test_a_database_of_something_else_is_said_to_be_unreadable(tmp_path: Path) -> None:
    with closing(apsw.Connection(str(tmp_path / FILE_NAME))) as db:
        db.execute("CREATE TABLE recipes (name)")
    log = SqliteLog(tmp_path)
    for ask in (log.header, log.head, lambda owner: list(log.read(owner))):
        with pytest.raises(UnreadableVaultError):
            ask(ME)
    with pytest.raises(UnreadableVaultError):
        log.shelf(ME, "drafts")
    with pytest.raises(NotKeptError):
        append(log, 1)
    log.close()


@pytest.mark.parametrize(
    ("version", "safe"),
    [("3.51.2", False), ("3.50.4", False), ("3.51.3", True), ("3.54.1", True)],
)
def test_a_sqlite_that_can_damage_a_vault_is_refused(
    version: str, *, safe: bool
) -> None:
    if safe:
        require_safe_sqlite(version)
    else:
        with pytest.raises(UnsafeSqliteError, match=version):
            require_safe_sqlite(version)


def test_an_unsafe_library_opens_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.40.1")
    with pytest.raises(UnsafeSqliteError):
        SqliteLog(folder)


@pytest.mark.parametrize("value", ["'words'", "7", "NULL", "1e300", "x''"])
def test_a_damaged_value_of_another_kind_is_handed_over_as_bytes_or_numbers(
    folder: Path, log: SqliteLog, value: str
) -> None:
    append(log, 1)
    with log.writing(ME) as writing:
        writing.put_header(b"header")
        writing.put("drafts", name(1), b"draft")
    log.put_failures(ME, "passphrase", Failures(1, 1.0))
    log.close()
    loosen_and_damage(folder, value)
    damaged = SqliteLog(folder)
    (row,) = damaged.read(ME)
    assert list(map(type, row[:3])) == [int, bytes, bytes]
    assert isinstance(row.body, bytes | None)
    assert isinstance(damaged.header(ME), bytes | None)
    assert list(map(type, damaged.head(ME))) == [int, bytes]
    assert isinstance(damaged.item(ME, "drafts", name(1)), bytes | None)
    assert list(map(type, damaged.failures(ME, "passphrase"))) == [int, float]
    damaged.close()


def loosen_and_damage(folder: Path, value: str) -> None:
    """Put a value where no vault has it, as a damaged sector could."""
    columns = {
        "records": ("position", "id", "link", "body"),
        "header": ("header", "position", "link"),
        "drafts": ("body",),
        "delay": ("failures", "at"),
    }
    with closing(raw(folder)) as db:
        schema = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        sqls = {str(table): str(sql) for table, sql in schema}
        for table, changed in columns.items():
            rows = db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            db.execute(f"DROP TABLE {table}")
            loose = sqls[table].replace("STRICT", "").replace("NOT NULL", "")
            db.execute(
                loose.replace("BLOB", "").replace("INTEGER", "").replace("REAL", "")
            )
            marks = ", ".join("?" * len(rows[0]))
            db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
            for column in changed:
                db.execute(f"UPDATE {table} SET {column} = {value}")  # noqa: S608


class Refusal(NamedTuple):
    """What a disk answers, and whether it may be trusted again afterwards."""

    error: type[apsw.Error]
    code: int
    for_good: bool


FULL = Refusal(apsw.FullError, apsw.SQLITE_FULL, for_good=False)
BROKEN = Refusal(apsw.IOError, apsw.SQLITE_IOERR_FSYNC, for_good=True)


class Faulty:
    """Answers with a refusal from the n-th step on, once it is told to."""

    def __init__(self) -> None:
        self.left = -1
        self.refusal = FULL

    def step(self) -> None:
        if self.left == 0:
            error = self.refusal.error("the disk refused")
            vars(error)["extendedresult"] = self.refusal.code
            raise error
        self.left -= self.left > 0


class FaultyFile(apsw.VFSFile):
    def __init__(
        self, faulty: Faulty, file: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self._faulty = faulty
        super().__init__("", file, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        self._faulty.step()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._faulty.step()
        super().xSync(flags)


class FaultyDisk(apsw.VFS):
    def __init__(self, faulty: Faulty) -> None:
        self._faulty = faulty
        super().__init__("faulty", "")

    def xOpen(  # noqa: N802
        self, file: str | apsw.URIFilename | None, flags: list[int]
    ) -> FaultyFile:
        return FaultyFile(self._faulty, file, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802
        self._faulty.step()
        super().xDelete(filename, syncdir)


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    told = Faulty()
    disk = FaultyDisk(told)
    yield told
    disk.unregister()


STEPS = 12


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("refusal", [FULL, BROKEN], ids=["full", "broken"])
@pytest.mark.parametrize("step", range(STEPS))
def test_a_disk_that_refuses_at_any_step_keeps_all_that_was_acknowledged(
    folder: Path, faulty: Faulty, refusal: Refusal, step: int
) -> None:
    log = SqliteLog(folder, vfs="faulty")
    append(log, 1)
    faulty.left, faulty.refusal = step, refusal
    acknowledged, refused = 1, False
    while not refused:
        try:
            append(log, acknowledged + 1)
            acknowledged += 1
        except NotKeptError:
            refused = True
    assert bodies(log) == [b"body"] * acknowledged
    faulty.left = -1
    if refusal.for_good:
        with pytest.raises(NotKeptError):
            append(log, 99)
    else:
        append(log, acknowledged + 1)
        acknowledged += 1
    log.close()
    again = SqliteLog(folder)
    kept = len(bodies(again))
    assert kept in {acknowledged, acknowledged + refusal.for_good}
    append(again, 100)
    assert again.head(ME).position == kept + 1
    again.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_after_a_wrong_try_that_a_broken_disk_refused_nothing_more_is_kept(
    folder: Path, faulty: Faulty
) -> None:
    log = SqliteLog(folder, vfs="faulty")
    append(log, 1)
    faulty.left, faulty.refusal = 0, BROKEN
    with pytest.raises(NotKeptError):
        log.put_failures(ME, "passphrase", Failures(1, 1.0))
    faulty.left = -1
    with pytest.raises(NotKeptError, match=r"\(IO\)"):
        append(log, 2)
    with pytest.raises(NotKeptError):
        log.put_failures(ME, "passphrase", Failures(1, 1.0))
    assert bodies(log) == [b"body"]
    log.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_after_a_disk_broke_while_the_log_was_folded_in_nothing_more_is_kept(
    folder: Path, faulty: Faulty
) -> None:
    log = SqliteLog(folder, vfs="faulty")
    append(log, 1)
    faulty.left, faulty.refusal = 0, BROKEN
    log._checkpoint()
    faulty.left = -1
    with pytest.raises(NotKeptError):
        append(log, 2)
    assert bodies(log) == [b"body"]
    log.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_disk_that_refuses_while_closing_keeps_nobody_out_afterwards(
    folder: Path, faulty: Faulty
) -> None:
    log = SqliteLog(folder, vfs="faulty")
    append(log, 1)
    log._checkpoint()
    faulty.left, faulty.refusal = 0, BROKEN
    log.close()
    again = SqliteLog(folder)
    assert bodies(again) == [b"body"]
    again.close()


def test_a_closed_log_keeps_nothing_more_and_says_so(log: SqliteLog) -> None:
    log.close()
    with pytest.raises(NotKeptError):
        append(log, 1)
    with pytest.raises(UnreadableVaultError):
        log.header(ME)


def test_something_that_goes_wrong_while_reading_ends_the_moment(
    log: SqliteLog,
) -> None:
    with pytest.raises(ZeroDivisionError), log.reading():
        raise ZeroDivisionError
    append(log, 1)
    assert bodies(log) == [b"body"]
