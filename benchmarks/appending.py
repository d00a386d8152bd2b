"""Keeping one entry, beside a bare durable commit of the same bytes."""

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copytree

import apsw

from benchmarks.diary import Diary
from benchmarks.ground import PASSPHRASE, Ground
from benchmarks.result import Result, beside
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import Written, write_entry
from moorings.journey.codec import encode
from moorings.journey.records import Entry
from moorings.storage.schema import PRAGMAS

TIMES = 300
GOAL = 2.0
_TABLE = "CREATE TABLE kept (at INTEGER PRIMARY KEY, id BLOB, link BLOB, body BLOB)"
_INSERT = "INSERT INTO kept (id, link, body) VALUES (?, ?, ?)"


def measure(ground: Ground) -> list[Result]:
    """Append to ten years, and to a bare table, in turns."""
    copy = ground.empty / "copy"
    copytree(ground.data, copy)
    harbour = Harbour(copy, SystemClock())
    opened = harbour.find(harbour.unlock(harbour.which(), PASSPHRASE))
    opened.journey.count()
    diary = Diary()
    ours, floor = [], []
    with closing(_bare(ground.empty / "bare.db")) as bare:
        for _ in range(TIMES):
            entry = diary.entry()
            sealed = _sealed(opened, entry)
            written = Written(entry.text, entry.when)
            ours.append(_timed(partial(write_entry, opened, new_id(), written)))
            floor.append(_timed(partial(_commit, bare, sealed)))
    harbour.lock_all()
    return [beside("append one entry", GOAL, ours, floor)]


def _sealed(opened: Opened, entry: Entry) -> tuple[bytes, bytes, bytes]:
    """Give the very bytes that keeping this entry puts into a row."""
    record = bytes.fromhex(entry.id)
    keyring = opened.unlocked.keyring
    body, link = keyring.seal_record(record, 1, b"", encode(entry))
    return record, link, body


def _bare(path: Path) -> apsw.Connection:
    db = apsw.Connection(str(path))
    db.execute(PRAGMAS)
    db.execute(_TABLE)
    return db


def _commit(db: apsw.Connection, row: tuple[bytes, bytes, bytes]) -> None:
    db.execute("BEGIN IMMEDIATE")
    db.execute(_INSERT, row)
    db.execute("COMMIT")


def _timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
