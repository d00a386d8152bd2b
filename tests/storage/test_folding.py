"""Nothing stays where the write-ahead log stood, and nothing is lost for that."""

from contextlib import closing
from pathlib import Path

import apsw
import pytest

from campaigns.recording_disk import REMOVED, Change, RecordingDisk, Sync
from moorings.storage.folding import HEAD_BYTES, fold_in
from moorings.storage.sqlite import FILE_NAME, SqliteLog

ME, LOG = b"m" * 16, f"{FILE_NAME}-wal"
MARK = b"a marked body that nobody else has " * 3_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    SqliteLog.create(tmp_path / "vault")
    return tmp_path / "vault"


def put(log: SqliteLog, item: bytes, body: bytes = MARK) -> None:
    with log.writing(ME) as writing:
        writing.put("drafts", item * 16, body)


def connect(folder: Path) -> apsw.Connection:
    db = apsw.Connection(str(folder / FILE_NAME))
    db.execute("SELECT count(*) FROM drafts").fetchall()
    return db


def begins(folder: Path) -> bytes:
    with (folder / LOG).open("rb") as log:
        return log.read(HEAD_BYTES)


def test_what_stood_in_the_log_is_overwritten_its_head_first_and_synced(
    folder: Path,
) -> None:
    events: list[object] = []
    disk = RecordingDisk(events, "recording")
    with closing(SqliteLog(folder, vfs="recording")) as log:
        put(log, b"1")
        size = (folder / LOG).stat().st_size
        assert size > len(MARK)
        events.clear()
    del disk
    head_at = events.index(Change(LOG, 0, bytes(HEAD_BYTES)))
    done = [each for each in events[head_at:] if getattr(each, "file", "") == LOG]
    head, synced, *rest, again, cut, gone = done
    assert head == Change(LOG, 0, bytes(HEAD_BYTES))
    assert synced == again == Sync(LOG)
    assert (cut, gone) == (Change(LOG, 0, None), Change(LOG, REMOVED, None))
    written = bytearray(b"x" * size)
    for each in rest:
        assert isinstance(each, Change)
        assert each.data is not None
        written[each.offset : each.offset + len(each.data)] = each.data
    assert written == bytes(size)
    # All of it was in the file, durably, before the first byte of it went.
    before = events[:head_at]
    assert Sync(FILE_NAME) in before
    assert Change not in map(type, before[before.index(Sync(FILE_NAME)) :])


class Hurried:
    """A connection, between whose acts somebody else keeps something."""

    def __init__(self, db: apsw.Connection, log: SqliteLog) -> None:
        self._db, self._log = db, log

    def wal_checkpoint(self, mode: int) -> tuple[int, int]:
        done = self._db.wal_checkpoint(mode=mode)
        if mode == apsw.SQLITE_CHECKPOINT_RESTART:
            put(self._log, b"2")
        return done

    def execute(self, statement: str) -> object:
        return self._db.execute(statement)


def test_what_somebody_else_keeps_meanwhile_is_not_overwritten(folder: Path) -> None:
    with closing(SqliteLog(folder)) as log, closing(connect(folder)) as other:
        put(log, b"1")
        before = begins(folder)
        fold_in(Hurried(other, log), folder / FILE_NAME)  # type: ignore[arg-type]
        assert before != bytes(HEAD_BYTES)
        assert log.item(ME, "drafts", b"2" * 16) == MARK
    with closing(SqliteLog(folder)) as log:
        assert [body for _, body in log.shelf(ME, "drafts")] == [MARK, MARK]


def test_a_connection_that_never_saw_the_log_overwrites_nothing_in_it(
    folder: Path,
) -> None:
    with closing(SqliteLog(folder)) as log:
        put(log, b"1")
        before = begins(folder)
        with closing(apsw.Connection(str(folder / FILE_NAME))) as blind:
            fold_in(blind, folder / FILE_NAME)
        assert begins(folder) == before
        assert log.item(ME, "drafts", b"1" * 16) == MARK


def test_while_somebody_reads_nothing_is_overwritten(folder: Path) -> None:
    with closing(SqliteLog(folder)) as log, closing(connect(folder)) as other:
        put(log, b"1")
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM drafts").fetchall() == [(1,)]
        put(log, b"2")
        before = begins(folder)
        log._db.set_busy_timeout(0)
        with pytest.raises(apsw.BusyError):
            fold_in(log._db, folder / FILE_NAME)
        assert begins(folder) == before
        assert other.execute("SELECT count(*) FROM drafts").fetchall() == [(1,)]
        other.execute("ROLLBACK")
        fold_in(log._db, folder / FILE_NAME)
        assert (folder / LOG).stat().st_size == 0
        assert other.execute("SELECT count(*) FROM drafts").fetchall() == [(2,)]


def test_where_there_is_no_log_nothing_is_done(folder: Path) -> None:
    assert not (folder / LOG).exists()
    with closing(apsw.Connection(":memory:")) as db:
        fold_in(db, folder / FILE_NAME)
    assert not (folder / LOG).exists()
