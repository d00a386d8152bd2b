"""Q13: what is taken out, doubled, put elsewhere or put back is noticed, every time."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import Final

import apsw
import pytest

from campaigns.forging import RULES
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Condition, Opened, new_id
from moorings.companion.taking_back import erase
from moorings.companion.writing import write_entry
from moorings.journey.records import RecordId
from moorings.storage.sqlite import FILE_NAME
from tests.conftest import SetClock
from tests.web.conftest import Browser

PASSPHRASE = "a lamp beside the harbour wall"
PAGES: Final = 12
ERASED: Final = 4
#: Where the head says that the last record stands where it stands.
MOVE_HEAD: Final = """UPDATE header SET (position, link) =
    (SELECT position, link FROM records ORDER BY position DESC LIMIT 1)"""
CUT_ALL: Final = "UPDATE header SET position = 0, link = x''"
ROW: Final = "SELECT id, link, body FROM records WHERE position = ?"
PUT: Final = "UPDATE records SET id = ?, link = ?, body = ? WHERE position = ?"


class Kept:
    """A notebook on disk that was locked, and what is done to its file."""

    def __init__(self, harbour: Harbour, opened: Opened, aside: Path) -> None:
        self.harbour, self.vault, self.mark = harbour, opened.owner.hex(), opened.mark
        self.file = harbour.folder / self.vault / FILE_NAME
        self._aside = aside / "as it was"
        harbour.lock(opened)
        shutil.copy(self.file, self._aside)

    def after(
        self, *changes: tuple[str, tuple[object, ...]], seen: str = ""
    ) -> Condition:
        """Change the file as it was, open the notebook, and give what is told of it."""
        shutil.copy(self._aside, self.file)
        with closing(apsw.Connection(str(self.file))) as db:
            db.execute(f"PRAGMA synchronous = OFF; {RULES}").fetchall()
            for change, told in changes:
                db.execute(change, told)
        return self.opened(seen)

    def opened(self, seen: str = "") -> Condition:
        token = self.harbour.unlock(self.vault, PASSPHRASE, seen=seen)
        opened = self.harbour.find(token)
        self.harbour.lock(opened)
        return opened.condition

    def row(self, position: int) -> tuple[object, ...]:
        with closing(apsw.Connection(str(self._aside))) as db:
            (found,) = db.execute(ROW, (position,)).fetchall()
        return tuple(found)


@pytest.fixture
def kept(
    harbour: Harbour, tmp_path: Path, written: Callable[..., object]
) -> Iterator[Kept]:
    opened = harbour.make(PASSPHRASE).opened
    pages = [write(opened, written, number) for number in range(PAGES - 1)]
    erase(opened, pages[ERASED - 1])
    yield Kept(harbour, opened, tmp_path)
    harbour.lock_all()


def write(opened: Opened, written: Callable[..., object], number: int) -> RecordId:
    record = new_id()
    write_entry(opened, record, written(f"page {number}"))  # type: ignore[arg-type]
    return record


CUT: Final = "DELETE FROM records WHERE position > ?"


def test_q13_as_it_was_written_nothing_is_told(kept: Kept) -> None:
    assert kept.after().sound
    assert kept.after(seen=kept.mark).sound


@pytest.mark.parametrize("left", range(PAGES))
def test_q13_an_end_that_was_cut_is_noticed(kept: Kept, left: int) -> None:
    assert kept.after((CUT, (left,))).missing_end


@pytest.mark.parametrize("left", range(PAGES))
def test_q13_an_end_that_was_cut_with_the_head_is_noticed_by_who_saw_it(
    kept: Kept, left: int
) -> None:
    """What the file alone cannot show, a browser knows that saw the newest record."""
    cut, moved = (CUT, (left,)), (MOVE_HEAD if left else CUT_ALL, ())
    assert kept.after(cut, moved, seen=kept.mark).older_than_seen
    told = kept.after(cut, moved)
    # Where the word of an erasure went as well, what it named is missed all the same.
    assert told == Condition(unexplained=(ERASED,) if left >= ERASED else ())


@pytest.mark.parametrize("gone", range(1, PAGES))
def test_q13_whatever_is_taken_out_of_the_middle_is_noticed_there(
    kept: Kept, gone: int
) -> None:
    taken = ("DELETE FROM records WHERE position = ?", (gone,))
    assert kept.after(taken).unlinked == (gone + 1,)
    up = "UPDATE records SET position = position - 1 WHERE position = ?"
    moved = [(up, (at,)) for at in range(gone + 1, PAGES + 1)]
    told = kept.after(taken, *moved, (MOVE_HEAD, ()))
    assert gone in told.unlinked


@pytest.mark.parametrize("at", range(1, PAGES + 1))
def test_q13_whatever_stands_twice_is_noticed(kept: Kept, at: int) -> None:
    put = (
        "INSERT INTO records (owner, position, id, link, body)"
        " SELECT owner, ?, ?, ?, ? FROM header"
    )
    told = kept.after((put, (PAGES + 1, *kept.row(at))), (MOVE_HEAD, ()))
    assert told.unlinked == (PAGES + 1,)
    over = at % PAGES + 1
    assert not kept.after((PUT, (*kept.row(at), over))).sound


def test_q13_every_two_that_are_put_in_each_others_place_are_noticed(
    kept: Kept,
) -> None:
    for one, other in combinations(range(1, PAGES + 1), 2):
        told = kept.after(
            (PUT, (*kept.row(one), other)), (PUT, (*kept.row(other), one))
        )
        assert {one, other} <= {*told.unlinked, *told.damaged}, (one, other)


def test_q13_the_file_of_yesterday_is_noticed_in_the_browser_of_today(
    browser: Browser,
    harbour: Harbour,
    notebook: Opened,
    write: Callable[..., str],
    clock: SetClock,
) -> None:
    """The file is whole and opens; that it is old can be seen only from outside."""
    vault = notebook.owner.hex()
    file = harbour.folder / vault / FILE_NAME
    write("what stood yesterday")
    browser.post("/lock")
    yesterday = file.read_bytes()
    clock.go_on(24 * 3_600)
    browser.post("/unlock", {"passphrase": PASSPHRASE})
    write("what was written today")
    browser.post("/lock")
    file.write_bytes(yesterday)
    browser.post("/unlock", {"passphrase": PASSPHRASE})
    told = browser.get("/").page.words
    assert "older than the one this browser last saw" in told
