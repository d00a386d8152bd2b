"""What SQLite undoes by itself, amid a transaction: nothing of it stays."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import pytest

from campaigns.failing_disk import Calls, FailingDisk, Refusal
from moorings.errors import MooringsError
from moorings.storage.log import Head, NotKeptError, Seal, Writing
from moorings.storage.sqlite import SqliteLog

ME = b"m" * 16
#: Longer than what SQLite keeps at hand of a file that was just opened.
LONG = b"long " * 4_000
CALLS = 2_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A log with a record and some drafts, of which nothing was read yet."""
    SqliteLog.create(tmp_path / "vault")
    with closing(SqliteLog(tmp_path / "vault")) as log:
        begin(log)
    return tmp_path / "vault"


def begin(log: SqliteLog) -> None:
    with log.writing(ME) as writing:
        writing.append(name(1), link_to(b"the first"))
        for number in range(8):
            writing.put("drafts", name(number), LONG)


def name(number: int) -> bytes:
    return number.to_bytes(16, "big")


def link_to(body: bytes) -> Seal:
    return lambda at, _: (body, b"link %d" % at)


def write_much(log: SqliteLog) -> None:
    """Append, read in between as whoever erases does, and go on."""
    with log.writing(ME) as writing:
        writing.append(name(2), link_to(b"the second"))
        for item, _ in log.shelf(ME, "drafts"):
            writing.drop("drafts", item)
        writing.destroy([name(1)])
        writing.append(name(3), link_to(b"the third"))


@contextmanager
def refusing(calls: Calls) -> Iterator[None]:
    disk = FailingDisk(calls, [])
    try:
        yield
    finally:
        disk.unregister()


BEFORE = Head(1, b"link 1"), [b"the first"], 8
AFTER = Head(3, b"link 3"), [None, b"the second", b"the third"], 0


def state(log: SqliteLog) -> tuple[Head, list[bytes | None], int]:
    bodies = [row.body for row in log.read(ME)]
    return log.head(ME), bodies, len(log.shelf(ME, "drafts"))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_whatever_one_call_the_disk_refuses_all_of_it_is_kept_or_nothing(
    folder: Path,
) -> None:
    """A reading that is refused in between undoes what was written before it."""
    kinds, whole = set[str](), (folder / "vault.db").read_bytes()
    for at in count(1):
        calls = Calls(Refusal(at, full=False, for_good=False))
        (folder / "vault.db").write_bytes(whole)
        with refusing(calls):
            with calls.paused():
                log = SqliteLog(folder, vfs="failing")
            try:
                write_much(log)
                refused = False
            except MooringsError:
                refused = True
            with calls.paused():
                log.close()
        kinds |= calls.refused.keys()
        with closing(SqliteLog(folder)) as again:
            found = state(again)
        assert found in ((BEFORE, AFTER) if refused else (AFTER,)), calls.refused
        if not calls.refused:
            break
        assert at < CALLS
    assert {"read", "write", "sync"} <= kinds
    assert found == AFTER


CHANGES: dict[str, Callable[[Writing], object]] = {
    "append": lambda writing: writing.append(name(2), link_to(b"the second")),
    "put": lambda writing: writing.put("drafts", name(9), b"more"),
    "drop": lambda writing: writing.drop("drafts", name(1)),
    "destroy": lambda writing: writing.destroy([name(1)]),
    "put_header": lambda writing: writing.put_header(b"a page"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_undone_before_its_end_is_not_written_on(
    folder: Path, change: str
) -> None:
    def undone_before(log: SqliteLog) -> None:
        with log.writing(ME) as writing:
            log._db.execute("ROLLBACK")
            CHANGES[change](writing)

    with closing(SqliteLog(folder)) as log:
        with pytest.raises(NotKeptError):
            undone_before(log)
        assert state(log) == BEFORE
        assert log.header(ME) is None
