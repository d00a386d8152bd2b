"""One bit of a vault's file, or of its write-ahead log, is not as it was written."""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apsw
import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase, take_back
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.errors import MooringsError
from moorings.journey.journey import Journey
from moorings.storage.sqlite import FILE_NAME
from moorings.vault import wraps
from tests.conftest import hashed

pytestmark = pytest.mark.uncounted

FLIPS = 2_000
BATCHES = 4
PASSPHRASE = "a long enough passphrase"
Form = Callable[..., Written]


@dataclass
class Sample:
    """A vault's files as they lie while it is in use, and what they tell."""

    vault: str
    files: dict[str, bytes]
    journey: Journey
    mark: str


@pytest.fixture
def sample(harbour: Harbour, written: Form, monkeypatch: pytest.MonkeyPatch) -> Sample:
    made = harbour.make(PASSPHRASE)
    opened = made.opened
    live(opened, written)
    place = harbour.folder / harbour.vaults()[0]
    names = (FILE_NAME, f"{FILE_NAME}-wal")
    files = {name: (place / name).read_bytes() for name in names}
    harbour.lock_all()
    wrap = opened.unlocked.header.passphrase
    stretched = hashed(PASSPHRASE, wrap.stretching)
    monkeypatch.setattr(wraps, "stretch", lambda *_: stretched)  # once is enough
    return Sample(place.name, files, opened.journey, opened.mark)


def live(opened: Opened, written: Form) -> None:
    ids = [new_id() for _ in range(30)]
    for number, record in enumerate(ids):
        people = ("Zoë",) if number % 3 else ()
        page = written(f"{number} " * 60, date(2026, 1, 1 + number % 28), people=people)
        write_entry(opened, record, page)
        if number == 20:  # what comes now stays in the log
            opened.log._checkpoint()  # type: ignore[attr-defined]
    edit_page(opened, new_id(), ids[3], written("changed"))
    take_back(opened, ids[4])
    erase(opened, ids[5])
    for _ in range(5):
        write_entry(opened, new_id(), written("after the erasure"))


def look_at(harbour: Harbour, sample: Sample, files: dict[str, bytes]) -> str:
    """Open a vault from these files; say what came of it."""
    place = harbour.folder / sample.vault
    shutil.rmtree(place)
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)
    try:
        opened = harbour.find(
            harbour.unlock(sample.vault, PASSPHRASE, seen=sample.mark)
        )
    except MooringsError:
        return "refused"
    harbour.lock(opened)
    for record in opened.journey.records():
        assert record == sample.journey.record(record.id)
    if opened.condition.sound:
        assert opened.journey == sample.journey
        return "harmless"
    return "reported"


def flipped(content: bytes, at: int, bit: int) -> bytes:
    return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]


@pytest.mark.parametrize("seed", range(BATCHES))
def test_no_flipped_bit_changes_what_the_vault_tells_without_being_noticed(
    harbour: Harbour, sample: Sample, seed: int
) -> None:
    assert look_at(harbour, sample, sample.files) == "harmless"
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    seen = Counter[str]()
    for _ in range(FLIPS // BATCHES):
        name = chance.choice(tuple(sample.files))
        content = sample.files[name]
        changed = flipped(content, chance.randrange(len(content)), chance.randrange(8))
        seen[look_at(harbour, sample, sample.files | {name: changed})] += 1
    assert seen.total() == FLIPS // BATCHES
    assert seen["reported"] > 0
    assert seen["refused"] > 0


def test_a_flipped_bit_in_one_record_leaves_all_the_others_readable(
    harbour: Harbour, sample: Sample
) -> None:
    place = harbour.folder / sample.vault
    content = (place / FILE_NAME).read_bytes()
    told = {record.id for record in sample.journey.records()}
    for position, body in bodies(place / FILE_NAME):
        (place / FILE_NAME).write_bytes(content)
        replace_body(place / FILE_NAME, position, flipped(body, len(body) // 2, 3))
        opened = harbour.find(harbour.unlock(sample.vault, PASSPHRASE))
        harbour.lock(opened)
        assert opened.condition.damaged == (position,)
        (missing,) = told - {record.id for record in opened.journey.records()}
        assert missing in opened.unreadable


def bodies(file: Path) -> list[tuple[int, bytes]]:
    query = "SELECT position, body FROM records WHERE body IS NOT NULL"
    with closing(apsw.Connection(str(file))) as db:
        return list(db.execute(query))


def replace_body(file: Path, position: int, body: bytes) -> None:
    """Change a body behind the back of the triggers."""
    with closing(apsw.Connection(str(file))) as db:
        db.execute("DROP TRIGGER records_lose_their_body_or_keep_it")
        db.execute("UPDATE records SET body = ? WHERE position = ?", (body, position))
